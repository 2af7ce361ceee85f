// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Transpositions of 16 blocks, and between NCHW and NHWC.
#ifndef CUBEPORT_ASCENDC_TWIN_TRANSPOSE_H
#define CUBEPORT_ASCENDC_TWIN_TRANSPOSE_H

#include "twin/Rearrange.h"

namespace AscendC {

constexpr int32_t NCHW_CONV_ADDR_LIST_SIZE = 16;

enum class TransposeType : uint8_t {
  TRANSPOSE_TYPE_NONE,
  TRANSPOSE_NZ2ND_0213,
  TRANSPOSE_NZ2NZ_0213,
  TRANSPOSE_NZ2NZ_012_WITH_N,
  TRANSPOSE_NZ2ND_012_WITH_N,
  TRANSPOSE_NZ2ND_012_WITHOUT_N,
  TRANSPOSE_NZ2NZ_012_WITHOUT_N,
  TRANSPOSE_ND2ND_ONLY,
  TRANSPOSE_ND_UB_GM,
  TRANSPOSE_GRAD_ND_UB_GM,
  TRANSPOSE_ND2ND_B16,
  TRANSPOSE_NCHW2NHWC,
  TRANSPOSE_NHWC2NCHW,
};

/// Sizes and kind of a transposition.
struct TransposeParamsExt {
  TransposeParamsExt() = default;
  TransposeParamsExt(uint16_t n, uint16_t c, uint16_t h, uint16_t w,
                     TransposeType type)
      : nSize(n), cSize(c), hSize(h), wSize(w), transposeType(type) {}
  uint16_t nSize = 0;
  uint16_t cSize = 0;
  uint16_t hSize = 0;
  uint16_t wSize = 0;
  TransposeType transposeType = TransposeType::TRANSPOSE_ND2ND_B16;
};

/// Halves of blocks (of 8-bit types), repeats and strides in blocks.
struct TransDataTo5HDParams {
  TransDataTo5HDParams() = default;
  TransDataTo5HDParams(bool dstHigh, bool srcHigh, uint8_t repeats,
                       uint16_t dstStride, uint16_t srcStride)
      : dstHighHalf(dstHigh), srcHighHalf(srcHigh), repeatTimes(repeats),
        dstRepStride(dstStride), srcRepStride(srcStride) {}
  bool dstHighHalf = false;
  bool srcHighHalf = false;
  uint8_t repeatTimes = 1;
  uint16_t dstRepStride = 0;
  uint16_t srcRepStride = 0;
};

} // namespace AscendC

namespace cubeport {
namespace twin {
void transposeBlocks(const uint64_t *dst, const uint64_t *src, ElementType type,
                     const AscendC::TransDataTo5HDParams &params, Where where);
/// As above, with the addresses in local memory.
void transposeBlocks(const Local &dst, const Local &src, ElementType type,
                     const AscendC::TransDataTo5HDParams &params, Where where);
void transpose(const Local &dst, const Local &src, const Local &tmp,
               const AscendC::TransposeParamsExt &params, Where where);
} // namespace twin
} // namespace cubeport

#define CUBEPORT_TWIN_CHECK_5HD(T)                                             \
  CUBEPORT_TWIN_REQUIRE(                                                       \
      T, TransDataTo5HD, "takes integers of 8, 16 and 32 bits, half, float",   \
      cubeport::twin::ElementType::S8, cubeport::twin::ElementType::U8,        \
      cubeport::twin::ElementType::S16, cubeport::twin::ElementType::U16,      \
      cubeport::twin::ElementType::F16, cubeport::twin::ElementType::S32,      \
      cubeport::twin::ElementType::U32, cubeport::twin::ElementType::F32)

namespace AscendC {

/// 16 blocks to 16 blocks, given by their addresses in the UB.
template <typename T>
inline void TransDataTo5HD(uint64_t dstList[NCHW_CONV_ADDR_LIST_SIZE],
                           uint64_t srcList[NCHW_CONV_ADDR_LIST_SIZE],
                           const TransDataTo5HDParams &params,
                           Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_5HD(T);
  cubeport::twin::transposeBlocks(
      dstList, srcList, cubeport::twin::ElementTypeOf<T>::value, params, where);
}
template <typename T>
inline void
TransDataTo5HD(const LocalTensor<T> (&dstList)[NCHW_CONV_ADDR_LIST_SIZE],
               const LocalTensor<T> (&srcList)[NCHW_CONV_ADDR_LIST_SIZE],
               const TransDataTo5HDParams &params,
               Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_5HD(T);
  uint64_t dst[NCHW_CONV_ADDR_LIST_SIZE], src[NCHW_CONV_ADDR_LIST_SIZE];
  for (int i = 0; i < NCHW_CONV_ADDR_LIST_SIZE; ++i) {
    dst[i] = dstList[i].GetPhyAddr();
    src[i] = srcList[i].GetPhyAddr();
  }
  TransDataTo5HD<T>(dst, src, params, where);
}
template <typename T>
inline void TransDataTo5HD(const LocalTensor<uint64_t> &dst,
                           const LocalTensor<uint64_t> &src,
                           const TransDataTo5HDParams &params,
                           Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_5HD(T);
  cubeport::twin::transposeBlocks(dst.operand, src.operand,
                                  cubeport::twin::ElementTypeOf<T>::value,
                                  params, where);
}
template <typename T>
inline void Transpose(const LocalTensor<T> &dst, const LocalTensor<T> &src,
                      const LocalTensor<uint8_t> &sharedTmpBuffer,
                      const TransposeParamsExt &params,
                      Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_5HD(T);
  cubeport::twin::transpose(dst.operand, src.operand, sharedTmpBuffer.operand,
                            params, where);
}

} // namespace AscendC

#endif // CUBEPORT_ASCENDC_TWIN_TRANSPOSE_H
