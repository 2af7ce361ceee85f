// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Trips that run together: a loop over boxes of iterations, each in a lane
// space of its own, and folds, which stay as wide as that until the loop ends.
#include "lib/Map/KernelMapper.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::map;
using davinci::BinaryKind;
using davinci::ScalarKind;
using tile::FoldKind;

static Type elementTypeOf(Value lanes) {
  return getElementTypeOrSelf(lanes.getType());
}

/// Whether x op x is x, so that all lanes may start with the same value.
static bool isIdempotent(FoldKind kind) {
  return kind == FoldKind::max || kind == FoldKind::min ||
         kind == FoldKind::and_ || kind == FoldKind::or_;
}

static bool isConstantZero(Value scalar) {
  APFloat real(0.0f);
  if (matchPattern(scalar, m_ConstantFloat(&real))) {
    return real.isPosZero();
  }
  return constantOf(scalar) == 0;
}

/// The lanes that a fold collects in: the init in the first trip's, and what
/// changes nothing behind them. Sums that start with zero start with it
/// everywhere: no sum of them is -0 anyway.
Value KernelMapper::startFold(FoldKind kind, Value init, int64_t lanes,
                              Value total) {
  Type type = elementTypeOf(init);
  Value scalar = splatOf(init);
  Value own = scalar ? Value() : bufferOf(init);
  Value collected = alloc(type, lanes);
  if (scalar && (isIdempotent(kind) ||
                 (kind == FoldKind::add && isConstantZero(scalar)))) {
    fill(collected, scalar, total);
    return collected;
  }
  Value neutral = b.create<arith::ConstantOp>(tile::getNeutral(kind, type));
  fill(collected, neutral, total);
  if (scalar) {
    fill(collected, scalar, space.count);
  } else {
    copyLanes(collected, own);
  }
  return collected;
}

/// dst = dst op src in the first `count` lanes.
void KernelMapper::foldInto(FoldKind kind, Value dst, Value src, Value count) {
  auto binary = [&](BinaryKind op) {
    b.create<davinci::BinaryOp>(op, dst, dst, src, count);
  };
  Type type = cast<MemRefType>(dst.getType()).getElementType();
  Value halves = mulI32(count, constI32(bytesOf(type) / 2));
  switch (kind) {
  case FoldKind::add:
    return binary(BinaryKind::add);
  case FoldKind::mul:
    return binary(BinaryKind::mul);
  case FoldKind::max:
    return binary(BinaryKind::max);
  case FoldKind::min:
    return binary(BinaryKind::min);
  case FoldKind::and_:
    return bitwise(BinaryKind::and_, dst, dst, src, halves);
  case FoldKind::or_:
    return bitwise(BinaryKind::or_, dst, dst, src, halves);
  case FoldKind::xor_:
    break;
  }
  // a ^ c = (a | c) & ~(a & c)
  Type word = b.getIntegerType(16, /*isSigned=*/false);
  Value both = alloc(type, cast<MemRefType>(dst.getType()).getDimSize(0));
  bitwise(BinaryKind::and_, both, dst, src, halves);
  b.create<davinci::UnaryOp>(davinci::UnaryKind::not_, viewAs(both, word),
                             viewAs(both, word), halves);
  bitwise(BinaryKind::or_, dst, dst, src, halves);
  bitwise(BinaryKind::and_, dst, dst, both, halves);
}

/// What a trip contributes to a fold.
void KernelMapper::foldLanes(FoldKind kind, Value dst, Value lanes) {
  Value scalar = splatOf(lanes);
  std::optional<ScalarKind> form;
  if (kind == FoldKind::add) {
    form = ScalarKind::adds;
  } else if (kind == FoldKind::mul) {
    form = ScalarKind::muls;
  }
  if (scalar && form) {
    b.create<davinci::BinaryScalarOp>(*form, dst, dst, scalar, space.count);
    return;
  }
  foldInto(kind, dst, bufferOf(lanes), space.count);
}

/// Folds the trips' rows onto the first one, half of them at a time.
void KernelMapper::foldRows(FoldKind kind, Value lanes, Value width,
                            Value together) {
  auto step = [&](Value half) {
    Value count = mulI32(half, width);
    foldInto(kind, lanes, viewAt(lanes, toI64(count)), count);
  };
  if (auto rows = constantOf(together)) {
    for (int64_t half = *rows / 2; half > 0; half /= 2) {
      step(constI32(half));
    }
    return;
  }
  Value one = constI32(1);
  Value first = b.create<arith::ShRSIOp>(together, one);
  auto loop = b.create<scf::WhileOp>(
      TypeRange(b.getI32Type()), first,
      [](OpBuilder &, Location, ValueRange) {},
      [](OpBuilder &, Location, ValueRange) {});
  OpBuilder::InsertionGuard guard(b);
  b.setInsertionPointToEnd(loop.getBeforeBody());
  Value half = loop.getBeforeArguments().front();
  Value isLeft =
      b.create<arith::CmpIOp>(arith::CmpIPredicate::sgt, half, constI32(0));
  b.create<scf::ConditionOp>(isLeft, half);
  b.setInsertionPointToEnd(loop.getAfterBody());
  half = loop.getAfterArguments().front();
  step(half);
  b.create<scf::YieldOp>(ValueRange{b.create<arith::ShRSIOp>(half, one)});
}

/// A value with a name in the text.
static Value named(ImplicitLocOpBuilder &b, Value value, StringRef text) {
  if (!constantOf(value)) {
    value.setLoc(NameLoc::get(b.getStringAttr(text), b.getLoc()));
  }
  return value;
}

