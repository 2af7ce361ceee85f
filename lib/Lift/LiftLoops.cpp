// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// lift-to-lanes: counting loops, in step where lanes count alike.
#include "lib/Lift/Lifter.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::lift;
using arith::CmpIPredicate;

LogicalResult Lifter::liftFor(scf::ForOp op) {
  if (!kinds.isDivergent(op)) {
    return liftUniformFor(op);
  }
  if (!kinds.countsInStep(op) || !kinds.of(op.getUpperBound()).isUniform()) {
    return liftDivergentFor(op);
  }
  // Lane 0 stays longest if the coefficients are not negative.
  for (Value coef : asAffine(op.getLowerBound()).coef) {
    std::optional<int64_t> known = LaneBuilder::constantOf(coef);
    if (coef && (!known || *known < 0)) {
      return liftDivergentFor(op);
    }
  }
  int64_t tripLanes = 0;
  if (std::optional<TripPlan> plan = planTogether(op, tripLanes)) {
    return liftTripsOfRow(op, *plan, tripLanes);
  }
  return liftSteppedFor(op);
}

LogicalResult Lifter::liftUniformFor(scf::ForOp op) {
  SmallVector<Value> inits;
  for (auto [init, arg] : llvm::zip(op.getInits(), op.getRegionIterArgs())) {
    inits.push_back(pack(init, kinds.of(arg)));
  }
  auto made =
      scf::ForOp::create(lanes.b, op.getLoc(), scalar(op.getLowerBound()),
                         scalar(op.getUpperBound()), scalar(op.getStep()),
                         inits, nullptr, op.getUnsignedCmp());
  {
    LaneBuilder::Scope scope(lanes);
    lanes.b.setInsertionPointToStart(made.getBody());
    setScalar(op.getInductionVar(), made.getInductionVar());
    for (auto [init, arg, to] : llvm::zip(op.getInits(), op.getRegionIterArgs(),
                                          made.getRegionIterArgs())) {
      LaneValue like = lookup(init);
      set(arg, unpack(to, kinds.of(arg), &like));
    }
    if (failed(liftBlock(*op.getBody()))) {
      return failure();
    }
    lanes.loc = op.getLoc();
    SmallVector<Value> yielded;
    for (auto [value, arg] :
         llvm::zip(op.getYieldedValues(), op.getRegionIterArgs())) {
      yielded.push_back(pack(value, kinds.of(arg)));
    }
    if (!inits.empty()) {
      scf::YieldOp::create(lanes.b, op.getLoc(), yielded);
    }
  }
  for (auto [init, arg, result, to] :
       llvm::zip(op.getInits(), op.getRegionIterArgs(), op.getResults(),
                 made.getResults())) {
    LaneValue like = lookup(init);
    set(result, unpack(to, kinds.of(arg), &like));
  }
  return success();
}

/// The active lanes that make one more trip of a for loop.
LaneMask Lifter::tripMask(scf::ForOp op, const LaneValue &iv) {
  CmpIPredicate less =
      op.getUnsignedCmp() ? CmpIPredicate::ult : CmpIPredicate::slt;
  const LaneValue &ub = lookup(op.getUpperBound());
  Interval rl = ranges.of(op.getInductionVar());
  Interval rb = ranges.of(op.getUpperBound());
  std::optional<LaneMask> box;
  if (iv.level == LaneKind::Affine && ub.level <= LaneKind::Uniform &&
      kinds.of(op.getInductionVar()).exact) {
    box = lanes.compare({less,
                         {iv.value, iv.coef},
                         ub.value,
                         rl.lo,
                         std::max(rl.hi, rb.hi),
                         rb.lo,
                         rb.hi});
  } else if (iv.level <= LaneKind::Uniform && ub.level == LaneKind::Affine &&
             kinds.of(op.getUpperBound()).exact) {
    box = lanes.compare({LaneBuilder::swapSides(less),
                         {ub.value, ub.coef},
                         iv.value,
                         rb.lo,
                         rb.hi,
                         rl.lo,
                         std::max(rl.hi, rb.hi)});
  }
  if (box) {
    return lanes.meet(active, *box);
  }
  LaneMask trip;
  trip.tensor = arith::CmpIOp::create(lanes.b, lanes.loc, less, toLanes(iv),
                                      asLanes(op.getUpperBound()));
  return lanes.meet(active, trip);
}

