// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Comparisons, whose results are one bit per lane, and selection by such bits.
#ifndef CUBEPORT_ASCENDC_TWIN_COMPARESELECT_H
#define CUBEPORT_ASCENDC_TWIN_COMPARESELECT_H

#include "twin/VectorScalar.h"

namespace cubeport {
namespace twin {
/// Compares with a tensor, or with `scalar` when `rhs` is null.
void compare(const char *name, const Local &dst, const Local &lhs,
             const Local *rhs, uint64_t scalar, AscendC::CMPMODE mode,
             const Lanes &lanes, const Strides &strides, Where where);
/// Selects from tensors, or from `lhs` and `scalar` when `rhs` is null.
void select(const Local &dst, const Local &mask, const Local &lhs,
            const Local *rhs, uint64_t scalar, AscendC::SELMODE mode,
            const Lanes &lanes, const Strides &strides, Where where);
} // namespace twin
} // namespace cubeport

#define CUBEPORT_TWIN_CHECK_COMPARE(T, U)                                      \
  static_assert(sizeof(U) == 1, "CP7029: a comparison writes bits into int8_t" \
                                " or uint8_t");                                \
  CUBEPORT_TWIN_REQUIRE(T, Compare, "takes half, float, and int32_t for EQ",   \
                        cubeport::twin::ElementType::F16,                      \
                        cubeport::twin::ElementType::F32,                      \
                        cubeport::twin::ElementType::S32)
#define CUBEPORT_TWIN_CHECK_SELECT(T)                                          \
  CUBEPORT_TWIN_REQUIRE(T, Select, "takes half, float; reinterpret others",    \
                        cubeport::twin::ElementType::F16,                      \
                        cubeport::twin::ElementType::F32)

namespace AscendC {

template <typename T, typename U>
inline void Compare(const LocalTensor<U> &dst, const LocalTensor<T> &src0,
                    const LocalTensor<T> &src1, CMPMODE mode, uint32_t count,
                    Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_COMPARE(T, U);
  cubeport::twin::compare("Compare", dst.operand, src0.operand, &src1.operand,
                          0, mode, cubeport::twin::Lanes::byCount(count), {},
                          where);
}
template <typename T, typename U, bool isSetMask = true>
inline void Compare(const LocalTensor<U> &dst, const LocalTensor<T> &src0,
                    const LocalTensor<T> &src1, CMPMODE mode,
                    const uint64_t mask, uint8_t repeatTime,
                    const BinaryRepeatParams &params,
                    Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_COMPARE(T, U);
  cubeport::twin::compare(
      "Compare", dst.operand, src0.operand, &src1.operand, 0, mode,
      cubeport::twin::Lanes::byPrefix(mask, repeatTime, isSetMask),
      cubeport::twin::stridesOf(params), where);
}

#define CUBEPORT_TWIN_COMPARE_SCALAR(NAME)                                     \
  template <typename T, typename U>                                            \
  inline void NAME(const LocalTensor<U> &dst, const LocalTensor<T> &src0,      \
                   const typename cubeport::twin::Same<T>::Type scalar,        \
                   CMPMODE mode, uint32_t count,                               \
                   Where where = Where::here()) {                              \
    CUBEPORT_TWIN_CHECK_COMPARE(T, U);                                         \
    cubeport::twin::compare(#NAME, dst.operand, src0.operand, nullptr,         \
                            cubeport::twin::bitsOf(scalar), mode,              \
                            cubeport::twin::Lanes::byCount(count), {}, where); \
  }                                                                            \
  template <typename T, typename U, bool isSetMask = true>                     \
  inline void NAME(const LocalTensor<U> &dst, const LocalTensor<T> &src0,      \
                   const typename cubeport::twin::Same<T>::Type scalar,        \
                   CMPMODE mode, const uint64_t mask, uint8_t repeatTime,      \
                   const UnaryRepeatParams &params,                            \
                   Where where = Where::here()) {                              \
    CUBEPORT_TWIN_CHECK_COMPARE(T, U);                                         \
    cubeport::twin::compare(                                                   \
        #NAME, dst.operand, src0.operand, nullptr,                             \
        cubeport::twin::bitsOf(scalar), mode,                                  \
        cubeport::twin::Lanes::byPrefix(mask, repeatTime, isSetMask),          \
        cubeport::twin::stridesOf(params), where);                             \
  }
CUBEPORT_TWIN_COMPARE_SCALAR(Compares)
CUBEPORT_TWIN_COMPARE_SCALAR(CompareScalar)

template <typename T, typename U>
inline void Select(const LocalTensor<T> &dst, const LocalTensor<U> &selMask,
                   const LocalTensor<T> &src0, const LocalTensor<T> &src1,
                   SELMODE mode, uint32_t count, Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_SELECT(T);
  cubeport::twin::select(dst.operand, selMask.operand, src0.operand,
                         &src1.operand, 0, mode,
                         cubeport::twin::Lanes::byCount(count), {}, where);
}
template <typename T, typename U>
inline void Select(const LocalTensor<T> &dst, const LocalTensor<U> &selMask,
                   const LocalTensor<T> &src0,
                   typename cubeport::twin::Same<T>::Type src1, SELMODE mode,
                   uint32_t count, Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_SELECT(T);
  cubeport::twin::select(dst.operand, selMask.operand, src0.operand, nullptr,
                         cubeport::twin::bitsOf(src1), mode,
                         cubeport::twin::Lanes::byCount(count), {}, where);
}
template <typename T, typename U, bool isSetMask = true>
inline void Select(const LocalTensor<T> &dst, const LocalTensor<U> &selMask,
                   const LocalTensor<T> &src0, const LocalTensor<T> &src1,
                   SELMODE mode, uint64_t mask, uint8_t repeatTime,
                   const BinaryRepeatParams &params,
                   Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_SELECT(T);
  cubeport::twin::select(
      dst.operand, selMask.operand, src0.operand, &src1.operand, 0, mode,
      cubeport::twin::Lanes::byPrefix(mask, repeatTime, isSetMask),
      cubeport::twin::stridesOf(params), where);
}
template <typename T, typename U, bool isSetMask = true>
inline void
Select(const LocalTensor<T> &dst, const LocalTensor<U> &selMask,
       const LocalTensor<T> &src0, typename cubeport::twin::Same<T>::Type src1,
       SELMODE mode, uint64_t mask, uint8_t repeatTime,
       const BinaryRepeatParams &params, Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_SELECT(T);
  cubeport::twin::select(
      dst.operand, selMask.operand, src0.operand, nullptr,
      cubeport::twin::bitsOf(src1), mode,
      cubeport::twin::Lanes::byPrefix(mask, repeatTime, isSetMask),
      cubeport::twin::stridesOf(params), where);
}

} // namespace AscendC

#endif // CUBEPORT_ASCENDC_TWIN_COMPARESELECT_H
