// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Vector instructions with one tensor source and no scalar, and Copy.
#ifndef CUBEPORT_ASCENDC_TWIN_VECTORUNARY_H
#define CUBEPORT_ASCENDC_TWIN_VECTORUNARY_H

#include "twin/VectorBinary.h"

namespace cubeport {
namespace twin {
inline Strides stridesOf(const AscendC::UnaryRepeatParams &params) {
  Strides strides;
  strides.block[0] = params.dstBlkStride;
  strides.block[1] = params.srcBlkStride;
  strides.repeat[0] = params.dstRepStride;
  strides.repeat[1] = params.srcRepStride;
  return strides;
}
inline Strides stridesOf(const AscendC::CopyRepeatParams &params) {
  Strides strides;
  strides.block[0] = params.dstStride;
  strides.block[1] = params.srcStride;
  strides.repeat[0] = params.dstRepeatSize;
  strides.repeat[1] = params.srcRepeatSize;
  return strides;
}

inline void unaryOp(VectorOp op, const Lanes &lanes, const Strides &strides,
                    const Local &dst, const Local &src, uint64_t scalar,
                    Where where) {
  const Local operands[2] = {dst, src};
  vectorOp(op, lanes, strides, operands, 2, scalar, where);
}
} // namespace twin
} // namespace cubeport

#define CUBEPORT_TWIN_UNARY(NAME, MESSAGE, ...)                                \
  template <typename T>                                                        \
  inline void NAME(const LocalTensor<T> &dst, const LocalTensor<T> &src,       \
                   const int32_t &count, Where where = Where::here()) {        \
    using cubeport::twin::ElementType;                                         \
    CUBEPORT_TWIN_REQUIRE(T, NAME, MESSAGE, __VA_ARGS__);                      \
    cubeport::twin::unaryOp(cubeport::twin::VectorOp::NAME,                    \
                            cubeport::twin::Lanes::byCount(count), {},         \
                            dst.operand, src.operand, 0, where);               \
  }                                                                            \
  template <typename T, bool isSetMask = true>                                 \
  inline void NAME(const LocalTensor<T> &dst, const LocalTensor<T> &src,       \
                   uint64_t mask, const uint8_t repeatTime,                    \
                   const UnaryRepeatParams &params,                            \
                   Where where = Where::here()) {                              \
    using cubeport::twin::ElementType;                                         \
    CUBEPORT_TWIN_REQUIRE(T, NAME, MESSAGE, __VA_ARGS__);                      \
    cubeport::twin::unaryOp(                                                   \
        cubeport::twin::VectorOp::NAME,                                        \
        cubeport::twin::Lanes::byPrefix(mask, repeatTime, isSetMask),          \
        cubeport::twin::stridesOf(params), dst.operand, src.operand, 0,        \
        where);                                                                \
  }                                                                            \
  template <typename T, bool isSetMask = true>                                 \
  inline void NAME(const LocalTensor<T> &dst, const LocalTensor<T> &src,       \
                   uint64_t mask[], const uint8_t repeatTime,                  \
                   const UnaryRepeatParams &params,                            \
                   Where where = Where::here()) {                              \
    using cubeport::twin::ElementType;                                         \
    CUBEPORT_TWIN_REQUIRE(T, NAME, MESSAGE, __VA_ARGS__);                      \
    cubeport::twin::unaryOp(cubeport::twin::VectorOp::NAME,                    \
                            cubeport::twin::Lanes::byBits(mask, repeatTime,    \
                                                          isSetMask,           \
                                                          dst.operand.type),   \
                            cubeport::twin::stridesOf(params), dst.operand,    \
                            src.operand, 0, where);                            \
  }

namespace AscendC {

CUBEPORT_TWIN_UNARY(Exp, "takes half, float", ElementType::F16,
                    ElementType::F32)
CUBEPORT_TWIN_UNARY(Ln, "takes half, float", ElementType::F16, ElementType::F32)
CUBEPORT_TWIN_UNARY(Abs, "takes half, float", ElementType::F16,
                    ElementType::F32)
CUBEPORT_TWIN_UNARY(Sqrt, "takes half, float", ElementType::F16,
                    ElementType::F32)
// Of the chip's low precision: about 12 bits; Div and Sqrt are exact.
CUBEPORT_TWIN_UNARY(Rsqrt, "takes half, float", ElementType::F16,
                    ElementType::F32)
CUBEPORT_TWIN_UNARY(Reciprocal, "takes half, float", ElementType::F16,
                    ElementType::F32)
CUBEPORT_TWIN_UNARY(Relu, "takes half, float, int32_t", ElementType::F16,
                    ElementType::F32, ElementType::S32)
CUBEPORT_TWIN_UNARY(Not,
                    "takes int16_t, uint16_t; reinterpret wider tensors and "
                    "double the count",
                    ElementType::S16, ElementType::U16)

template <typename T, bool isSetMask = true>
inline void Copy(const LocalTensor<T> &dst, const LocalTensor<T> &src,
                 const uint64_t mask, const uint8_t repeatTime,
                 const CopyRepeatParams &params, Where where = Where::here()) {
  static_assert(sizeof(T) == 2 || sizeof(T) == 4,
                "CP7029: Copy takes types of 2 or 4 bytes");
  cubeport::twin::unaryOp(
      cubeport::twin::VectorOp::Copy,
      cubeport::twin::Lanes::byPrefix(mask, repeatTime, isSetMask),
      cubeport::twin::stridesOf(params), dst.operand, src.operand, 0, where);
}
template <typename T, bool isSetMask = true>
inline void Copy(const LocalTensor<T> &dst, const LocalTensor<T> &src,
                 const uint64_t mask[], const uint8_t repeatTime,
                 const CopyRepeatParams &params, Where where = Where::here()) {
  static_assert(sizeof(T) == 2 || sizeof(T) == 4,
                "CP7029: Copy takes types of 2 or 4 bytes");
  cubeport::twin::unaryOp(cubeport::twin::VectorOp::Copy,
                          cubeport::twin::Lanes::byBits(
                              mask, repeatTime, isSetMask, dst.operand.type),
                          cubeport::twin::stridesOf(params), dst.operand,
                          src.operand, 0, where);
}

} // namespace AscendC

#endif // CUBEPORT_ASCENDC_TWIN_VECTORUNARY_H