/// Opens the loop over boxes of one row, each behind the last lane of the one
/// before. Gives the counter of lane 0.
Value KernelMapper::createDenseBoxes(tile::TripsOp op, Value total) {
  Value first = uniform(op.getFirst()), end = uniform(op.getEnd());
  auto loop = b.create<scf::ForOp>(first, end, toI64(total));
  b.setInsertionPointToStart(loop.getBody());
  Value base = named(b, loop.getInductionVar(), "first");
  Value left = b.create<arith::SubIOp>(end, base);
  Value here = b.create<arith::MinSIOp>(left, toI64(total));
  Value count = b.create<arith::TruncIOp>(b.getI32Type(), here);
  space.extent = {named(b, count, "count"), constI32(1), constI32(1)};
  space.count = space.extent[0];
  return base;
}

/// Opens the loop over boxes of `together` rows of all lanes, what is left of
/// such rows, and at last a row of fewer lanes.
Value KernelMapper::createRowBoxes(tile::TripsOp op, Value width,
                                   Value together) {
  auto less = [&](Value x, Value y) -> Value {
    return b.create<arith::CmpIOp>(arith::CmpIPredicate::slt, x, y);
  };
  auto select = [&](Value c, Value x, Value y) -> Value {
    return b.create<arith::SelectOp>(c, x, y);
  };
  auto sub = [&](Value x, Value y) {
    return b.createOrFold<arith::SubIOp>(x, y);
  };
  auto add = [&](Value x, Value y) {
    return b.createOrFold<arith::AddIOp>(x, y);
  };
  auto mul = [&](Value x, Value y) {
    return b.createOrFold<arith::MulIOp>(x, y);
  };
  Value zero = constI64(0), one = constI64(1);
  Value first = uniform(op.getFirst()), end = uniform(op.getEnd());
  Value step = uniform(op.getStep()), lanes = toI64(width);
  // One row at a time where a copy cannot say how far the next one is.
  constexpr int64_t kFarthest = UINT32_MAX / 8;
  Value isNear = b.createOrFold<arith::CmpIOp>(arith::CmpIPredicate::sle, step,
                                               constI64(kFarthest));
  Value most = named(
      b, b.createOrFold<arith::SelectOp>(isNear, toI64(together), one), "most");
  // Rows of all lanes: those that end at (left - lanes) or before.
  Value left = sub(end, first);
  Value behind = sub(left, lanes);
  Value some = add(b.createOrFold<arith::DivSIOp>(behind, step), one);
  Value full = named(b, select(less(behind, zero), zero, some), "fullRows");
  Value rest = named(b, sub(left, mul(full, step)), "rest");
  Value boxes = b.createOrFold<arith::DivSIOp>(add(full, sub(most, one)), most);
  Value all =
      named(b, add(boxes, select(less(zero, rest), one, zero)), "boxes");
  auto loop = b.create<scf::ForOp>(zero, all, one);
  b.setInsertionPointToStart(loop.getBody());
  named(b, loop.getInductionVar(), "box");
  Value row =
      b.createOrFold<arith::MinSIOp>(mul(loop.getInductionVar(), most), full);
  Value base = add(first, mul(row, step));
  Value rowsLeft = sub(full, row);
  Value isFull = less(zero, rowsLeft);
  Type i32 = b.getI32Type();
  Value here = b.createOrFold<arith::MinSIOp>(rowsLeft, most);
  Value rows = b.create<arith::TruncIOp>(i32, select(isFull, here, one));
  Value along = b.create<arith::TruncIOp>(i32, select(isFull, lanes, rest));
  space.extent = {named(b, along, "width"), named(b, rows, "rows"),
                  constI32(1)};
  space.count = mulI32(along, rows);
  space.hasAlignedRows = true;
  return base;
}

LogicalResult KernelMapper::mapTrips(tile::TripsOp op) {
  LaneSpace outer = space;
  int64_t outerCapacity = capacity;
  Value width = outer.extent[0], together = uniform(op.getTogether());
  Value total = mulI32(width, together);
  SmallVector<FoldKind> kinds;
  SmallVector<Value> collected;
  for (Value init : op.getInits()) {
    auto kind = cast<tile::FoldKindAttr>((*op.getFolds())[kinds.size()]);
    kinds.push_back(kind.getValue());
    collected.push_back(startFold(kinds.back(), init, op.getLanes(), total));
  }
  Block &body = op.getBody().front();
  LogicalResult done = success();
  {
    OpBuilder::InsertionGuard guard(b);
    space = LaneSpace();
    capacity = op.getLanes();
    Value base = op.getDense() ? createDenseBoxes(op, total)
                               : createRowBoxes(op, width, together);
    space.isNeverEmpty = true;
    space.anchor = b.create<arith::ConstantOp>(b.getI32IntegerAttr(0));
    uniforms.map(body.getArgument(0), base);
    uniforms.map(body.getArgument(1), space.extent[0]);
    uniforms.map(body.getArgument(2), space.extent[1]);
    for (Operation &inner : body.without_terminator()) {
      done = mapOp(&inner);
      if (failed(done)) {
        break;
      }
    }
    if (succeeded(done)) {
      auto end = cast<tile::TripEndOp>(body.getTerminator());
      b.setLoc(end.getLoc());
      for (auto [kind, dst, lanes] :
           llvm::zip(kinds, collected, end.getValues())) {
        foldLanes(kind, dst, lanes);
      }
    }
    space = outer;
    capacity = outerCapacity;
  }
  b.setLoc(op.getLoc());
  for (auto [kind, lanes, result] :
       llvm::zip(kinds, collected, op.getResults())) {
    foldRows(kind, lanes, width, together);
    buffers[result] = lanes;
  }
  return done;
}
