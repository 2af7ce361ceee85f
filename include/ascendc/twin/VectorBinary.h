// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Vector instructions with two tensor sources. Each exists in three forms: a
// count of elements, and repeats with a mask given as a number or as bits.
#ifndef CUBEPORT_ASCENDC_TWIN_VECTORBINARY_H
#define CUBEPORT_ASCENDC_TWIN_VECTORBINARY_H

#include "twin/Params.h"
#include "twin/Tensor.h"

namespace cubeport {
namespace twin {
inline Strides stridesOf(const AscendC::BinaryRepeatParams &params) {
  Strides strides;
  strides.block[0] = params.dstBlkStride;
  strides.block[1] = params.src0BlkStride;
  strides.block[2] = params.src1BlkStride;
  strides.repeat[0] = params.dstRepStride;
  strides.repeat[1] = params.src0RepStride;
  strides.repeat[2] = params.src1RepStride;
  return strides;
}

inline void binaryOp(VectorOp op, const Lanes &lanes, const Strides &strides,
                     const Local &dst, const Local &src0, const Local &src1,
                     Where where) {
  const Local operands[3] = {dst, src0, src1};
  vectorOp(op, lanes, strides, operands, 3, 0, where);
}
} // namespace twin
} // namespace cubeport

/// Fails to compile when the vector unit has no `NAME` for element type T.
#define CUBEPORT_TWIN_REQUIRE(T, NAME, MESSAGE, ...)                           \
  static_assert(cubeport::twin::isOneOf<T, __VA_ARGS__>,                       \
                "CP7029: " #NAME " " MESSAGE)

#define CUBEPORT_TWIN_BINARY(NAME, MESSAGE, ...)                               \
  template <typename T>                                                        \
  inline void NAME(const LocalTensor<T> &dst, const LocalTensor<T> &src0,      \
                   const LocalTensor<T> &src1, const int32_t &count,           \
                   Where where = Where::here()) {                              \
    using cubeport::twin::ElementType;                                         \
    CUBEPORT_TWIN_REQUIRE(T, NAME, MESSAGE, __VA_ARGS__);                      \
    cubeport::twin::binaryOp(cubeport::twin::VectorOp::NAME,                   \
                             cubeport::twin::Lanes::byCount(count), {},        \
                             dst.operand, src0.operand, src1.operand, where);  \
  }                                                                            \
  template <typename T, bool isSetMask = true>                                 \
  inline void NAME(const LocalTensor<T> &dst, const LocalTensor<T> &src0,      \
                   const LocalTensor<T> &src1, uint64_t mask,                  \
                   const uint8_t repeatTime, const BinaryRepeatParams &params, \
                   Where where = Where::here()) {                              \
    using cubeport::twin::ElementType;                                         \
    CUBEPORT_TWIN_REQUIRE(T, NAME, MESSAGE, __VA_ARGS__);                      \
    cubeport::twin::binaryOp(                                                  \
        cubeport::twin::VectorOp::NAME,                                        \
        cubeport::twin::Lanes::byPrefix(mask, repeatTime, isSetMask),          \
        cubeport::twin::stridesOf(params), dst.operand, src0.operand,          \
        src1.operand, where);                                                  \
  }                                                                            \
  template <typename T, bool isSetMask = true>                                 \
  inline void NAME(const LocalTensor<T> &dst, const LocalTensor<T> &src0,      \
                   const LocalTensor<T> &src1, uint64_t mask[],                \
                   const uint8_t repeatTime, const BinaryRepeatParams &params, \
                   Where where = Where::here()) {                              \
    using cubeport::twin::ElementType;                                         \
    CUBEPORT_TWIN_REQUIRE(T, NAME, MESSAGE, __VA_ARGS__);                      \
    cubeport::twin::binaryOp(cubeport::twin::VectorOp::NAME,                   \
                             cubeport::twin::Lanes::byBits(mask, repeatTime,   \
                                                           isSetMask,          \
                                                           dst.operand.type),  \
                             cubeport::twin::stridesOf(params), dst.operand,   \
                             src0.operand, src1.operand, where);               \
  }

namespace AscendC {
using cubeport::twin::Where;

CUBEPORT_TWIN_BINARY(Add, "takes half, float, int16_t, int32_t",
                     ElementType::F16, ElementType::F32, ElementType::S16,
                     ElementType::S32)
CUBEPORT_TWIN_BINARY(Sub, "takes half, float, int16_t, int32_t",
                     ElementType::F16, ElementType::F32, ElementType::S16,
                     ElementType::S32)
CUBEPORT_TWIN_BINARY(Mul, "takes half, float, int16_t, int32_t",
                     ElementType::F16, ElementType::F32, ElementType::S16,
                     ElementType::S32)
CUBEPORT_TWIN_BINARY(Max, "takes half, float, int16_t, int32_t",
                     ElementType::F16, ElementType::F32, ElementType::S16,
                     ElementType::S32)
CUBEPORT_TWIN_BINARY(Min, "takes half, float, int16_t, int32_t",
                     ElementType::F16, ElementType::F32, ElementType::S16,
                     ElementType::S32)
CUBEPORT_TWIN_BINARY(Div, "takes half, float", ElementType::F16,
                     ElementType::F32)
// The official And/Or accept int32_t with a count, but then process `count`
// lanes of 16 bits, half the data; here that does not compile.
CUBEPORT_TWIN_BINARY(And,
                     "takes int16_t, uint16_t; reinterpret wider tensors and "
                     "double the count",
                     ElementType::S16, ElementType::U16)
CUBEPORT_TWIN_BINARY(Or,
                     "takes int16_t, uint16_t; reinterpret wider tensors and "
                     "double the count",
                     ElementType::S16, ElementType::U16)
CUBEPORT_TWIN_BINARY(AddRelu, "takes half, float, int16_t", ElementType::F16,
                     ElementType::F32, ElementType::S16)
CUBEPORT_TWIN_BINARY(SubRelu, "takes half, float, int16_t", ElementType::F16,
                     ElementType::F32, ElementType::S16)
CUBEPORT_TWIN_BINARY(FusedMulAdd, "takes half, float", ElementType::F16,
                     ElementType::F32)
CUBEPORT_TWIN_BINARY(FusedMulAddRelu, "takes half, float", ElementType::F16,
                     ElementType::F32)
// Of the official pairs of types only equal ones are modelled.
CUBEPORT_TWIN_BINARY(MulAddDst, "takes half, float", ElementType::F16,
                     ElementType::F32)

} // namespace AscendC

#endif // CUBEPORT_ASCENDC_TWIN_VECTORBINARY_H
