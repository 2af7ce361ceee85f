// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// lift-to-lanes: strided loops whose trips run together, in a lane space of
// threads times trips.
#include "lib/Lift/ChunkSize.h"
#include "lib/Lift/Lifter.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include <limits>

using namespace mlir;
using namespace cubeport;
using namespace cubeport::lift;
using arith::CmpIPredicate;
using tile::FoldKind;

// Rows of a copy start on 32 bytes of a buffer, whatever the element.
static constexpr int64_t kRowGrain = 32;

/// Whether the step is the number of lanes, so that one trip's last lane is
/// followed by the next one's first.
bool Lifter::isDense(scf::ForOp op) {
  Value extent = lanes.extent[0];
  std::optional<int64_t> known = LaneBuilder::constantOf(extent);
  if (known) {
    return LaneBuilder::constantOf(scalar(op.getStep())) == known;
  }
  return matchBuiltin<gpu::BlockDimOp>(op.getStep()) == 0u &&
         extent.getDefiningOp<tile::BlockDimOp>();
}

/// Whether all lanes lie along x.
Lifter::Answer Lifter::mayBeRow() {
  Answer answer = Answer::Yes;
  for (unsigned axis : {1u, 2u}) {
    std::optional<int64_t> known = LaneBuilder::constantOf(lanes.extent[axis]);
    if (known && *known != 1) {
      return Answer::No;
    }
    answer = known ? answer : Answer::AtRunTime;
  }
  return answer;
}

/// A plan for the trips of a loop that counts in step, or a remark why they
/// come one by one.
std::optional<TripPlan> Lifter::planTogether(scf::ForOp op,
                                             int64_t &tripLanes) {
  if (mostTripLanes == 0 || ranges.hasChunks()) {
    return std::nullopt;
  }
  std::string why;
  std::optional<TripPlan> plan;
  std::optional<int64_t> threads = LaneBuilder::constantOf(lanes.extent[0]);
  if (mayBeRow() == Answer::No) {
    why = "a block has threads along y or z";
  } else if (threads && *threads % kRowGrain != 0) {
    why = "the threads of a block are no multiple of 32";
  } else if (!active.isFull()) {
    why = "some threads do not enter it";
  } else {
    plan = planTrips(op, kinds, ranges, isDense(op), why);
  }
  if (plan) {
    tripLanes =
        chooseTripLanes(op, kinds, lanes.capacity, mostTripLanes, localBytes);
    if (tripLanes > lanes.capacity) {
      return plan;
    }
    why = "there is no room for the lanes of more";
  }
  op.emitRemark("CP3105: the loop makes one trip at a time; ") << why;
  return std::nullopt;
}

/// The address that the access reaches where the counter is 0.
Value Lifter::startOf(const TripAccess &access) {
  Type i64 = lanes.b.getI64Type();
  Value start =
      simt::AddressOfOp::create(lanes.b, lanes.loc, i64, scalar(access.view));
  auto type = cast<MemRefType>(access.view.getType());
  Value size = lanes.constant(i64, type.getElementTypeBitWidth() / 8);
  for (Value offset : access.offsets) {
    Value bytes = lanes.mul(lanes.resize(scalar(offset), i64), size);
    start = lanes.add(start, bytes);
  }
  return start;
}

