// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Structured control flow: uniform results stay results, lanes that are
// carried or chosen stand in buffers made before the op.
#include "lib/Map/KernelMapper.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::map;

static bool isLanes(Value value) { return isa<TensorType>(value.getType()); }

static SmallVector<Value> lanesOf(ValueRange values) {
  return llvm::filter_to_vector(values, isLanes);
}

static SmallVector<Value> uniformsOf(ValueRange values) {
  return llvm::filter_to_vector(values,
                                [](Value value) { return !isLanes(value); });
}

static SmallVector<Type> typesOf(ArrayRef<Value> values) {
  return llvm::map_to_vector(values, [](Value v) { return v.getType(); });
}

/// Maps the ops of a one-block region, but not its terminator, to the end of
/// a block that has no terminator yet.
LogicalResult KernelMapper::mapRegion(Region &from, Block *to) {
  b.setInsertionPointToEnd(to);
  for (Operation &op : from.front().without_terminator()) {
    if (failed(mapOp(&op))) {
      return failure();
    }
  }
  b.setLoc(from.front().getTerminator()->getLoc());
  return success();
}

/// Ops whose instructions write their result once, at the end, lane by lane:
/// they may write over one of their own operands.
static bool writesInPlace(Operation *op) {
  return isa<arith::AddFOp, arith::SubFOp, arith::MulFOp, arith::DivFOp,
             arith::AddIOp, arith::SubIOp, arith::MulIOp, arith::MaxSIOp,
             arith::MinSIOp, arith::MaxNumFOp, arith::MinNumFOp, arith::NegFOp>(
      op);
}

/// Lets the op that computes `yielded` write straight into `buffer`. Where
/// the buffer holds a carried value, that value must not be read later.
void KernelMapper::suggestResult(Value yielded, Value buffer, Value carried) {
  Operation *def = yielded.getDefiningOp();
  if (!def || !yielded.hasOneUse() || splatOf(yielded) ||
      def->getBlock() != (*yielded.user_begin())->getBlock()) {
    return;
  }
  if (!carried) {
    if (writesInPlace(def) || isa<tile::LoadOp, arith::SelectOp>(def)) {
      suggested[yielded] = buffer;
    }
    return;
  }
  if (!writesInPlace(def) || isLaneLoopOp(def)) {
    return;
  }
  for (Operation *user : carried.getUsers()) {
    Operation *ancestor = def->getBlock()->findAncestorOpInBlock(*user);
    bool isBefore =
        ancestor && (ancestor == def || ancestor->isBeforeInBlock(def));
    if (!isBefore || isa<arith::BitcastOp>(user) || isLaneLoopOp(user)) {
      return;
    }
  }
  suggested[yielded] = buffer;
}

/// A buffer for a carried value, holding `init`. The buffer of `init` itself
/// serves if nothing else reads it and it is written anew each time.
Value KernelMapper::carriedBuffer(Value init, Operation *loop) {
  Value own = buffers.lookup(init);
  Operation *def = init.getDefiningOp();
  if (own && def && init.hasOneUse() && def->getBlock() == loop->getBlock() &&
      own.getDefiningOp<davinci::AllocOp>() &&
      !isa<tile::LaneIdOp, scf::WhileOp>(def) && !isa<tile::BoxOp>(def)) {
    return own;
  }
  Value buffer =
      allocLanes(cast<RankedTensorType>(init.getType()).getElementType());
  writeLanes(buffer, init);
  return buffer;
}

/// buffers[i] = values[i], all at once: what is still to be read is saved
/// before it is written over.
void KernelMapper::writeAll(ArrayRef<Value> targets, ValueRange values) {
  SmallVector<Value> sources;
  for (Value value : values) {
    sources.push_back(splatOf(value) ? Value() : bufferOf(value));
  }
  for (auto [i, source] : llvm::enumerate(sources)) {
    if (!source || source == targets[i]) {
      continue;
    }
    bool isOverwritten = llvm::any_of(
        llvm::enumerate(targets), [&, i = i, source = source](auto target) {
          return target.index() != i &&
                 rootOf(target.value()) == rootOf(source);
        });
    if (isOverwritten) {
      Value saved = allocLanes(
          cast<RankedTensorType>(values[i].getType()).getElementType());
      copyLanes(saved, source);
      source = saved;
    }
  }
  for (auto [target, source, value] : llvm::zip(targets, sources, values)) {
    if (!source) {
      fill(target, splatOf(value), space.count);
    } else if (source != target) {
      copyLanes(target, source);
    }
  }
}

LogicalResult KernelMapper::mapIf(scf::IfOp op) {
  SmallVector<Value> lanes = lanesOf(op.getResults());
  SmallVector<Value> scalars = uniformsOf(op.getResults());
  SmallVector<Value> targets;
  for (Value result : lanes) {
    targets.push_back(
        allocLanes(cast<RankedTensorType>(result.getType()).getElementType()));
  }
  bool hasElse = !op.getElseRegion().empty();
  auto branch =
      b.create<scf::IfOp>(typesOf(scalars), uniform(op.getCondition()),
                          /*addThenBlock=*/true, hasElse);
  for (unsigned i = 0; i < (hasElse ? 2u : 1u); ++i) {
    OpBuilder::InsertionGuard guard(b);
    Region &from = op->getRegion(i);
    Block *to = &branch->getRegion(i).front();
    auto yield = cast<scf::YieldOp>(from.front().getTerminator());
    SmallVector<Value> yielded = lanesOf(yield.getOperands());
    for (auto [value, target] : llvm::zip(yielded, targets)) {
      suggestResult(value, target, Value());
    }
    if (!to->empty()) {
      to->getTerminator()->erase();
    }
    if (failed(mapRegion(from, to))) {
      return failure();
    }
    writeAll(targets, yielded);
    b.create<scf::YieldOp>(llvm::map_to_vector(
        uniformsOf(yield.getOperands()), [&](Value v) { return uniform(v); }));
  }
  for (auto [from, to] : llvm::zip(scalars, branch.getResults())) {
    uniforms.map(from, to);
  }
  for (auto [result, target] : llvm::zip(lanes, targets)) {
    buffers[result] = target;
  }
  return success();
}

