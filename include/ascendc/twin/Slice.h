// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copies of slices of tensors of several dimensions: one DataCopy for every
// row of the slice, as the library makes them.
#ifndef CUBEPORT_ASCENDC_TWIN_SLICE_H
#define CUBEPORT_ASCENDC_TWIN_SLICE_H

#include "twin/DataCopy.h"
#include "twin/Utilities.h"

#include <vector>

namespace AscendC {

/// One dimension of a slice, the innermost first: elements [startIndex,
/// endIndex] in pieces, with `stride` elements between them. A piece of the
/// innermost one has `burstLen` blocks, of the others one element.
struct SliceInfo {
  SliceInfo() = default;
  SliceInfo(uint32_t start, uint32_t end, uint32_t strideIn, uint32_t burst,
            uint32_t shape = 0)
      : startIndex(start), endIndex(end), stride(strideIn), burstLen(burst),
        shapeValue(shape) {}
  uint32_t startIndex = 0;
  uint32_t endIndex = ONE_BLK_SIZE - 1;
  uint32_t stride = 0;
  uint32_t burstLen = ONE_BLK_SIZE;
  uint32_t shapeValue = 0;
};

} // namespace AscendC

namespace cubeport {
namespace twin {
/// The rows that a slice consists of: pieces of a row, and where rows begin.
struct SliceRows {
  uint32_t pieces = 0;          ///< of a row
  uint32_t pieceBytes = 0;      ///< each
  uint32_t gapBytes = 0;        ///< between pieces
  std::vector<uint64_t> begins; ///< in elements
};
SliceRows sliceRows(const AscendC::SliceInfo *slice, uint32_t dimensions,
                    uint32_t elementBytes, Where where);
/// Checks that two sides have rows of one shape; the gap between pieces need
/// not be whole blocks in global memory.
CopyShape sliceShape(const SliceRows &source, const SliceRows &target,
                     bool toLocal, Where where);
} // namespace twin
} // namespace cubeport

namespace AscendC {

template <typename T>
inline void DataCopy(const LocalTensor<T> &dst, const GlobalTensor<T> &src,
                     const SliceInfo dstSliceInfo[],
                     const SliceInfo srcSliceInfo[],
                     const uint32_t dimValue = 1, Where where = Where::here()) {
  using namespace cubeport::twin;
  const auto from = sliceRows(srcSliceInfo, dimValue, sizeof(T), where);
  const auto to = sliceRows(dstSliceInfo, dimValue, sizeof(T), where);
  const CopyShape shape = sliceShape(from, to, true, where);
  for (size_t row = 0; row < from.begins.size(); ++row) {
    copyIn(dst[static_cast<uint32_t>(to.begins[row])].operand,
           src.At(from.begins[row]), shape, where);
  }
}
template <typename T>
inline void DataCopy(const GlobalTensor<T> &dst, const LocalTensor<T> &src,
                     const SliceInfo dstSliceInfo[],
                     const SliceInfo srcSliceInfo[],
                     const uint32_t dimValue = 1, Where where = Where::here()) {
  using namespace cubeport::twin;
  const auto from = sliceRows(srcSliceInfo, dimValue, sizeof(T), where);
  const auto to = sliceRows(dstSliceInfo, dimValue, sizeof(T), where);
  const CopyShape shape = sliceShape(from, to, false, where);
  for (size_t row = 0; row < from.begins.size(); ++row) {
    copyOut(dst.At(to.begins[row]),
            src[static_cast<uint32_t>(from.begins[row])].operand, shape, where);
  }
}

} // namespace AscendC

#endif // CUBEPORT_ASCENDC_TWIN_SLICE_H
