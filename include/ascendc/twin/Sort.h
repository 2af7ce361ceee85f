// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sorting: groups of 32 scores with their indices, and merging of up to four
// sorted lists. An entry has 8 bytes: a score, and a 32-bit index at byte 4.
#ifndef CUBEPORT_ASCENDC_TWIN_SORT_H
#define CUBEPORT_ASCENDC_TWIN_SORT_H

#include "twin/VectorScalar.h"

namespace AscendC {

/// Lengths and number of the lists that MrgSort merges.
struct MrgSort4Info {
  MrgSort4Info() = default;
  MrgSort4Info(const uint16_t lengths[4], bool suspends, uint16_t valid,
               uint16_t repeats)
      : ifExhaustedSuspension(suspends), validBit(valid),
        repeatTimes(static_cast<uint8_t>(repeats)) {
    for (int list = 0; list < 4; ++list) {
      elementLengths[list] = lengths[list];
    }
  }
  uint16_t elementLengths[4] = {0, 0, 0, 0};
  bool ifExhaustedSuspension = false;
  uint16_t validBit = 0;
  uint8_t repeatTimes = 1;
};

template <typename T> struct MrgSortSrcList {
  MrgSortSrcList() = default;
  MrgSortSrcList(const LocalTensor<T> &first, const LocalTensor<T> &second,
                 const LocalTensor<T> &third, const LocalTensor<T> &fourth)
      : src1(first), src2(second), src3(third), src4(fourth) {}
  LocalTensor<T> src1;
  LocalTensor<T> src2;
  LocalTensor<T> src3;
  LocalTensor<T> src4;
};

} // namespace AscendC

namespace cubeport {
namespace twin {
void sort32(const Local &dst, const Local &scores, const Local &indices,
            int32_t repeats, Where where);
void mergeSorted(const Local &dst, const Local sources[4],
                 const AscendC::MrgSort4Info &info, Where where);
/// How many entries of each list the last merge has taken.
void mergedCounts(uint16_t counts[4], Where where);
} // namespace twin
} // namespace cubeport

#define CUBEPORT_TWIN_CHECK_SORT(T, NAME)                                      \
  CUBEPORT_TWIN_REQUIRE(T, NAME, "takes half, float",                          \
                        cubeport::twin::ElementType::F16,                      \
                        cubeport::twin::ElementType::F32)

namespace AscendC {

template <typename T>
inline void Sort32(const LocalTensor<T> &dst, const LocalTensor<T> &src0,
                   const LocalTensor<uint32_t> &src1, const int32_t repeatTime,
                   Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_SORT(T, Sort32);
  cubeport::twin::sort32(dst.operand, src0.operand, src1.operand, repeatTime,
                         where);
}
template <typename T, bool isExhaustedSuspension = false>
inline void MrgSort(const LocalTensor<T> &dst, const MrgSortSrcList<T> &src,
                    const MrgSort4Info &params, Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_SORT(T, MrgSort);
  const cubeport::twin::Local sources[4] = {src.src1.operand, src.src2.operand,
                                            src.src3.operand, src.src4.operand};
  cubeport::twin::mergeSorted(dst.operand, sources, params, where);
}
inline void GetMrgSortResult(uint16_t &first, uint16_t &second, uint16_t &third,
                             uint16_t &fourth, Where where = Where::here()) {
  uint16_t counts[4];
  cubeport::twin::mergedCounts(counts, where);
  first = counts[0];
  second = counts[1];
  third = counts[2];
  fourth = counts[3];
}

} // namespace AscendC

#endif // CUBEPORT_ASCENDC_TWIN_SORT_H
