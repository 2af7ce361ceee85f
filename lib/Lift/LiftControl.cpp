// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// lift-to-lanes: branches, where lanes part under masks.
#include "lib/Lift/Lifter.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::lift;

// A side with more ops than this is skipped when no lane takes it; below, the
// test costs more than ops under an empty mask.
static constexpr unsigned kLargeSide = 48;

bool Lifter::isLarge(Region &region) {
  unsigned count = 0;
  region.walk([&](Operation *) { ++count; });
  return count > kLargeSide;
}

bool Lifter::needsActiveLane(Region &region) {
  auto isUniformAccess = [&](Value view, ValueRange indices) {
    return !Divergence::isPrivate(view) && kinds.of(view).isUniform() &&
           llvm::all_of(indices,
                        [&](Value i) { return kinds.of(i).isUniform(); });
  };
  WalkResult found = region.walk([&](Operation *op) {
    bool needs = false;
    if (auto load = dyn_cast<memref::LoadOp>(op)) {
      needs = isUniformAccess(load.getMemRef(), load.getIndices());
    } else if (auto store = dyn_cast<memref::StoreOp>(op)) {
      needs = isUniformAccess(store.getMemRef(), store.getIndices()) &&
              kinds.of(store.getValueToStore()).isUniform();
    } else if (isa<arith::DivSIOp, arith::DivUIOp, arith::RemSIOp,
                   arith::RemUIOp, arith::CeilDivSIOp, arith::FloorDivSIOp,
                   arith::CeilDivUIOp>(op)) {
      // Only a lane that divides knows that the divisor is not zero.
      needs = kinds.of(op->getOperand(1)).isUniform() &&
              !matchPattern(op->getOperand(1), m_Constant());
    } else {
      needs = isa<scf::ForOp, scf::WhileOp>(op);
    }
    return needs ? WalkResult::interrupt() : WalkResult::advance();
  });
  return found.wasInterrupted();
}

/// Nothing to do: every op is complete in all lanes before the next begins.
/// Where a condition differs between threads for certain, CUDA forbids it.
LogicalResult Lifter::liftBarrier(gpu::BarrierOp op) {
  for (unsigned axis = 0; axis < 3; ++axis) {
    auto lo = LaneBuilder::constantOf(active.box.lo[axis]);
    auto hi = LaneBuilder::constantOf(active.box.hi[axis]);
    int64_t extent = ranges.blockExtent(axis);
    if (extent &&
        ((lo && *lo > 0 && *lo < extent) || (hi && *hi > 0 && *hi < extent))) {
      return op.emitError("CP3009: barrier under a condition that holds in "
                          "some threads only; all ")
             << extent << " threads along " << "xyz"[axis] << " must reach it";
    }
  }
  return success();
}

LogicalResult Lifter::liftIf(scf::IfOp op) {
  return kinds.isDivergent(op) ? liftDivergentIf(op) : liftUniformIf(op);
}

LogicalResult Lifter::liftUniformIf(scf::IfOp op) {
  SmallVector<Type> types;
  for (Value result : op.getResults()) {
    types.push_back(packedType(result.getType(), kinds.of(result)));
  }
  bool hasElse = !op.getElseRegion().empty();
  auto made = scf::IfOp::create(lanes.b, op.getLoc(), types,
                                scalar(op.getCondition()), true, hasElse);
  for (unsigned side = 0; side < (hasElse ? 2 : 1); ++side) {
    LaneBuilder::Scope scope(lanes);
    Block *from = side == 0 ? op.thenBlock() : op.elseBlock();
    lanes.b.setInsertionPointToStart(side == 0 ? made.thenBlock()
                                               : made.elseBlock());
    if (failed(liftBlock(*from))) {
      return failure();
    }
    lanes.loc = op.getLoc();
    SmallVector<Value> yielded;
    for (auto [value, result] :
         llvm::zip(from->getTerminator()->getOperands(), op.getResults())) {
      yielded.push_back(pack(value, kinds.of(result)));
    }
    scf::YieldOp::create(lanes.b, op.getLoc(), yielded);
  }
  for (auto [result, value] : llvm::zip(op.getResults(), made.getResults())) {
    set(result, unpack(value, kinds.of(result), nullptr));
  }
  return success();
}

