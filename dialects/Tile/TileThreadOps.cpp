// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Definitions of tile's ops for threads one by one.
#include "dialects/Tile/TileDialect.h"

using namespace mlir;
using namespace cubeport::tile;

LogicalResult ThreadsOp::verifyRegions() {
  ValueTypeRange<Block::BlockArgListType> types =
      getBody().front().getArgumentTypes();
  if (types.size() != 3 ||
      !llvm::all_of(types, [](Type type) { return type.isInteger(32); })) {
    return emitOpError() << "body that gets (" << types
                         << "); it gets the thread index, three i32";
  }
  return success();
}

#define GET_OP_CLASSES
#include "dialects/Tile/TileThreadOps.cpp.inc"
