// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// lift-simplify-warps: in the first warp of a block, a thread's number in its
// warp is its number in the block.
#include "lib/Lift/Passes.h"
#include "lib/Lift/WarpNumbers.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

namespace cubeport::lift {
#define GEN_PASS_DEF_LIFTSIMPLIFYWARPS
#include "lib/Lift/Passes.h.inc"
} // namespace cubeport::lift

using namespace mlir;
using namespace cubeport;
using namespace cubeport::lift;
using arith::CmpIPredicate;

namespace {
struct LiftSimplifyWarps
    : lift::impl::LiftSimplifyWarpsBase<LiftSimplifyWarps> {
  void runOnOperation() override;
};
} // namespace

bool lift::isThreadNumber(Value value) {
  return matchBuiltin<gpu::ThreadIdOp>(value) == 0u;
}

bool lift::isLaneNumber(Value value) {
  Operation *op = stripIndexCasts(value).getDefiningOp();
  int64_t by = isa_and_nonnull<arith::AndIOp>(op)                    ? 31
               : isa_and_nonnull<arith::RemSIOp, arith::RemUIOp>(op) ? 32
                                                                     : 0;
  return by != 0 && isThreadNumber(op->getOperand(0)) &&
         isConstantIntValue(op->getOperand(1), by);
}

bool lift::isWarpNumber(Value value) {
  Operation *op = stripIndexCasts(value).getDefiningOp();
  int64_t by = isa_and_nonnull<arith::ShRSIOp, arith::ShRUIOp>(op)   ? 5
               : isa_and_nonnull<arith::DivSIOp, arith::DivUIOp>(op) ? 32
                                                                     : 0;
  return by != 0 && isThreadNumber(op->getOperand(0)) &&
         isConstantIntValue(op->getOperand(1), by);
}

bool lift::hasRowOfThreads(gpu::GPUFuncOp kernel) {
  auto fixed = kernel->getAttrOfType<DenseI32ArrayAttr>(
      simt::SimtDialect::kBlockAttrName);
  return fixed && fixed.size() == 3 && fixed[1] == 1 && fixed[2] == 1;
}

/// Threads along y and z have the number 0; what becomes constant by it goes.
static void foldOtherAxes(gpu::GPUFuncOp kernel) {
  SmallVector<Operation *> ops;
  kernel.getBody().walk<WalkOrder::PreOrder>(
      [&](Operation *op) { ops.push_back(op); });
  for (Operation *op : ops) {
    OpBuilder b(op);
    auto thread = dyn_cast<gpu::ThreadIdOp>(op);
    if (thread && thread.getDimension() != gpu::Dimension::x) {
      thread.replaceAllUsesWith(
          arith::ConstantIndexOp::create(b, op->getLoc(), 0).getResult());
      op->erase();
      continue;
    }
    SmallVector<Value> folded;
    if (isa_and_nonnull<arith::ArithDialect>(op->getDialect()) &&
        !op->hasTrait<OpTrait::ConstantLike>() &&
        succeeded(b.tryFold(op, folded)) && !folded.empty()) {
      op->replaceAllUsesWith(folded);
      op->erase();
    }
  }
}

/// `t / 32 == 0` is `t < 32`, which bounds the lanes.
static void compareThreads(gpu::GPUFuncOp kernel) {
  SmallVector<arith::CmpIOp> compares;
  kernel.walk([&](arith::CmpIOp op) {
    bool isEquality = op.getPredicate() == CmpIPredicate::eq ||
                      op.getPredicate() == CmpIPredicate::ne;
    if (isEquality && isWarpNumber(op.getLhs()) &&
        isConstantIntValue(op.getRhs(), 0)) {
      compares.push_back(op);
    }
  });
  for (arith::CmpIOp op : compares) {
    OpBuilder b(op);
    Value thread = stripIndexCasts(op.getLhs()).getDefiningOp()->getOperand(0);
    Value bound = arith::ConstantOp::create(
        b, op.getLoc(),
        b.getIntegerAttr(thread.getType(), simt::SimtDialect::kWarpSize));
    op.getLhsMutable().assign(thread);
    op.getRhsMutable().assign(bound);
    op.setPredicate(op.getPredicate() == CmpIPredicate::eq
                        ? CmpIPredicate::ult
                        : CmpIPredicate::uge);
  }
}

