// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Verifiers of simt's warp operations.
#include "dialects/Simt/SimtDialect.h"

using namespace mlir;
using namespace cubeport::simt;

#define GET_OP_CLASSES
#include "dialects/Simt/SimtWarpOps.cpp.inc"

LogicalResult VoteOp::verify() {
  bool isBallot = getKind() == VoteKind::ballot;
  if (isBallot != getResult().getType().isInteger(32)) {
    return emitOpError("result of type ")
           << getResult().getType()
           << "; a ballot gives i32, the other votes i1";
  }
  return success();
}
