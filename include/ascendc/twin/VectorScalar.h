// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Vector instructions with a scalar operand: tensor-scalar arithmetic,
// shifts, Axpy and Duplicate.
#ifndef CUBEPORT_ASCENDC_TWIN_VECTORSCALAR_H
#define CUBEPORT_ASCENDC_TWIN_VECTORSCALAR_H

#include "twin/VectorUnary.h"

#define CUBEPORT_TWIN_SCALAR(NAME, MESSAGE, ...)                               \
  template <typename T, bool isSetMask = true>                                 \
  inline void NAME(const LocalTensor<T> &dst, const LocalTensor<T> &src,       \
                   const typename cubeport::twin::Same<T>::Type &scalarValue,  \
                   const int32_t &count, Where where = Where::here()) {        \
    using cubeport::twin::ElementType;                                         \
    CUBEPORT_TWIN_REQUIRE(T, NAME, MESSAGE, __VA_ARGS__);                      \
    cubeport::twin::unaryOp(cubeport::twin::VectorOp::NAME,                    \
                            cubeport::twin::Lanes::byCount(count), {},         \
                            dst.operand, src.operand,                          \
                            cubeport::twin::bitsOf(scalarValue), where);       \
  }                                                                            \
  template <typename T, bool isSetMask = true>                                 \
  inline void NAME(const LocalTensor<T> &dst, const LocalTensor<T> &src,       \
                   const typename cubeport::twin::Same<T>::Type &scalarValue,  \
                   uint64_t mask, const uint8_t repeatTime,                    \
                   const UnaryRepeatParams &params,                            \
                   Where where = Where::here()) {                              \
    using cubeport::twin::ElementType;                                         \
    CUBEPORT_TWIN_REQUIRE(T, NAME, MESSAGE, __VA_ARGS__);                      \
    cubeport::twin::unaryOp(                                                   \
        cubeport::twin::VectorOp::NAME,                                        \
        cubeport::twin::Lanes::byPrefix(mask, repeatTime, isSetMask),          \
        cubeport::twin::stridesOf(params), dst.operand, src.operand,           \
        cubeport::twin::bitsOf(scalarValue), where);                           \
  }                                                                            \
  template <typename T, bool isSetMask = true>                                 \
  inline void NAME(const LocalTensor<T> &dst, const LocalTensor<T> &src,       \
                   const typename cubeport::twin::Same<T>::Type &scalarValue,  \
                   uint64_t mask[], const uint8_t repeatTime,                  \
                   const UnaryRepeatParams &params,                            \
                   Where where = Where::here()) {                              \
    using cubeport::twin::ElementType;                                         \
    CUBEPORT_TWIN_REQUIRE(T, NAME, MESSAGE, __VA_ARGS__);                      \
    cubeport::twin::unaryOp(                                                   \
        cubeport::twin::VectorOp::NAME,                                        \
        cubeport::twin::Lanes::byBits(mask, repeatTime, isSetMask,             \
                                      dst.operand.type),                       \
        cubeport::twin::stridesOf(params), dst.operand, src.operand,           \
        cubeport::twin::bitsOf(scalarValue), where);                           \
  }

namespace cubeport {
namespace twin {
/// Keeps a parameter out of template argument deduction.
template <typename T> struct Same {
  using Type = T;
};

inline void duplicate(const Lanes &lanes, const Strides &strides,
                      const Local &dst, uint64_t scalar, Where where) {
  vectorOp(VectorOp::Duplicate, lanes, strides, &dst, 1, scalar, where);
}
} // namespace twin
} // namespace cubeport

namespace AscendC {

CUBEPORT_TWIN_SCALAR(Adds, "takes half, float, int16_t, int32_t",
                     ElementType::F16, ElementType::F32, ElementType::S16,
                     ElementType::S32)
CUBEPORT_TWIN_SCALAR(Muls, "takes half, float, int16_t, int32_t",
                     ElementType::F16, ElementType::F32, ElementType::S16,
                     ElementType::S32)
CUBEPORT_TWIN_SCALAR(Maxs, "takes half, float, int16_t, int32_t",
                     ElementType::F16, ElementType::F32, ElementType::S16,
                     ElementType::S32)
CUBEPORT_TWIN_SCALAR(Mins, "takes half, float, int16_t, int32_t",
                     ElementType::F16, ElementType::F32, ElementType::S16,
                     ElementType::S32)
CUBEPORT_TWIN_SCALAR(ShiftLeft, "takes int16_t, uint16_t, int32_t, uint32_t",
                     ElementType::S16, ElementType::U16, ElementType::S32,
                     ElementType::U32)
CUBEPORT_TWIN_SCALAR(ShiftRight, "takes int16_t, uint16_t, int32_t, uint32_t",
                     ElementType::S16, ElementType::U16, ElementType::S32,
                     ElementType::U32)
CUBEPORT_TWIN_SCALAR(LeakyRelu, "takes half, float", ElementType::F16,
                     ElementType::F32)
// Of the official pairs of types only equal ones are modelled.
CUBEPORT_TWIN_SCALAR(Axpy, "takes half, float", ElementType::F16,
                     ElementType::F32)

#define CUBEPORT_TWIN_CHECK_DUPLICATE(T)                                       \
  static_assert(sizeof(T) == 2 || sizeof(T) == 4,                              \
                "CP7029: Duplicate takes types of 2 or 4 bytes")

template <typename T>
inline void Duplicate(const LocalTensor<T> &dst,
                      const typename cubeport::twin::Same<T>::Type &scalarValue,
                      const int32_t &count, Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_DUPLICATE(T);
  cubeport::twin::duplicate(cubeport::twin::Lanes::byCount(count), {},
                            dst.operand, cubeport::twin::bitsOf(scalarValue),
                            where);
}
template <typename T, bool isSetMask = true>
inline void Duplicate(const LocalTensor<T> &dst,
                      const typename cubeport::twin::Same<T>::Type &scalarValue,
                      uint64_t mask, const uint8_t repeatTime,
                      const uint16_t dstBlockStride,
                      const uint8_t dstRepeatStride,
                      Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_DUPLICATE(T);
  cubeport::twin::duplicate(
      cubeport::twin::Lanes::byPrefix(mask, repeatTime, isSetMask),
      cubeport::twin::stridesOf(
          UnaryRepeatParams(dstBlockStride, 1, dstRepeatStride, 8)),
      dst.operand, cubeport::twin::bitsOf(scalarValue), where);
}
template <typename T, bool isSetMask = true>
inline void Duplicate(const LocalTensor<T> &dst,
                      const typename cubeport::twin::Same<T>::Type &scalarValue,
                      uint64_t mask[], const uint8_t repeatTime,
                      const uint16_t dstBlockStride,
                      const uint8_t dstRepeatStride,
                      Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_DUPLICATE(T);
  cubeport::twin::duplicate(
      cubeport::twin::Lanes::byBits(mask, repeatTime, isSetMask,
                                    dst.operand.type),
      cubeport::twin::stridesOf(
          UnaryRepeatParams(dstBlockStride, 1, dstRepeatStride, 8)),
      dst.operand, cubeport::twin::bitsOf(scalarValue), where);
}

} // namespace AscendC

#endif // CUBEPORT_ASCENDC_TWIN_VECTORSCALAR_H
