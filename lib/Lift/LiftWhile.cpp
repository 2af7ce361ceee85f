// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// lift-to-lanes: while loops, which run until no lane is left in them.
#include "lib/Lift/Lifter.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::lift;

LogicalResult Lifter::liftWhile(scf::WhileOp op) {
  return kinds.isDivergent(op) ? liftDivergentWhile(op) : liftUniformWhile(op);
}

/// The regions of a uniform loop carry the same values as before.
LogicalResult Lifter::liftUniformWhile(scf::WhileOp op) {
  Location loc = op.getLoc();
  SmallVector<Value> inits;
  for (auto [init, arg] : llvm::zip(op.getInits(), op.getBeforeArguments())) {
    inits.push_back(pack(init, kinds.of(arg)));
  }
  SmallVector<Type> types(ValueRange(inits).getTypes()), passedTypes;
  for (Value arg : op.getAfterArguments()) {
    passedTypes.push_back(packedType(arg.getType(), kinds.of(arg)));
  }
  auto made = scf::WhileOp::create(lanes.b, loc, passedTypes, inits);
  {
    LaneBuilder::Scope scope(lanes);
    Block *before = lanes.b.createBlock(
        &made.getBefore(), {}, types, SmallVector<Location>(types.size(), loc));
    unpackBefore(op, before->getArguments());
    if (failed(liftBlock(*op.getBeforeBody()))) {
      return failure();
    }
    lanes.loc = loc;
    scf::ConditionOp::create(lanes.b, loc,
                             scalar(op.getConditionOp().getCondition()),
                             packPassed(op));
  }
  {
    LaneBuilder::Scope scope(lanes);
    Block *after =
        lanes.b.createBlock(&made.getAfter(), {}, passedTypes,
                            SmallVector<Location>(passedTypes.size(), loc));
    SmallVector<Value> yielded;
    if (failed(liftAfter(op, after->getArguments(), yielded))) {
      return failure();
    }
    scf::YieldOp::create(lanes.b, loc, yielded);
  }
  for (auto [result, arg, to] :
       llvm::zip(op.getResults(), op.getAfterArguments(), made.getResults())) {
    set(result, unpack(to, kinds.of(arg), nullptr));
  }
  return success();
}

void Lifter::unpackBefore(scf::WhileOp op, ValueRange packed) {
  for (auto [init, arg, to] :
       llvm::zip_first(op.getInits(), op.getBeforeArguments(), packed)) {
    LaneValue like = lookup(init);
    set(arg, unpack(to, kinds.of(arg), &like));
  }
}

/// What the condition hands to the body.
SmallVector<Value> Lifter::packPassed(scf::WhileOp op) {
  SmallVector<Value> passed;
  for (auto [value, arg] :
       llvm::zip(op.getConditionOp().getArgs(), op.getAfterArguments())) {
    passed.push_back(pack(value, kinds.of(arg)));
  }
  return passed;
}

/// The loop's body; `yielded` gets what it carries on.
LogicalResult Lifter::liftAfter(scf::WhileOp op, ValueRange packed,
                                SmallVectorImpl<Value> &yielded) {
  for (auto [arg, to] : llvm::zip(op.getAfterArguments(), packed)) {
    set(arg, unpack(to, kinds.of(arg), nullptr));
  }
  if (failed(liftBlock(*op.getAfterBody()))) {
    return failure();
  }
  lanes.loc = op.getLoc();
  for (auto [value, arg] :
       llvm::zip(op.getYieldOp().getResults(), op.getBeforeArguments())) {
    yielded.push_back(pack(value, kinds.of(arg)));
  }
  return success();
}

/// The condition of a divergent loop, under the bits of lanes still in it.
/// Hands on the bits of those that stay, what the body reads, and each lane's
/// results so far.
LogicalResult Lifter::liftLeaving(scf::WhileOp op, Block *before,
                                  ArrayRef<unsigned> read) {
  LaneMask outer = active, in;
  in.tensor = before->getArgument(0);
  active = LaneMask{outer.box, in.tensor, outer.flag};
  unpackBefore(op, before->getArguments().drop_front());
  LogicalResult done = liftBlock(*op.getBeforeBody());
  active = outer;
  lanes.loc = op.getLoc();
  if (failed(done)) {
    return failure();
  }
  LaneMask stay = lanes.meet(in, asMask(op.getConditionOp().getCondition()));
  // A uniform part of the condition ends the loop for all lanes at once.
  LaneMask staying = {outer.box, Value(), stay.flag};
  stay.flag = Value();
  staying.tensor = lanes.maskLanes(stay);
  SmallVector<Value> passed = {staying.tensor};
  llvm::append_range(passed, packPassed(op));
  ValueRange soFar = ValueRange(before->getArguments()).take_back(read.size());
  for (auto [n, old] : llvm::zip(read, soFar)) {
    Value now = asLanes(op.getConditionOp().getArgs()[n]);
    passed.push_back(blend(in, now, old));
  }
  scf::ConditionOp::create(lanes.b, op.getLoc(), lanes.any(staying), passed);
  return success();
}

/// Trips are made until no lane is left; each lane's results are those of the
/// trip in which its condition failed.
LogicalResult Lifter::liftDivergentWhile(scf::WhileOp op) {
  Location loc = op.getLoc();
  LaneMask outer = active;
  // Carried: the bits of lanes still in the loop, the loop's own values, then
  // each lane's results so far.
  SmallVector<Value> inits;
  inits.push_back(active.tensor
                      ? active.tensor
                      : lanes.splat(lanes.constant(lanes.b.getI1Type(), 1)));
  for (auto [init, arg] : llvm::zip(op.getInits(), op.getBeforeArguments())) {
    inits.push_back(pack(init, kinds.of(arg)));
  }
  SmallVector<Type> passedTypes = {inits.front().getType()};
  for (Value arg : op.getAfterArguments()) {
    passedTypes.push_back(packedType(arg.getType(), kinds.of(arg)));
  }
  SmallVector<unsigned> read;
  for (OpResult result : op.getResults()) {
    if (!result.use_empty()) {
      read.push_back(result.getResultNumber());
      Type type = lanes.lanesOf(elementType(result.getType()));
      inits.push_back(zeroOf(type));
      passedTypes.push_back(type);
    }
  }
  SmallVector<Type> types(ValueRange(inits).getTypes());
  auto made = scf::WhileOp::create(lanes.b, loc, passedTypes, inits);
  {
    LaneBuilder::Scope scope(lanes);
    Block *before = lanes.b.createBlock(
        &made.getBefore(), {}, types, SmallVector<Location>(types.size(), loc));
    if (failed(liftLeaving(op, before, read))) {
      return failure();
    }
  }
  {
    LaneBuilder::Scope scope(lanes);
    Block *after =
        lanes.b.createBlock(&made.getAfter(), {}, passedTypes,
                            SmallVector<Location>(passedTypes.size(), loc));
    active = LaneMask{outer.box, after->getArgument(0), outer.flag};
    SmallVector<Value> yielded = {after->getArgument(0)};
    ValueRange args = ValueRange(after->getArguments()).drop_front();
    LogicalResult done = liftAfter(op, args.drop_back(read.size()), yielded);
    active = outer;
    if (failed(done)) {
      return failure();
    }
    llvm::append_range(yielded, args.take_back(read.size()));
    scf::YieldOp::create(lanes.b, loc, yielded);
  }
  ValueRange last = ValueRange(made.getResults()).take_back(read.size());
  for (auto [n, value] : llvm::zip(read, last)) {
    setLanes(op.getResult(n), value);
  }
  return success();
}
