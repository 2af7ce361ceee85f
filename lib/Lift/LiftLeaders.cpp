// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// lift-to-lanes: stores by the first lane of each warp, as in
// `if (lane == 0) part[warp] = sum`: a row of every 32nd lane's value.
#include "lib/Lift/Lifter.h"
#include "lib/Lift/WarpNumbers.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::lift;

/// Whether the condition holds in the first lane of each warp and no other.
static bool isFirstLane(Value condition) {
  auto compare = condition.getDefiningOp<arith::CmpIOp>();
  return compare && compare.getPredicate() == arith::CmpIPredicate::eq &&
         isLaneNumber(compare.getLhs()) &&
         isConstantIntValue(compare.getRhs(), 0);
}

/// Whether all first lanes of the block's warps execute the op, each for its
/// warp's element.
bool Lifter::isLeaderStore(memref::StoreOp op) {
  auto branch = dyn_cast<scf::IfOp>(op->getParentOp());
  if (!branch || op->getBlock() != branch.thenBlock() ||
      !isFirstLane(branch.getCondition()) || ranges.hasChunks() ||
      ranges.hasWarps() || !hasRowOfThreads(kernel) ||
      lanes.capacity < ranges.blockExtent(0) ||
      !isWarpNumber(op.getIndices().front())) {
    return false;
  }
  for (Operation *outer = branch->getParentOp(); outer != kernel;
       outer = outer->getParentOp()) {
    if (kinds.isDivergent(outer)) {
      return false;
    }
  }
  return true;
}

void Lifter::liftLeaderStore(memref::StoreOp op, Value view) {
  OpBuilder &b = lanes.b;
  Location loc = op.getLoc();
  int64_t warpSize = simt::SimtDialect::kWarpSize;
  Value value = asLanes(op.getValueToStore());
  Value board = scratch(op.getValueToStore().getType());
  auto number = [&](int64_t v) { return lanes.constant(b.getI64Type(), v); };
  tile::StoreOp::create(b, loc, value, board, number(0), number(1), number(0),
                        number(0), ValueRange(), Value());
  Value none = lanes.i32(0), one = lanes.i32(1);
  Value warps = lanes.i32(llvm::divideCeil(ranges.blockExtent(0), warpSize));
  SmallVector<Value, 6> box = {none, none, none, warps, one, one};
  Value first = tile::LoadOp::create(b, loc, value.getType(), board, number(0),
                                     number(warpSize), number(0), number(0),
                                     box, Value());
  tile::StoreOp::create(b, loc, first, view, number(0), number(1), number(0),
                        number(0), box, Value());
}
