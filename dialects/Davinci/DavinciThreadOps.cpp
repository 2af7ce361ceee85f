// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Definitions of davinci's ops for CUDA threads on the scalar unit.
#include "dialects/Davinci/DavinciDialect.h"

using namespace mlir;
using namespace cubeport::davinci;

LogicalResult ThreadsOp::verifyRegions() {
  ValueTypeRange<Block::BlockArgListType> types =
      getBody().front().getArgumentTypes();
  if (types.size() != 6 ||
      !llvm::all_of(types, [](Type type) { return type.isInteger(32); })) {
    return emitOpError() << "body that gets (" << types
                         << "); it gets the thread index and the block index, "
                            "six i32";
  }
  return success();
}

#define GET_OP_CLASSES
#include "dialects/Davinci/DavinciThreadOps.cpp.inc"
