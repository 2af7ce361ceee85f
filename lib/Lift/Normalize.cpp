// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// lift-normalize: the shapes that lift-to-lanes does not want to know.
#include "dialects/Simt/SimtDialect.h"
#include "lib/Lift/LaneBuilder.h"
#include "lib/Lift/Passes.h"
#include "lib/Lift/Ranges.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/SCF/Transforms/Patterns.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Interfaces/LoopLikeInterface.h"
#include "mlir/Transforms/LoopInvariantCodeMotionUtils.h"

namespace cubeport::lift {
#define GEN_PASS_DEF_LIFTNORMALIZE
#include "lib/Lift/Passes.h.inc"
} // namespace cubeport::lift

using namespace mlir;
using namespace cubeport;

namespace {
struct LiftNormalize : lift::impl::LiftNormalizeBase<LiftNormalize> {
  void runOnOperation() override;
};
} // namespace

/// Moves the only block of a region into `to`, which must be empty.
static void takeBody(OpBuilder &b, Region &from, Block *to) {
  to->getOperations().splice(to->end(), from.front().getOperations());
}

// Pattern: scf.index_switch -> chain of scf.if
static void lowerSwitch(scf::IndexSwitchOp op) {
  OpBuilder b(op);
  Location loc = op.getLoc();
  scf::IfOp outermost, last;
  for (auto [value, region] : llvm::zip(op.getCases(), op.getCaseRegions())) {
    Value key = arith::ConstantIndexOp::create(b, loc, value);
    Value hit = arith::CmpIOp::create(b, loc, arith::CmpIPredicate::eq,
                                      op.getArg(), key);
    auto made = scf::IfOp::create(b, loc, op.getResultTypes(), hit, true, true);
    takeBody(b, region, made.thenBlock());
    if (!outermost) {
      outermost = made;
    } else {
      scf::YieldOp::create(b, loc, made.getResults());
    }
    last = made;
    b.setInsertionPointToStart(made.elseBlock());
  }
  if (!last) {
    // Only a default: what it does happens always.
    Block &body = op.getDefaultRegion().front();
    Operation *yield = body.getTerminator();
    op->replaceAllUsesWith(yield->getOperands());
    yield->erase();
    op->getBlock()->getOperations().splice(op->getIterator(),
                                           body.getOperations());
  } else {
    takeBody(b, op.getDefaultRegion(), last.elseBlock());
    op->replaceAllUsesWith(outermost.getResults());
  }
  op->erase();
}

// Pattern: scf.execute_region of one block -> its ops
static bool inlineRegion(scf::ExecuteRegionOp op) {
  if (!op.getRegion().hasOneBlock()) {
    return false;
  }
  Block &body = op.getRegion().front();
  Operation *yield = body.getTerminator();
  op->replaceAllUsesWith(yield->getOperands());
  yield->erase();
  op->getBlock()->getOperations().splice(op->getIterator(),
                                         body.getOperations());
  op->erase();
  return true;
}

/// Makes counting loops recognisable and turns them into scf.for: what does
/// not change moves out of them, unsigned order of numbers that are never
/// negative becomes signed.
static void raiseCountingLoops(gpu::GPUFuncOp kernel) {
  kernel.walk([](LoopLikeOpInterface loop) { moveLoopInvariantCode(loop); });
  SmallVector<std::pair<arith::CmpIOp, arith::CmpIPredicate>> signedOrder;
  lift::Ranges ranges(kernel);
  kernel.walk([&](arith::CmpIOp op) {
    arith::CmpIPredicate p = lift::signedPredicate(op.getPredicate());
    if (p != op.getPredicate() && ranges.of(op.getLhs()).lo >= 0 &&
        ranges.of(op.getRhs()).lo >= 0) {
      signedOrder.push_back({op, p});
    }
  });
  for (auto [op, p] : signedOrder) {
    op.setPredicate(p);
  }
  SmallVector<scf::WhileOp> loops;
  kernel.walk([&](scf::WhileOp loop) { loops.push_back(loop); });
  IRRewriter rewriter(kernel.getContext());
  for (scf::WhileOp loop : loops) {
    rewriter.setInsertionPoint(loop);
    // Loops that do not count stay as they are.
    (void)scf::upliftWhileToForLoop(rewriter, loop);
  }
}

/// Shared memory; in it lanes in lock-step see each other's writes at once.
static bool isShared(Value view) {
  auto space = dyn_cast_or_null<gpu::AddressSpaceAttr>(
      cast<MemRefType>(view.getType()).getMemorySpace());
  return space && space.getValue() == gpu::AddressSpace::Workgroup;
}

/// What lanes in lock-step have without asking: nothing to wait for inside a
/// warp, the order of accesses in a block, what others wrote to shared memory.
/// A volatile access in a loop stays: it may wait for another warp.
static void dropWhatLockStepGives(Operation *op) {
  OpBuilder b(op);
  auto fence = dyn_cast<simt::FenceOp>(op);
  if (isa<simt::WarpSyncOp>(op) ||
      (fence && fence.getScope() == simt::Scope::block)) {
    op->erase();
    return;
  }
  if (op->getParentOfType<scf::WhileOp>()) {
    return;
  }
  if (auto load = dyn_cast<simt::VolatileLoadOp>(op)) {
    if (isShared(load.getView())) {
      load.replaceAllUsesWith(
          memref::LoadOp::create(b, op->getLoc(), load.getView(),
                                 load.getIndex())
              .getResult());
      op->erase();
    }
  } else if (auto store = dyn_cast<simt::VolatileStoreOp>(op)) {
    if (isShared(store.getView())) {
      memref::StoreOp::create(b, op->getLoc(), store.getValue(),
                              store.getView(), store.getIndex());
      op->erase();
    }
  }
}

void LiftNormalize::runOnOperation() {
  // Inner ops first: what they become is moved with the outer ones.
  getOperation().walk<WalkOrder::PostOrder>([](Operation *op) {
    if (auto choice = dyn_cast<scf::IndexSwitchOp>(op)) {
      lowerSwitch(choice);
    } else if (auto region = dyn_cast<scf::ExecuteRegionOp>(op)) {
      inlineRegion(region);
    }
  });
  getOperation().walk<WalkOrder::PostOrder>(dropWhatLockStepGives);
  getOperation().walk(raiseCountingLoops);
}
