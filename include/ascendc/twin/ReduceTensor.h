// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reductions of a whole tensor to its first element, with the library's
// temporary buffer; and what reductions leave in registers.
#ifndef CUBEPORT_ASCENDC_TWIN_REDUCETENSOR_H
#define CUBEPORT_ASCENDC_TWIN_REDUCETENSOR_H

#include "twin/Reduce.h"

namespace cubeport {
namespace twin {
/// `srcRepStride` in blocks; `withIndex` puts an index behind an extreme.
void reduceTensor(const char *name, AscendC::ReduceType type, const Local &dst,
                  const Local &src, const Local &tmp, const Lanes &lanes,
                  int32_t srcRepStride, bool withIndex, Where where);
/// Bits of the sum, or of the extreme and its index, of the last reduction of
/// repeats.
void reducedSum(void *sum, uint32_t bytes, Where where);
void reducedBest(void *value, void *index, uint32_t bytes, Where where);
} // namespace twin
} // namespace cubeport

/// The three forms of a reduction to an extreme.
#define CUBEPORT_TWIN_REDUCE_BEST(NAME, TYPE)                                  \
  template <typename T>                                                        \
  inline void NAME(const LocalTensor<T> &dst, const LocalTensor<T> &src,       \
                   const LocalTensor<T> &sharedTmpBuffer, const int32_t count, \
                   bool calIndex = false, Where where = Where::here()) {       \
    CUBEPORT_TWIN_CHECK_REDUCE(T, NAME);                                       \
    cubeport::twin::reduceTensor(#NAME, ReduceType::TYPE, dst.operand,         \
                                 src.operand, sharedTmpBuffer.operand,         \
                                 cubeport::twin::Lanes::byCount(count), 8,     \
                                 calIndex, where);                             \
  }                                                                            \
  template <typename T>                                                        \
  inline void NAME(const LocalTensor<T> &dst, const LocalTensor<T> &src,       \
                   const LocalTensor<T> &sharedTmpBuffer, const int32_t mask,  \
                   const int32_t repeatTime, const int32_t srcRepStride,       \
                   bool calIndex = false, Where where = Where::here()) {       \
    CUBEPORT_TWIN_CHECK_REDUCE(T, NAME);                                       \
    cubeport::twin::reduceTensor(                                              \
        #NAME, ReduceType::TYPE, dst.operand, src.operand,                     \
        sharedTmpBuffer.operand,                                               \
        cubeport::twin::Lanes::byPrefix(uint64_t(mask), repeatTime, true),     \
        srcRepStride, calIndex, where);                                        \
  }                                                                            \
  template <typename T>                                                        \
  inline void NAME(const LocalTensor<T> &dst, const LocalTensor<T> &src,       \
                   const LocalTensor<T> &sharedTmpBuffer,                      \
                   const uint64_t mask[], const int32_t repeatTime,            \
                   const int32_t srcRepStride, bool calIndex = false,          \
                   Where where = Where::here()) {                              \
    CUBEPORT_TWIN_CHECK_REDUCE(T, NAME);                                       \
    cubeport::twin::reduceTensor(                                              \
        #NAME, ReduceType::TYPE, dst.operand, src.operand,                     \
        sharedTmpBuffer.operand,                                               \
        cubeport::twin::Lanes::byBits(mask, repeatTime, true,                  \
                                      src.operand.type),                       \
        srcRepStride, calIndex, where);                                        \
  }

namespace AscendC {

CUBEPORT_TWIN_REDUCE_BEST(ReduceMax, MAX)
CUBEPORT_TWIN_REDUCE_BEST(ReduceMin, MIN)

template <typename T, bool isSetMask = true>
inline void ReduceSum(const LocalTensor<T> &dst, const LocalTensor<T> &src,
                      const LocalTensor<T> &sharedTmpBuffer,
                      const int32_t count, Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_REDUCE(T, ReduceSum);
  cubeport::twin::reduceTensor("ReduceSum", ReduceType::SUM, dst.operand,
                               src.operand, sharedTmpBuffer.operand,
                               cubeport::twin::Lanes::byCount(count), 8, false,
                               where);
}
template <typename T>
inline void ReduceSum(const LocalTensor<T> &dst, const LocalTensor<T> &src,
                      const LocalTensor<T> &sharedTmpBuffer, const int32_t mask,
                      const int32_t repeatTime, const int32_t srcRepStride,
                      Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_REDUCE(T, ReduceSum);
  cubeport::twin::reduceTensor(
      "ReduceSum", ReduceType::SUM, dst.operand, src.operand,
      sharedTmpBuffer.operand,
      cubeport::twin::Lanes::byPrefix(uint64_t(mask), repeatTime, true),
      srcRepStride, false, where);
}
template <typename T>
inline void ReduceSum(const LocalTensor<T> &dst, const LocalTensor<T> &src,
                      const LocalTensor<T> &sharedTmpBuffer,
                      const uint64_t mask[], const int32_t repeatTime,
                      const int32_t srcRepStride, Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_REDUCE(T, ReduceSum);
  cubeport::twin::reduceTensor(
      "ReduceSum", ReduceType::SUM, dst.operand, src.operand,
      sharedTmpBuffer.operand,
      cubeport::twin::Lanes::byBits(mask, repeatTime, true, src.operand.type),
      srcRepStride, false, where);
}

/// The sum over all repeats of the last ReduceRepeat or ReduceSum.
template <typename T>
inline T GetReduceRepeatSumSpr(Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_REDUCE(T, GetReduceRepeatSumSpr);
  T sum;
  cubeport::twin::reducedSum(&sum, sizeof(T), where);
  return sum;
}
template <typename T> inline T GetAccVal(Where where = Where::here()) {
  return GetReduceRepeatSumSpr<T>(where);
}
template <typename T>
inline void GetReduceRepeatMaxMinSpr(T &value, T &index,
                                     Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_REDUCE(T, GetReduceRepeatMaxMinSpr);
  cubeport::twin::reducedBest(&value, &index, sizeof(T), where);
}
} // namespace AscendC

#endif // CUBEPORT_ASCENDC_TWIN_REDUCETENSOR_H