/// Whether only threads of the first warp have the condition.
static bool isFirstWarp(Value condition) {
  Operation *op = condition.getDefiningOp();
  if (isa_and_nonnull<arith::AndIOp>(op)) {
    return isFirstWarp(op->getOperand(0)) || isFirstWarp(op->getOperand(1));
  }
  auto compare = dyn_cast_or_null<arith::CmpIOp>(op);
  if (!compare || !isThreadNumber(compare.getLhs())) {
    return false;
  }
  std::optional<int64_t> bound = getConstantIntValue(compare.getRhs());
  switch (compare.getPredicate()) {
  case CmpIPredicate::eq:
  case CmpIPredicate::ule:
  case CmpIPredicate::sle:
    return bound && *bound >= 0 && *bound < simt::SimtDialect::kWarpSize;
  case CmpIPredicate::ult:
  case CmpIPredicate::slt:
    return bound && *bound > 0 && *bound <= simt::SimtDialect::kWarpSize;
  default:
    return false;
  }
}

/// Inside of a region that only the first warp enters, numbers of lanes are
/// numbers of threads, also in comparisons that were made in front of it.
static void simplifyRegion(Region &region, ArrayRef<Operation *> laneNumbers) {
  auto isInside = [&](OpOperand &use) {
    return region.isAncestor(use.getOwner()->getParentRegion());
  };
  for (Operation *lane : laneNumbers) {
    for (Operation *user : llvm::to_vector(lane->getUsers())) {
      auto compare = dyn_cast<arith::CmpIOp>(user);
      bool isUsed = compare && !region.isAncestor(user->getParentRegion()) &&
                    llvm::any_of(compare->getUses(), isInside);
      if (isUsed) {
        OpBuilder b = OpBuilder::atBlockBegin(&region.front());
        Operation *copy = b.clone(*compare);
        compare->getResult(0).replaceUsesWithIf(copy->getResult(0), isInside);
      }
    }
    lane->getResult(0).replaceUsesWithIf(lane->getOperand(0), isInside);
  }
}

static void simplifyKernel(gpu::GPUFuncOp kernel) {
  if (!kernel.isKernel() || !hasRowOfThreads(kernel) ||
      !kernel.getBody().hasOneBlock() ||
      kernel->hasAttr(simt::SimtDialect::kNeedsThreadsAttrName) ||
      kernel->hasAttr(simt::SimtDialect::kChunkAttrName) ||
      kernel->hasAttr(simt::SimtDialect::kWarpsAttrName)) {
    return;
  }
  foldOtherAxes(kernel);
  compareThreads(kernel);
  SmallVector<Operation *> laneNumbers;
  SmallVector<scf::IfOp> branches;
  kernel.walk([&](Operation *op) {
    if (op->getNumResults() == 1 &&
        isa<arith::AndIOp, arith::RemSIOp, arith::RemUIOp>(op) &&
        isLaneNumber(op->getResult(0))) {
      laneNumbers.push_back(op);
    } else if (auto branch = dyn_cast<scf::IfOp>(op)) {
      branches.push_back(branch);
    }
  });
  for (scf::IfOp branch : branches) {
    if (isFirstWarp(branch.getCondition())) {
      simplifyRegion(branch.getThenRegion(), laneNumbers);
    }
  }
}

void LiftSimplifyWarps::runOnOperation() {
  getOperation().walk([](gpu::GPUFuncOp kernel) { simplifyKernel(kernel); });
}