/// How many trips run together: as many as there are lanes for, a power of
/// two; one where rows would not start on a block of the buffer, or where a
/// trip may reach what another one of the box stores.
Value Lifter::tripsTogether(const TripPlan &plan, int64_t tripLanes,
                            Value step) {
  OpBuilder &b = lanes.b;
  Location loc = lanes.loc;
  Type i64 = b.getI64Type();
  Value extent = lanes.extent[0], together, one = lanes.i32(1);
  if (std::optional<int64_t> threads = LaneBuilder::constantOf(extent)) {
    together = lanes.i32(llvm::bit_floor(uint64_t(tripLanes / *threads)));
  } else {
    Value most = arith::DivSIOp::create(b, loc, lanes.i32(tripLanes), extent);
    Value zeros = math::CountLeadingZerosOp::create(b, loc, most);
    Value bit = lanes.sub(lanes.i32(31), zeros);
    Value rest =
        arith::AndIOp::create(b, loc, extent, lanes.i32(kRowGrain - 1));
    Value isWhole =
        arith::CmpIOp::create(b, loc, CmpIPredicate::eq, rest, lanes.i32(0));
    together = arith::SelectOp::create(
        b, loc, isWhole, arith::ShLIOp::create(b, loc, one, bit), one);
  }
  Value most = together;
  for (const TripConflict &conflict : plan.conflicts) {
    auto type = cast<MemRefType>(conflict.a.view.getType());
    Value size = lanes.constant(i64, type.getElementTypeBitWidth() / 8);
    Value span = lanes.mul(lanes.mul(lanes.resize(most, i64), step), size);
    Value apart = lanes.sub(startOf(conflict.a), startOf(conflict.b));
    // 0 < |apart| < span
    Value differs = arith::CmpIOp::create(b, loc, CmpIPredicate::ne, apart,
                                          lanes.constant(i64, 0));
    Value less = lanes.sub(span, lanes.constant(i64, 1));
    Value isNear = arith::CmpIOp::create(
        b, loc, CmpIPredicate::ule, lanes.add(apart, less),
        lanes.mul(less, lanes.constant(i64, 2)));
    Value meets = arith::AndIOp::create(b, loc, differs, isNear);
    together = arith::SelectOp::create(b, loc, meets, one, together);
  }
  return together;
}

/// What a trip adds to a fold, as lanes of the body.
Value Lifter::contribution(const TripFold &fold) {
  OpBuilder &b = lanes.b;
  Location loc = lanes.loc;
  Value x = asLanes(fold.parts.front());
  Type element = getElementTypeOrSelf(x.getType());
  auto neutral = [&]() {
    TypedAttr value = tile::getNeutral(fold.kind, element);
    return lanes.splat(arith::ConstantOp::create(b, loc, value));
  };
  if (isa<math::FmaOp>(fold.combine)) {
    x = arith::MulFOp::create(b, loc, x, asLanes(fold.parts.back()));
  } else if (isa<arith::SubFOp>(fold.combine)) {
    x = arith::NegFOp::create(b, loc, x);
  } else if (isa<arith::SubIOp>(fold.combine)) {
    Value zero = lanes.splat(lanes.constant(element, 0));
    x = arith::SubIOp::create(b, loc, zero, x);
  }
  if (fold.dropsNan) {
    Value isNumber =
        arith::CmpFOp::create(b, loc, arith::CmpFPredicate::OEQ, x, x);
    x = arith::SelectOp::create(b, loc, isNumber, x, neutral());
  }
  if (fold.condition) {
    Value condition = asLanes(fold.condition);
    Value none = neutral();
    x = arith::SelectOp::create(b, loc, condition, fold.when ? x : none,
                                fold.when ? none : x);
  }
  return x;
}

/// The body of the loop in the lanes of threads times trips; a lifter of
/// those lanes does this. Its builder stands in the new body.
LogicalResult Lifter::liftTripBody(scf::ForOp op, const TripPlan &plan,
                                   Value base, Value step) {
  Type type = elementType(op.getInductionVar().getType());
  LaneValue counter;
  counter.level = LaneKind::Affine;
  counter.value = lanes.resize(base, type);
  counter.coef[0] = lanes.constant(type, 1);
  counter.coef[1] = step ? lanes.resize(step, type) : Value();
  set(op.getInductionVar(), counter);
  llvm::SmallDenseSet<Operation *> combines;
  for (const TripFold &fold : plan.folds) {
    combines.insert(fold.ops.begin(), fold.ops.end());
  }
  for (Operation &inner : op.getBody()->without_terminator()) {
    if (!combines.contains(&inner) && failed(liftOp(&inner))) {
      return failure();
    }
  }
  SmallVector<Value> values;
  for (const TripFold &fold : plan.folds) {
    lanes.loc = fold.combine->getLoc();
    values.push_back(contribution(fold));
  }
  tile::TripEndOp::create(lanes.b, op.getLoc(), values);
  return success();
}

