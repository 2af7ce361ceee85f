// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A kernel as a flat graph of single steps, for the checks of plan-verify.
#ifndef CUBEPORT_LIB_PLAN_FLATGRAPH_H
#define CUBEPORT_LIB_PLAN_FLATGRAPH_H

#include "lib/Plan/KnownValues.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace cubeport::plan {

/// A way from one step to the next.
struct FlatEdge {
  unsigned target;
  /// Leads to the next CUDA block: global memory needs no order across it.
  bool toNextBlock = false;
};

/// An instruction or a sync (`op` set), or a fork or merge (`op` null). The
/// body of a loop with slots is there once for each value of its slot.
struct FlatNode {
  mlir::Operation *op = nullptr;
  /// The slots of the loops around.
  KnownValues known;
  llvm::SmallVector<FlatEdge, 2> next;
};

/// Control flow without structure. Node 0 is the start of the kernel, `exit`
/// its end.
struct FlatGraph {
  llvm::SmallVector<FlatNode> nodes;
  unsigned exit = 0;
};

/// The steps of `kernel`; error CP5006 at control flow that is not
/// structured.
llvm::FailureOr<FlatGraph> buildFlatGraph(mlir::func::FuncOp kernel);

} // namespace cubeport::plan

#endif
