// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Comparisons into the register of 128 bits, and selection by it.
#ifndef CUBEPORT_ASCENDC_TWIN_COMPAREREGISTER_H
#define CUBEPORT_ASCENDC_TWIN_COMPAREREGISTER_H

#include "twin/CompareSelect.h"

namespace cubeport {
namespace twin {
void compareToRegister(const Local &lhs, const Local &rhs,
                       AscendC::CMPMODE mode, const Lanes &lanes,
                       const Strides &strides, Where where);
void getCompareMask(const Local &dst, Where where);
void setCompareMask(const Local &src, Where where);
void selectByRegister(const Local &dst, const Local *mask, const Local &lhs,
                      const Local *rhs, AscendC::SELMODE mode, uint8_t repeats,
                      const Strides &strides, Where where);
} // namespace twin
} // namespace cubeport

namespace AscendC {

template <typename T, bool isSetMask = true>
inline void Compare(const LocalTensor<T> &src0, const LocalTensor<T> &src1,
                    CMPMODE mode, const uint64_t mask,
                    const BinaryRepeatParams &params,
                    Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_SELECT(T);
  cubeport::twin::compareToRegister(
      src0.operand, src1.operand, mode,
      cubeport::twin::Lanes::byPrefix(mask, 1, isSetMask),
      cubeport::twin::stridesOf(params), where);
}
template <typename T, bool isSetMask = true>
inline void Compare(const LocalTensor<T> &src0, const LocalTensor<T> &src1,
                    CMPMODE mode, const uint64_t mask[],
                    const BinaryRepeatParams &params,
                    Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_SELECT(T);
  cubeport::twin::compareToRegister(
      src0.operand, src1.operand, mode,
      cubeport::twin::Lanes::byBits(mask, 1, isSetMask, src0.operand.type),
      cubeport::twin::stridesOf(params), where);
}
template <typename T>
inline void GetCmpMask(const LocalTensor<T> &dst, Where where = Where::here()) {
  cubeport::twin::getCompareMask(dst.operand, where);
}
template <typename T>
inline void SetCmpMask(const LocalTensor<T> &src, Where where = Where::here()) {
  cubeport::twin::setCompareMask(src.operand, where);
}
/// By the mask that SetVectorMask has set: the register holds the bits, or
/// the address of the bits.
template <typename T, SELMODE mode>
inline void Select(const LocalTensor<T> &dst, const LocalTensor<T> &src0,
                   const LocalTensor<T> &src1, uint8_t repeatTime,
                   const BinaryRepeatParams &params,
                   Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_SELECT(T);
  cubeport::twin::selectByRegister(dst.operand, nullptr, src0.operand,
                                   &src1.operand, mode, repeatTime,
                                   cubeport::twin::stridesOf(params), where);
}
/// The register holds the scalar.
template <typename T, typename U>
inline void Select(const LocalTensor<T> &dst, const LocalTensor<U> &selMask,
                   const LocalTensor<T> &src0, uint8_t repeatTime,
                   const BinaryRepeatParams &params,
                   Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_SELECT(T);
  cubeport::twin::selectByRegister(dst.operand, &selMask.operand, src0.operand,
                                   nullptr, SELMODE::VSEL_TENSOR_SCALAR_MODE,
                                   repeatTime,
                                   cubeport::twin::stridesOf(params), where);
}
template <typename T, typename U, bool isSetMask = true>
inline void Select(const LocalTensor<T> &dst, const LocalTensor<U> &selMask,
                   const LocalTensor<T> &src0, const LocalTensor<T> &src1,
                   SELMODE mode, uint64_t mask[], uint8_t repeatTime,
                   const BinaryRepeatParams &params,
                   Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_SELECT(T);
  cubeport::twin::select(dst.operand, selMask.operand, src0.operand,
                         &src1.operand, 0, mode,
                         cubeport::twin::Lanes::byBits(
                             mask, repeatTime, isSetMask, dst.operand.type),
                         cubeport::twin::stridesOf(params), where);
}
template <typename T, typename U, bool isSetMask = true>
inline void
Select(const LocalTensor<T> &dst, const LocalTensor<U> &selMask,
       const LocalTensor<T> &src0, typename cubeport::twin::Same<T>::Type src1,
       SELMODE mode, uint64_t mask[], uint8_t repeatTime,
       const BinaryRepeatParams &params, Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_SELECT(T);
  cubeport::twin::select(dst.operand, selMask.operand, src0.operand, nullptr,
                         cubeport::twin::bitsOf(src1), mode,
                         cubeport::twin::Lanes::byBits(
                             mask, repeatTime, isSetMask, dst.operand.type),
                         cubeport::twin::stridesOf(params), where);
}

} // namespace AscendC

#endif // CUBEPORT_ASCENDC_TWIN_COMPAREREGISTER_H
