// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Definitions of tile's lane ops.
#include "dialects/Tile/TileDialect.h"

using namespace mlir;
using namespace cubeport::tile;

#define GET_OP_CLASSES
#include "dialects/Tile/TileLaneOps.cpp.inc"

LogicalResult ShuffleOp::verify() {
  int64_t width = getWidth(), offset = getOffset();
  if (width < 1 || width > 32 || !llvm::isPowerOf2_64(width)) {
    return emitOpError("segments of ")
           << width << " lanes; they have a power of two up to 32";
  }
  if (offset < 0 || offset >= width) {
    return emitOpError("distance ")
           << offset << " in segments of " << width << " lanes";
  }
  return success();
}