SmallVector<Lifter::Carried> Lifter::carriedBy(ValueRange args,
                                               ValueRange results) {
  SmallVector<Carried> carried;
  for (auto [arg, result] : llvm::zip(args, results)) {
    LaneKind kind = kinds.of(arg);
    carried.push_back(
        {arg, result, kind, !kind.isVarying() && !result.use_empty()});
  }
  return carried;
}

SmallVector<Value> Lifter::packInits(ArrayRef<Carried> carried,
                                     ValueRange inits) {
  SmallVector<Value> packed;
  for (auto [c, init] : llvm::zip(carried, inits)) {
    packed.push_back(pack(init, c.kind));
  }
  for (auto [c, init] : llvm::zip(carried, inits)) {
    if (c.keepsLast) {
      packed.push_back(asLanes(init));
    }
  }
  return packed;
}

void Lifter::unpackArgs(ArrayRef<Carried> carried, ValueRange inits,
                        ValueRange packed) {
  for (auto [c, init, to] : llvm::zip_first(carried, inits, packed)) {
    LaneValue like = lookup(init);
    set(c.arg, unpack(to, c.kind, &like));
  }
}

/// What one trip yields: lanes that did not make it keep what they had.
SmallVector<Value> Lifter::packYields(ArrayRef<Carried> carried,
                                      ValueRange yielded, ValueRange old,
                                      const LaneMask &trip) {
  SmallVector<Value> packed;
  unsigned last = carried.size();
  for (auto [n, c] : llvm::enumerate(carried)) {
    Value value = pack(yielded[n], c.kind);
    packed.push_back(c.kind.isVarying() ? blend(trip, value, old[n]) : value);
  }
  for (auto [n, c] : llvm::enumerate(carried)) {
    if (c.keepsLast) {
      packed.push_back(blend(trip, asLanes(yielded[n]), old[last++]));
    }
  }
  return packed;
}

void Lifter::setLoopResults(ArrayRef<Carried> carried, ValueRange made) {
  unsigned last = carried.size();
  for (auto [n, c] : llvm::enumerate(carried)) {
    if (c.kind.isVarying()) {
      setLanes(c.result, made[n]);
    } else if (c.keepsLast) {
      setLanes(c.result, made[last++]);
    }
  }
}

/// One trip of a for loop's body under `trip`; appends what it carries on.
LogicalResult Lifter::liftTrip(scf::ForOp op, ArrayRef<Carried> carried,
                               ValueRange old, const LaneMask &trip,
                               SmallVectorImpl<Value> &next) {
  LaneMask outer = active;
  active = trip;
  LogicalResult done = liftBlock(*op.getBody());
  active = outer;
  lanes.loc = op.getLoc();
  if (failed(done)) {
    return failure();
  }
  llvm::append_range(next,
                     packYields(carried, op.getYieldedValues(), old, trip));
  return success();
}

