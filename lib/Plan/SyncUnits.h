// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The units in which flags are moved, removed and counted.
#ifndef CUBEPORT_LIB_PLAN_SYNCUNITS_H
#define CUBEPORT_LIB_PLAN_SYNCUNITS_H

#include "dialects/Davinci/DavinciDialect.h"

namespace cubeport::plan {

/// A set_flag with the wait_flag behind it, or one pipe_barrier.
using SyncUnit = llvm::SmallVector<mlir::Operation *, 2>;

/// All units inside `root` in textual order. A set without its wait directly
/// behind it, and such a wait, is a unit of its own.
inline llvm::SmallVector<SyncUnit> findSyncUnits(mlir::Operation *root) {
  llvm::SmallVector<SyncUnit> units;
  root->walk([&](mlir::Operation *op) {
    if (llvm::isa<davinci::SetFlagOp, davinci::PipeBarrierOp>(op)) {
      units.push_back({op});
    } else if (auto wait = llvm::dyn_cast<davinci::WaitFlagOp>(op)) {
      auto set = llvm::dyn_cast_or_null<davinci::SetFlagOp>(op->getPrevNode());
      if (set && set.getSrc() == wait.getSrc() &&
          set.getDst() == wait.getDst() && set.getId() == wait.getId() &&
          set.getSlot() == wait.getSlot()) {
        units.back().push_back(op);
      } else {
        units.push_back({op});
      }
    }
  });
  return units;
}

} // namespace cubeport::plan

#endif
