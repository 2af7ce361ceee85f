// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Instructions that move elements to other lanes: gathers, broadcasts,
// compaction, transposition, and index vectors.
#ifndef CUBEPORT_ASCENDC_TWIN_REARRANGE_H
#define CUBEPORT_ASCENDC_TWIN_REARRANGE_H

#include "twin/VectorScalar.h"

namespace cubeport {
namespace twin {
void gather(const Local &dst, const Local &src, const Local &offsets,
            uint32_t base, const Lanes &lanes, uint16_t dstRepeatStride,
            Where where);
void gatherBlocks(const Local &dst, const Local &src, const Local &offsets,
                  uint8_t repeats, const AscendC::GatherRepeatParams &params,
                  Where where);
void broadcastToBlocks(const Local &dst, const Local &src, uint8_t repeats,
                       const AscendC::BrcbRepeatParams &params, Where where);
/// Compaction; `pattern` is 1..7, or 0 for the bits in `bits`.
uint64_t gatherMask(const Local &dst, const Local &src, const Local *bits,
                    uint8_t pattern, bool counter, uint32_t mask,
                    const AscendC::GatherMaskParams &params, Where where);
void transpose16x16(const Local &dst, const Local &src, Where where);
void createVecIndex(const Local &dst, double first, uint32_t count,
                    Where where);
} // namespace twin
} // namespace cubeport

#define CUBEPORT_TWIN_CHECK_16_32(T, NAME)                                     \
  static_assert(sizeof(T) == 2 || sizeof(T) == 4,                              \
                "CP7029: " #NAME " takes types of 2 or 4 bytes")

namespace AscendC {

/// `dst[i] = *(src + base + offsets[i])`, offsets in bytes.
template <typename T>
inline void Gather(const LocalTensor<T> &dst, const LocalTensor<T> &src,
                   const LocalTensor<uint32_t> &offsets, const uint32_t base,
                   const uint32_t count, Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_16_32(T, Gather);
  cubeport::twin::gather(dst.operand, src.operand, offsets.operand, base,
                         cubeport::twin::Lanes::byCount(count), 8, where);
}
template <typename T>
inline void Gather(const LocalTensor<T> &dst, const LocalTensor<T> &src,
                   const LocalTensor<uint32_t> &offsets, const uint32_t base,
                   const uint64_t mask, const uint8_t repeatTime,
                   const uint16_t dstRepStride, Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_16_32(T, Gather);
  cubeport::twin::gather(
      dst.operand, src.operand, offsets.operand, base,
      cubeport::twin::Lanes::byPrefix(mask, repeatTime, true), dstRepStride,
      where);
}
template <typename T>
inline void Gatherb(const LocalTensor<T> &dst, const LocalTensor<T> &src,
                    const LocalTensor<uint32_t> &offsets,
                    const uint8_t repeatTime, const GatherRepeatParams &params,
                    Where where = Where::here()) {
  CUBEPORT_TWIN_REQUIRE(T, Gatherb, "takes uint16_t, uint32_t",
                        cubeport::twin::ElementType::U16,
                        cubeport::twin::ElementType::U32);
  cubeport::twin::gatherBlocks(dst.operand, src.operand, offsets.operand,
                               repeatTime, params, where);
}
template <typename T>
inline void Brcb(const LocalTensor<T> &dst, const LocalTensor<T> &src,
                 const uint8_t repeatTime, const BrcbRepeatParams &params,
                 Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_16_32(T, Brcb);
  cubeport::twin::broadcastToBlocks(dst.operand, src.operand, repeatTime,
                                    params, where);
}
template <typename T, typename U, GatherMaskMode mode = defaultGatherMaskMode>
inline void GatherMask(const LocalTensor<T> &dst, const LocalTensor<T> &src0,
                       const LocalTensor<U> &pattern, const bool reduceMode,
                       const uint32_t mask, const GatherMaskParams &params,
                       uint64_t &rsvdCnt, Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_16_32(T, GatherMask);
  static_assert(sizeof(U) == sizeof(T),
                "CP7029: GatherMask takes uint16_t patterns for types of 2 "
                "bytes and uint32_t patterns for types of 4");
  rsvdCnt =
      cubeport::twin::gatherMask(dst.operand, src0.operand, &pattern.operand, 0,
                                 reduceMode, mask, params, where);
}
template <typename T, GatherMaskMode mode = defaultGatherMaskMode>
inline void GatherMask(const LocalTensor<T> &dst, const LocalTensor<T> &src0,
                       const uint8_t pattern, const bool reduceMode,
                       const uint32_t mask, const GatherMaskParams &params,
                       uint64_t &rsvdCnt, Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_16_32(T, GatherMask);
  rsvdCnt =
      cubeport::twin::gatherMask(dst.operand, src0.operand, nullptr, pattern,
                                 reduceMode, mask, params, where);
}
/// A 16 x 16 matrix of 16-bit elements.
template <typename T>
inline void Transpose(const LocalTensor<T> &dst, const LocalTensor<T> &src,
                      Where where = Where::here()) {
  static_assert(sizeof(T) == 2, "CP7029: Transpose takes types of 2 bytes");
  cubeport::twin::transpose16x16(dst.operand, src.operand, where);
}
/// first, first + 1, ...
template <typename T>
inline void CreateVecIndex(LocalTensor<T> dst, const T &first, uint32_t count,
                           Where where = Where::here()) {
  using cubeport::twin::ElementType;
  CUBEPORT_TWIN_REQUIRE(T, CreateVecIndex,
                        "takes half, float, int16_t, int32_t", ElementType::F16,
                        ElementType::F32, ElementType::S16, ElementType::S32);
  cubeport::twin::createVecIndex(dst.operand, double(first), count, where);
}

} // namespace AscendC

#endif // CUBEPORT_ASCENDC_TWIN_REARRANGE_H