LogicalResult KernelMapper::mapFor(scf::ForOp op) {
  SmallVector<Value> carried, inits, targets;
  for (auto [arg, init] : llvm::zip(op.getRegionIterArgs(), op.getInits())) {
    if (isLanes(arg)) {
      targets.push_back(carriedBuffer(init, op));
      buffers[arg] = targets.back();
      carried.push_back(arg);
    } else {
      inits.push_back(uniform(init));
    }
  }
  auto loop = b.create<scf::ForOp>(uniform(op.getLowerBound()),
                                   uniform(op.getUpperBound()),
                                   uniform(op.getStep()), inits);
  uniforms.map(op.getInductionVar(), loop.getInductionVar());
  for (auto [from, to] : llvm::zip(uniformsOf(op.getRegionIterArgs()),
                                   loop.getRegionIterArgs())) {
    uniforms.map(from, to);
  }
  auto yield = cast<scf::YieldOp>(op.getBody()->getTerminator());
  SmallVector<Value> yielded = lanesOf(yield.getOperands());
  for (auto [value, target, arg] : llvm::zip(yielded, targets, carried)) {
    suggestResult(value, target, arg);
  }
  {
    OpBuilder::InsertionGuard guard(b);
    if (!loop.getBody()->empty()) {
      loop.getBody()->back().erase();
    }
    if (failed(mapRegion(op.getRegion(), loop.getBody()))) {
      return failure();
    }
    writeAll(targets, yielded);
    b.create<scf::YieldOp>(llvm::map_to_vector(
        uniformsOf(yield.getOperands()), [&](Value v) { return uniform(v); }));
  }
  for (auto [from, to] :
       llvm::zip(uniformsOf(op.getResults()), loop.getResults())) {
    uniforms.map(from, to);
  }
  for (auto [result, target] : llvm::zip(lanesOf(op.getResults()), targets)) {
    buffers[result] = target;
  }
  return success();
}

LogicalResult KernelMapper::mapWhile(scf::WhileOp op) {
  SmallVector<Value> beforeBuffers, inits, scalarArgs;
  Block &before = op.getBefore().front(), &after = op.getAfter().front();
  for (auto [arg, init] : llvm::zip(before.getArguments(), op.getInits())) {
    if (isLanes(arg)) {
      beforeBuffers.push_back(carriedBuffer(init, op));
      buffers[arg] = beforeBuffers.back();
    } else {
      inits.push_back(uniform(init));
      scalarArgs.push_back(arg);
    }
  }
  // What the condition hands on: a carried value stays where it is, anything
  // else gets a buffer of its own, which is also the loop's result.
  auto condition = cast<scf::ConditionOp>(before.getTerminator());
  SmallVector<Value> handed = lanesOf(condition.getArgs());
  SmallVector<Value> handedBuffers;
  for (Value value : handed) {
    auto arg = dyn_cast<BlockArgument>(value);
    handedBuffers.push_back(
        arg && arg.getOwner() == &before
            ? buffers[arg]
            : allocLanes(
                  cast<RankedTensorType>(value.getType()).getElementType()));
  }
  auto loop = b.create<scf::WhileOp>(
      typesOf(uniformsOf(op.getResults())), inits,
      [](OpBuilder &, Location, ValueRange) {},
      [](OpBuilder &, Location, ValueRange) {});
  for (auto [from, to] : llvm::zip(scalarArgs, loop.getBeforeArguments())) {
    uniforms.map(from, to);
  }
  for (auto [from, to] :
       llvm::zip(uniformsOf(after.getArguments()), loop.getAfterArguments())) {
    uniforms.map(from, to);
  }
  for (auto [arg, buffer] :
       llvm::zip(lanesOf(after.getArguments()), handedBuffers)) {
    buffers[arg] = buffer;
  }
  OpBuilder::InsertionGuard guard(b);
  if (failed(mapRegion(op.getBefore(), loop.getBeforeBody()))) {
    return failure();
  }
  writeAll(handedBuffers, handed);
  b.create<scf::ConditionOp>(
      uniform(condition.getCondition()),
      llvm::map_to_vector(uniformsOf(condition.getArgs()),
                          [&](Value v) { return uniform(v); }));
  auto yield = cast<scf::YieldOp>(after.getTerminator());
  if (failed(mapRegion(op.getAfter(), loop.getAfterBody()))) {
    return failure();
  }
  writeAll(beforeBuffers, lanesOf(yield.getOperands()));
  b.create<scf::YieldOp>(llvm::map_to_vector(
      uniformsOf(yield.getOperands()), [&](Value v) { return uniform(v); }));
  for (auto [from, to] :
       llvm::zip(uniformsOf(op.getResults()), loop.getResults())) {
    uniforms.map(from, to);
  }
  for (auto [result, buffer] :
       llvm::zip(lanesOf(op.getResults()), handedBuffers)) {
    buffers[result] = buffer;
  }
  return success();
}
