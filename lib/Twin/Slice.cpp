// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From slices of several dimensions to rows.
#include "twin/Slice.h"
#include "Core.h"

using namespace cubeport::twin;

static constexpr uint32_t blockBytes = 32;

SliceRows cubeport::twin::sliceRows(const AscendC::SliceInfo *slice,
                                    uint32_t dimensions, uint32_t elementBytes,
                                    Where where) {
  if (dimensions < 1 || dimensions > 8) {
    fault(FaultCode::CopyLimits, where,
          "'DataCopy' of a slice has %u dimensions; it takes 1 to 8",
          dimensions);
  }
  for (uint32_t dimension = 0; dimension < dimensions; ++dimension) {
    const AscendC::SliceInfo &info = slice[dimension];
    const uint64_t burst =
        dimension == 0 ? uint64_t(info.burstLen) * blockBytes / elementBytes
                       : 1;
    if (info.startIndex > info.endIndex ||
        (info.endIndex - info.startIndex + 1ull + info.stride) %
                (burst + info.stride) !=
            0 ||
        (dimension > 0 && info.burstLen != 1)) {
      fault(FaultCode::CopyLimits, where,
            "'DataCopy' of a slice has elements %u to %u in pieces of %u with "
            "%u between; they must be whole pieces, of one element above the "
            "innermost dimension",
            info.startIndex, info.endIndex, static_cast<unsigned>(burst),
            info.stride);
    }
    if (info.shapeValue == 0 || info.endIndex >= info.shapeValue) {
      fault(FaultCode::CopyLimits, where,
            "'DataCopy' of a slice ends at element %u of a dimension of %u",
            info.endIndex, info.shapeValue);
    }
  }
  SliceRows rows;
  rows.pieceBytes = slice[0].burstLen * blockBytes;
  rows.gapBytes = slice[0].stride * elementBytes;
  const uint32_t extent =
      (slice[0].endIndex - slice[0].startIndex + 1 + slice[0].stride) *
      elementBytes;
  rows.pieces = extent / (rows.pieceBytes + rows.gapBytes);
  rows.begins = {slice[0].startIndex};
  uint64_t size = 1;
  for (uint32_t dimension = 1; dimension < dimensions; ++dimension) {
    const AscendC::SliceInfo &info = slice[dimension];
    size *= slice[dimension - 1].shapeValue;
    std::vector<uint64_t> begins;
    for (uint64_t at = info.startIndex; at <= info.endIndex;
         at += 1ull + info.stride) {
      for (uint64_t begin : rows.begins) {
        begins.push_back(begin + at * size);
      }
    }
    rows.begins.swap(begins);
  }
  return rows;
}

CopyShape cubeport::twin::sliceShape(const SliceRows &source,
                                     const SliceRows &target, bool toLocal,
                                     Where where) {
  if (source.begins.size() != target.begins.size() ||
      source.pieces != target.pieces ||
      source.pieceBytes != target.pieceBytes) {
    fault(
        FaultCode::CopyLimits, where,
        "'DataCopy' copies a slice of %u rows of %u pieces of %u bytes to one "
        "of %u rows of %u pieces of %u bytes",
        static_cast<unsigned>(source.begins.size()), source.pieces,
        source.pieceBytes, static_cast<unsigned>(target.begins.size()),
        target.pieces, target.pieceBytes);
  }
  const SliceRows &local = toLocal ? target : source;
  const SliceRows &global = toLocal ? source : target;
  if (local.gapBytes % blockBytes != 0) {
    fault(FaultCode::PartialBlocks, where,
          "'DataCopy' of a slice leaves gaps of %u bytes in the UB; they are "
          "multiples of 32",
          local.gapBytes);
  }
  CopyShape shape;
  shape.name = "DataCopy";
  shape.padded = global.gapBytes % blockBytes != 0;
  shape.rows = source.pieces;
  shape.rowBytes = source.pieceBytes;
  shape.sourceGapBytes = source.gapBytes;
  shape.targetGapBytes = target.gapBytes;
  return shape;
}