/// Lifts one side of a divergent branch under its mask; `out` gets what it
/// yields, packed by the given kinds. A guarded side runs only if a lane
/// takes it.
LogicalResult Lifter::liftSide(Region &region, const LaneMask &side,
                               ArrayRef<LaneKind> as, bool guarded,
                               SmallVectorImpl<Value> &out) {
  LaneMask outer = active;
  auto liftInto = [&]() -> LogicalResult {
    active = side;
    LogicalResult done = liftBlock(region.front());
    active = outer;
    lanes.loc = region.getParentOp()->getLoc();
    if (failed(done)) {
      return failure();
    }
    Operation *yield = region.front().getTerminator();
    for (auto [value, kind] : llvm::zip(yield->getOperands(), as)) {
      // A null kind stands for a result that the caller reads as a mask.
      out.push_back(kind.level == LaneKind::Undefined ? Value()
                                                      : pack(value, kind));
    }
    return success();
  };
  if (!guarded) {
    return liftInto();
  }
  Location loc = region.getParentOp()->getLoc();
  SmallVector<Type> types;
  for (auto [value, kind] :
       llvm::zip(region.front().getTerminator()->getOperands(), as)) {
    types.push_back(packedType(value.getType(), kind));
  }
  auto made = scf::IfOp::create(lanes.b, loc, types, lanes.any(side), true,
                                !types.empty());
  {
    LaneBuilder::Scope scope(lanes);
    lanes.b.setInsertionPointToStart(made.thenBlock());
    if (failed(liftInto())) {
      return failure();
    }
    scf::YieldOp::create(lanes.b, loc, out);
  }
  if (!types.empty()) {
    LaneBuilder::Scope scope(lanes);
    lanes.b.setInsertionPointToStart(made.elseBlock());
    SmallVector<Value> nothing;
    for (Type type : types) {
      nothing.push_back(zeroOf(type));
    }
    scf::YieldOp::create(lanes.b, loc, nothing);
  }
  out.assign(made.getResults().begin(), made.getResults().end());
  return success();
}

LogicalResult Lifter::liftDivergentIf(scf::IfOp op) {
  bool hasElse = !op.getElseRegion().empty();
  // Masks of sides without ops are computed only if results need them.
  auto sideMask = [&](Block *block, bool isThen) {
    if (llvm::hasSingleElement(*block)) {
      return active;
    }
    return lanes.meet(active, isThen ? asMask(op.getCondition())
                                     : asUnmask(op.getCondition()));
  };
  auto mustGuard = [&](Region &region) {
    return needsActiveLane(region) || isLarge(region);
  };
  bool guards[2] = {mustGuard(op.getThenRegion()),
                    hasElse && mustGuard(op.getElseRegion())};
  // Kinds in which each side hands over its results. Booleans of sides in
  // line stay masks, so that `a && b` stays a box.
  SmallVector<LaneKind> as[2];
  SmallVector<Value> out[2];
  for (Value result : op.getResults()) {
    bool isBits = result.getType().isInteger(1);
    for (unsigned side = 0; side < 2; ++side) {
      LaneKind kind = kinds.of(result);
      if (kind.level == LaneKind::Undefined) {
        kind.level = LaneKind::Uniform;
      }
      as[side].push_back(isBits && !guards[side] ? LaneKind() : kind);
    }
  }
  if (failed(liftSide(op.getThenRegion(), sideMask(op.thenBlock(), true), as[0],
                      guards[0], out[0]))) {
    return failure();
  }
  lanes.loc = op.getLoc();
  if (!hasElse) {
    return success();
  }
  if (failed(liftSide(op.getElseRegion(), sideMask(op.elseBlock(), false),
                      as[1], guards[1], out[1]))) {
    return failure();
  }
  lanes.loc = op.getLoc();
  if (op.getNumResults() == 0) {
    return success();
  }
  LaneMask taken = asMask(op.getCondition());
  for (OpResult result : op.getResults()) {
    unsigned n = result.getResultNumber();
    Value a = op.thenYield().getOperand(n), b = op.elseYield().getOperand(n);
    mergeSides(result, taken, {a, out[0][n]}, {b, out[1][n]});
  }
  return success();
}

/// The result of a divergent branch from what both sides yield, each given as
/// the value of the simt form and its packed lanes, if it was packed.
void Lifter::mergeSides(OpResult result, const LaneMask &taken, Side a,
                        Side b) {
  if (a.simt == b.simt) {
    set(result, lookup(a.simt));
    return;
  }
  bool onlyA = kinds.of(b.simt).level == LaneKind::Undefined;
  bool onlyB = kinds.of(a.simt).level == LaneKind::Undefined;
  LaneKind kind = kinds.of(result);
  auto maskOf = [&](Side s) {
    if (!s.packed) {
      return asMask(s.simt);
    }
    LaneMask mask;
    if (isa<RankedTensorType>(s.packed.getType())) {
      mask.tensor = s.packed;
      return mask;
    }
    return lanes.uniformMask(s.packed);
  };
  if (onlyA || onlyB) {
    Side only = onlyA ? a : b;
    if (!only.packed) {
      set(result, lookup(only.simt));
    } else {
      set(result, unpack(only.packed, kind, nullptr));
    }
    return;
  }
  if (!result.getType().isInteger(1)) {
    setLanes(result, blend(taken, a.packed, b.packed));
    return;
  }
  auto isConstant = [&](Side s, bool value) {
    return matchPattern(s.simt, value ? m_One() : m_Zero());
  };
  if (isConstant(b, false)) {
    setMask(result, lanes.meet(taken, maskOf(a)));
  } else if (isConstant(a, false)) {
    setMask(result, lanes.meet(lanes.complement(taken), maskOf(b)));
  } else if (isConstant(a, true)) {
    setLanes(result,
             arith::OrIOp::create(lanes.b, lanes.loc, lanes.maskLanes(taken),
                                  lanes.maskLanes(maskOf(b))));
  } else {
    setLanes(result, lanes.selectBits(lanes.maskLanes(taken),
                                      lanes.maskLanes(maskOf(a)),
                                      lanes.maskLanes(maskOf(b))));
  }
}
