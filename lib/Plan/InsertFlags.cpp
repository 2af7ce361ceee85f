// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// plan-insert-flags: puts in the syncs that the order analysis asks for, moves
// them out of loops, and takes out those that others imply.
#include "lib/Plan/OrderAnalysis.h"
#include "lib/Plan/Passes.h"
#include "lib/Plan/SyncUnits.h"

namespace cubeport::plan {
#define GEN_PASS_DEF_INSERTFLAGS
#include "lib/Plan/Passes.h.inc"
} // namespace cubeport::plan

using namespace mlir;
using namespace cubeport;
using namespace cubeport::plan;
using davinci::Pipe;

/// Writes `sync` before `op`, at its location.
static void insertBefore(Operation *op, Sync sync) {
  OpBuilder builder(op);
  if (sync.source == sync.destination) {
    davinci::PipeBarrierOp::create(builder, op->getLoc(), sync.source);
    return;
  }
  // A set and its wait side by side cannot get out of step, so one id per
  // pair of pipes is enough.
  constexpr int32_t kFlagId = 0;
  davinci::SetFlagOp::create(builder, op->getLoc(), sync.source,
                                     sync.destination, kFlagId);
  davinci::WaitFlagOp::create(builder, op->getLoc(), sync.source,
                                      sync.destination, kFlagId);
}

/// Moves `unit` in front of the outermost loop around it that still leaves
/// the kernel ordered. A wait costs more in a loop than a set before it.
static void hoist(const SyncUnit &unit, OrderAnalysis &analysis) {
  SmallVector<Operation *> loops;
  for (Operation *parent = unit.front()->getParentOp();
       parent && !isa<func::FuncOp>(parent); parent = parent->getParentOp()) {
    if (isa<scf::ForOp, scf::WhileOp>(parent)) {
      loops.push_back(parent);
    }
  }
  Operation *oldNext = unit.back()->getNextNode();
  for (Operation *loop : llvm::reverse(loops)) {
    for (Operation *op : unit) {
      op->moveBefore(loop);
    }
    if (analysis.isOrdered({})) {
      return;
    }
    for (Operation *op : unit) {
      op->moveBefore(oldNext);
    }
  }
}

/// Erases every unit that the kernel is ordered without, innermost last in
/// text first.
static void prune(func::FuncOp kernel, OrderAnalysis &analysis) {
  SmallVector<SyncUnit> units = findSyncUnits(kernel);
  for (const SyncUnit &unit : llvm::reverse(units)) {
    DenseSet<Operation *> ignored(unit.begin(), unit.end());
    if (analysis.isOrdered(ignored)) {
      for (Operation *op : unit) {
        op->erase();
      }
    }
  }
}

/// Marks the units that order nothing but accesses that may overlap.
static void markPossible(func::FuncOp kernel) {
  OrderAnalysis analysis(kernel, OrderAnalysis::Conflicts::Sure);
  for (const SyncUnit &unit : findSyncUnits(kernel)) {
    DenseSet<Operation *> ignored(unit.begin(), unit.end());
    if (analysis.isOrdered(ignored)) {
      unit.front()->setAttr(davinci::DavinciDialect::kMayOverlapAttrName,
                            UnitAttr::get(kernel.getContext()));
    }
  }
}

namespace {
struct InsertFlags : plan::impl::InsertFlagsBase<InsertFlags> {
  void runOnOperation() override {
    func::FuncOp kernel = getOperation();
    // Threads one by one use the scalar unit only: nothing to place or order.
    if (kernel.isExternal() ||
        kernel->hasAttr(davinci::DavinciDialect::kThreadsAttrName)) {
      return;
    }
    WalkResult placed = kernel.walk([](davinci::AllocOp alloc) {
      if (alloc.getAddress()) {
        return WalkResult::advance();
      }
      alloc.emitError() << "CP5002: a local buffer without an address; "
                           "plan-place-buffers comes before plan-insert-flags";
      return WalkResult::interrupt();
    });
    if (placed.wasInterrupted()) {
      return signalPassFailure();
    }
    OrderAnalysis analysis(kernel);
    auto needed = analysis.findNeededSyncs();
    if (failed(needed)) {
      return signalPassFailure();
    }
    for (auto &[op, syncs] : *needed) {
      for (Sync sync : syncs) {
        insertBefore(op, sync);
      }
    }
    // First those that more general ones imply, so that what is left moves.
    prune(kernel, analysis);
    for (const SyncUnit &unit : findSyncUnits(kernel)) {
      hoist(unit, analysis);
    }
    prune(kernel, analysis);
    markPossible(kernel);
  }
};
} // namespace