/// for (i = affine; i < uniform; i += uniform): a uniform loop over the first
/// lane's i, in which lanes beyond the end are masked off.
LogicalResult Lifter::liftSteppedFor(scf::ForOp op) {
  LaneValue lb = lookup(op.getLowerBound());
  SmallVector<Carried> carried =
      carriedBy(op.getRegionIterArgs(), op.getResults());
  SmallVector<Value> inits = packInits(carried, op.getInits());
  auto made = scf::ForOp::create(
      lanes.b, op.getLoc(), lb.value, scalar(op.getUpperBound()),
      scalar(op.getStep()), inits, nullptr, op.getUnsignedCmp());
  {
    LaneBuilder::Scope scope(lanes);
    lanes.b.setInsertionPointToStart(made.getBody());
    ValueRange old = made.getRegionIterArgs();
    LaneValue iv = lb;
    iv.value = made.getInductionVar();
    set(op.getInductionVar(), iv);
    unpackArgs(carried, op.getInits(), old.take_front(carried.size()));
    LaneMask trip = tripMask(op, iv);
    SmallVector<Value> next;
    // The first lane makes every trip, unless a mask keeps it out.
    bool guarded = !active.isFull() && needsActiveLane(op.getRegion());
    if (!guarded) {
      if (failed(liftTrip(op, carried, old, trip, next))) {
        return failure();
      }
    } else {
      auto guard = scf::IfOp::create(lanes.b, op.getLoc(), old.getTypes(),
                                     lanes.any(trip), true, !old.empty());
      LaneBuilder::Scope inner(lanes);
      lanes.b.setInsertionPointToStart(guard.thenBlock());
      if (failed(liftTrip(op, carried, old, trip, next))) {
        return failure();
      }
      scf::YieldOp::create(lanes.b, op.getLoc(), next);
      if (!old.empty()) {
        lanes.b.setInsertionPointToStart(guard.elseBlock());
        scf::YieldOp::create(lanes.b, op.getLoc(), old);
      }
      next.assign(guard.getResults().begin(), guard.getResults().end());
    }
    if (!inits.empty()) {
      scf::YieldOp::create(lanes.b, op.getLoc(), next);
    }
  }
  setLoopResults(carried, made.getResults());
  return success();
}

/// Any other for loop that lanes leave at different times.
LogicalResult Lifter::liftDivergentFor(scf::ForOp op) {
  Location loc = op.getLoc();
  SmallVector<Carried> carried =
      carriedBy(op.getRegionIterArgs(), op.getResults());
  SmallVector<Value> inits = packInits(carried, op.getInits());
  LaneKind ivKind = kinds.of(op.getInductionVar());
  LaneValue lb = lookup(op.getLowerBound());
  inits.push_back(pack(op.getLowerBound(), ivKind));
  // A trip that is a box costs nothing to find again in the body; bits are
  // handed over. The first trip shows which it is.
  bool isBox =
      tripMask(op, unpack(inits.back(), ivKind, &lb)).tensor == active.tensor;
  SmallVector<Type> types(ValueRange(inits).getTypes());
  SmallVector<Type> passedTypes = types;
  if (!isBox) {
    passedTypes.push_back(lanes.lanesOf(lanes.b.getI1Type()));
  }
  auto made = scf::WhileOp::create(lanes.b, loc, passedTypes, inits);
  {
    LaneBuilder::Scope scope(lanes);
    Block *before = lanes.b.createBlock(
        &made.getBefore(), {}, types, SmallVector<Location>(types.size(), loc));
    LaneMask trip =
        tripMask(op, unpack(before->getArguments().back(), ivKind, &lb));
    SmallVector<Value> passed(before->getArguments());
    if (!isBox) {
      trip = LaneMask{Box(), lanes.maskLanes(trip), Value()};
      passed.push_back(trip.tensor);
    }
    scf::ConditionOp::create(lanes.b, loc, lanes.any(trip), passed);
  }
  {
    LaneBuilder::Scope scope(lanes);
    Block *after =
        lanes.b.createBlock(&made.getAfter(), {}, passedTypes,
                            SmallVector<Location>(passedTypes.size(), loc));
    ValueRange old = ValueRange(after->getArguments()).take_front(types.size());
    Value ivArg = old.back();
    LaneValue iv = unpack(ivArg, ivKind, &lb);
    set(op.getInductionVar(), iv);
    unpackArgs(carried, op.getInits(), old.take_front(carried.size()));
    LaneMask trip =
        isBox ? tripMask(op, iv)
              : LaneMask{Box(), after->getArguments().back(), Value()};
    SmallVector<Value> next;
    if (failed(liftTrip(op, carried, old, trip, next))) {
      return failure();
    }
    if (ivKind.isVarying()) {
      Value step = asLanes(op.getStep());
      Value sum = arith::AddIOp::create(lanes.b, loc, ivArg, step);
      // Frozen in lanes that are done: it must not wrap around and re-enter.
      next.push_back(blend(trip, sum, ivArg));
    } else {
      next.push_back(lanes.add(ivArg, scalar(op.getStep())));
    }
    scf::YieldOp::create(lanes.b, loc, next);
  }
  setLoopResults(carried, made.getResults());
  return success();
}