/// for (i = thread; i < uniform; i += uniform): boxes of iterations, whose
/// lanes are all active. Folds are reassociated.
LogicalResult Lifter::liftTrips(scf::ForOp op, const TripPlan &plan,
                                int64_t tripLanes) {
  OpBuilder &b = lanes.b;
  Location loc = op.getLoc();
  Type i64 = b.getI64Type(), i32 = b.getI32Type();
  bool isSigned = !op.getUnsignedCmp();
  bool dense = isDense(op);
  Value first = lanes.resize(asAffine(op.getLowerBound()).base, i64, isSigned);
  Value end = lanes.resize(scalar(op.getUpperBound()), i64, isSigned);
  Value step = lanes.resize(scalar(op.getStep()), i64);
  Value together = tripsTogether(plan, tripLanes, step);
  SmallVector<Value> inits;
  SmallVector<Attribute> kindAttrs;
  SmallVector<Type> types;
  for (auto [init, fold] : llvm::zip(op.getInits(), plan.folds)) {
    inits.push_back(asLanes(init));
    types.push_back(inits.back().getType());
    kindAttrs.push_back(tile::FoldKindAttr::get(b.getContext(), fold.kind));
  }
  auto trips = tile::TripsOp::create(
      b, loc, types, first, end, step, together, tripLanes, dense,
      kindAttrs.empty() ? ArrayAttr() : b.getArrayAttr(kindAttrs), inits);
  {
    OpBuilder::InsertionGuard guard(b);
    Block *body =
        b.createBlock(&trips.getBody(), {}, {i64, i32, i32}, {loc, loc, loc});
    LaneBuilder wide(b, tripLanes);
    wide.loc = loc;
    wide.constantAnchor = lanes.constantAnchor;
    wide.extent = {body->getArgument(1), body->getArgument(2), lanes.i32(1)};
    if (dense) {
      wide.extent[1] = lanes.i32(1);
    }
    wide.laneIdAnchor = arith::ConstantIndexOp::create(b, loc, 0);
    wide.b.setInsertionPointToEnd(body);
    Lifter inner(kernel, kinds, ranges, wide);
    inner.values = values;
    inner.buffers = buffers;
    LogicalResult done = inner.liftTripBody(op, plan, body->getArgument(0),
                                            dense ? Value() : step);
    wide.laneIdAnchor->erase();
    if (failed(done)) {
      return failure();
    }
  }
  for (auto [result, made] : llvm::zip(op.getResults(), trips.getResults())) {
    setLanes(result, made);
  }
  return success();
}

/// Where only the launch says whether a block has threads along x alone, the
/// loop stands there twice.
LogicalResult Lifter::liftTripsOfRow(scf::ForOp op, const TripPlan &plan,
                                     int64_t tripLanes) {
  if (mayBeRow() == Answer::Yes) {
    return liftTrips(op, plan, tripLanes);
  }
  OpBuilder &b = lanes.b;
  Location loc = op.getLoc();
  SmallVector<Type> types;
  for (Value result : op.getResults()) {
    types.push_back(lanes.lanesOf(elementType(result.getType())));
  }
  Value rows = lanes.mul(lanes.extent[1], lanes.extent[2]);
  Value isRow =
      arith::CmpIOp::create(b, loc, CmpIPredicate::eq, rows, lanes.i32(1));
  auto branch = scf::IfOp::create(b, loc, types, isRow, true, true);
  for (bool isThen : {true, false}) {
    LaneBuilder::Scope scope(lanes);
    b.setInsertionPointToStart(isThen ? branch.thenBlock()
                                      : branch.elseBlock());
    if (failed(isThen ? liftTrips(op, plan, tripLanes) : liftSteppedFor(op))) {
      return failure();
    }
    lanes.loc = loc;
    SmallVector<Value> yielded;
    for (Value result : op.getResults()) {
      // A result that nobody reads is not kept.
      bool isKept = !result.use_empty();
      yielded.push_back(
          isKept ? asLanes(result)
                 : zeroOf(lanes.lanesOf(elementType(result.getType()))));
    }
    scf::YieldOp::create(b, loc, yielded);
  }
  for (auto [result, made] : llvm::zip(op.getResults(), branch.getResults())) {
    setLanes(result, made);
  }
  return success();
}
