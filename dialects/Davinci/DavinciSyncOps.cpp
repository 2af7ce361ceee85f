// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Verifiers of davinci's flags.
#include "dialects/Davinci/DavinciDialect.h"

using namespace mlir;
using namespace cubeport::davinci;

#define GET_OP_CLASSES
#include "dialects/Davinci/DavinciSyncOps.cpp.inc"

static LogicalResult verifyFlag(Operation *op, Pipe src, Pipe dst) {
  if (src == dst || src == Pipe::ALL || dst == Pipe::ALL) {
    return op->emitOpError("flag from '")
           << stringifyPipe(src) << "' to '" << stringifyPipe(dst)
           << "'; a flag orders two different pipes";
  }
  return success();
}

LogicalResult SetFlagOp::verify() {
  return verifyFlag(*this, getSrc(), getDst());
}
LogicalResult WaitFlagOp::verify() {
  return verifyFlag(*this, getSrc(), getDst());
}

LogicalResult PipeBarrierOp::verify() {
  if (getPipe() == Pipe::S) { // pipe_barrier_c1
    return emitOpError("of pipe 'S'; the scalar unit is in order by itself");
  }
  return success();
}
