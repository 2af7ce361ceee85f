// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Counts, coordinates and boxes of a lane space.
#include "lib/Map/KernelMapper.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::map;

Value KernelMapper::addI32(Value a, Value c) {
  return b.createOrFold<arith::AddIOp>(a, c);
}

Value KernelMapper::mulI32(Value a, Value c) {
  return b.createOrFold<arith::MulIOp>(a, c);
}

/// ceil(a / by) for a >= 0; `by` is a power of two.
Value KernelMapper::divUpI32(Value a, int64_t by) {
  Value up = addI32(a, constI32(by - 1));
  return b.createOrFold<arith::ShRSIOp>(up, constI32(llvm::Log2_64(by)));
}

/// The next multiple of `to`, a power of two.
Value KernelMapper::roundUpI32(Value a, int64_t to) {
  if (to <= 1) {
    return a;
  }
  Value up = addI32(a, constI32(to - 1));
  return b.createOrFold<arith::AndIOp>(up, constI32(-to));
}

Value KernelMapper::toI64(Value i32) {
  return b.createOrFold<arith::ExtSIOp>(b.getI64Type(), i32);
}

/// A compare skips what is not a whole repeat (target.md 2.4).
Value KernelMapper::compareCount(Type element) {
  return roundUpI32(space.count, chip.repeatBytes() / bytesOf(element));
}

/// Mask bits as 16-bit words.
Value KernelMapper::maskCount() { return divUpI32(space.count, 16); }

/// 0, 1, 2, ... once per kernel and capacity: eight elements by the scalar unit, then each
/// step doubles what is there.
Value KernelMapper::iota() {
  Value &iotaBuffer = iotaBuffers[capacity];
  if (iotaBuffer) {
    return iotaBuffer;
  }
  OpBuilder::InsertionGuard guard(b);
  b.setInsertionPoint(launch.blockLoop);
  int64_t seed = chip.blockBytes() / 4;
  iotaBuffer = alloc(b.getI32Type(), capacity);
  for (int64_t i = 0; i < seed; ++i) {
    b.create<davinci::SetValueOp>(constI32(i), iotaBuffer, constI64(i));
  }
  // Lanes are numbered by i32; the planner refuses far fewer than these.
  const int64_t numbered = std::min(capacity, int64_t(1) << 30);
  for (int64_t done = seed; done < numbered; done *= 2) {
    b.create<davinci::BinaryScalarOp>(
        davinci::ScalarKind::adds, viewAt(iotaBuffer, constI64(done)),
        iotaBuffer, constI32(done), constI32(std::min(done, numbered - done)));
  }
  return iotaBuffer;
}

/// The value at a place before the block loop, or null if it is not known
/// there.
static Value hoist(ImplicitLocOpBuilder &b, Value value, func::FuncOp kernel) {
  if (auto constant = constantOf(value)) {
    return b.create<arith::ConstantOp>(
        b.getIntegerAttr(value.getType(), *constant));
  }
  auto arg = dyn_cast<BlockArgument>(value);
  return arg && arg.getOwner() == &kernel.getBody().front() ? value : Value();
}

Value KernelMapper::coordinate(unsigned axis) {
  bool others = false;
  for (unsigned i = 0; i < 3; ++i) {
    others |= i != axis && constantOf(space.extent[i]) != 1;
  }
  if (!others) {
    return iota();
  }
  if (!space.coordinate[axis]) {
    iota();
    OpBuilder::InsertionGuard guard(b);
    LaneSpace late = space;
    b.setInsertionPoint(launch.blockLoop);
    bool isEarly = true;
    for (Value &extent : space.extent) {
      extent = hoist(b, extent, kernel);
      isEarly = isEarly && extent;
    }
    if (isEarly) {
      space.count =
          mulI32(mulI32(space.extent[0], space.extent[1]), space.extent[2]);
    } else {
      space = late;
      b.setInsertionPointAfter(space.anchor);
    }
    createRowCoordinates();
    late.coordinate = space.coordinate;
    space = late;
  }
  return space.coordinate[axis];
}

/// With r = l / lx: x = l - r * lx, z = r / ly, y = r - z * ly.
void KernelMapper::createRowCoordinates() {
  Type i32 = b.getI32Type();
  auto divide = [&](Value src, Value by) -> Value {
    Value quotient = alloc(i32, capacity);
    auto constant = constantOf(by);
    if (constant && llvm::isPowerOf2_64(*constant)) {
      b.create<davinci::BinaryScalarOp>(davinci::ScalarKind::shr, quotient, src,
                                        constI32(llvm::Log2_64(*constant)),
                                        space.count);
      return quotient;
    }
    // (l + 0.5) / by lies at least 0.5 / by from an integer, which is far
    // more than the rounding of f32 for l below 2^20.
    Value f = alloc(b.getF32Type(), capacity);
    Value d = alloc(b.getF32Type(), capacity);
    Value q = alloc(b.getF32Type(), capacity);
    Value divisor = b.create<arith::SIToFPOp>(b.getF32Type(), by);
    b.create<davinci::CastOp>(davinci::RoundMode::RINT, f, src, space.count);
    b.create<davinci::BinaryScalarOp>(davinci::ScalarKind::adds, f, f,
                                      constLike(b.getF32Type(), 0.5),
                                      space.count);
    b.create<davinci::DuplicateOp>(d, divisor, space.count);
    b.create<davinci::BinaryOp>(davinci::BinaryKind::div, q, f, d, space.count);
    b.create<davinci::CastOp>(davinci::RoundMode::FLOOR, quotient, q,
                              space.count);
    return quotient;
  };
  auto remainder = [&](Value src, Value quotient, Value by) -> Value {
    Value product = alloc(i32, capacity);
    Value result = alloc(i32, capacity);
    b.create<davinci::BinaryScalarOp>(davinci::ScalarKind::muls, product,
                                      quotient, by, space.count);
    b.create<davinci::BinaryOp>(davinci::BinaryKind::sub, result, src, product,
                                space.count);
    return result;
  };
  Value lanes = iota();
  Value row = divide(lanes, space.extent[0]);
  space.coordinate[0] = remainder(lanes, row, space.extent[0]);
  if (constantOf(space.extent[2]) == 1) {
    space.coordinate[1] = row;
    space.coordinate[2] = alloc(i32, capacity);
    b.create<davinci::DuplicateOp>(space.coordinate[2], constI32(0),
                                   space.count);
    return;
  }
  space.coordinate[2] = divide(row, space.extent[1]);
  space.coordinate[1] = remainder(row, space.coordinate[2], space.extent[1]);
}

Box KernelMapper::wholeBox() {
  Box box;
  for (unsigned i = 0; i < 3; ++i) {
    box.lo[i] = constI32(0);
    box.hi[i] = box.extent[i] = space.extent[i];
  }
  box.isWhole = true;
  return box;
}

Box KernelMapper::clampBox(ValueRange bounds) {
  if (bounds.empty()) {
    return wholeBox();
  }
  Box box;
  Value zero = constI32(0);
  for (unsigned i = 0; i < 3; ++i) {
    Value lo = uniform(bounds[i]), hi = uniform(bounds[3 + i]);
    auto fixedLo = constantOf(lo), fixedHi = constantOf(hi);
    auto fixedExtent = constantOf(space.extent[i]);
    bool startsAtZero = fixedLo && *fixedLo <= 0;
    bool endsAtExtent =
        hi == space.extent[i] ||
        (fixedHi &&
         (*fixedHi == INT32_MAX || (fixedExtent && *fixedHi >= *fixedExtent)));
    box.lo[i] = startsAtZero ? zero : b.createOrFold<arith::MaxSIOp>(lo, zero);
    box.hi[i] = endsAtExtent
                    ? space.extent[i]
                    : b.createOrFold<arith::MinSIOp>(hi, space.extent[i]);
    Value extent = box.hi[i];
    if (!startsAtZero) {
      extent = b.createOrFold<arith::SubIOp>(extent, box.lo[i]);
    }
    if (!startsAtZero || !endsAtExtent) {
      extent = b.createOrFold<arith::MaxSIOp>(extent, zero);
    }
    box.extent[i] = extent;
  }
  return box;
}

/// Dense number of the lane at i64 coordinates.
Value KernelMapper::laneIndex(ArrayRef<Value> at) {
  Value row = at[1];
  if (constantOf(space.extent[2]) != 1) {
    Value plane = b.createOrFold<arith::MulIOp>(at[2], toI64(space.extent[1]));
    row = b.createOrFold<arith::AddIOp>(plane, at[1]);
  }
  if (constantOf(row) == 0) {
    return at[0];
  }
  Value start = b.createOrFold<arith::MulIOp>(row, toI64(space.extent[0]));
  return b.createOrFold<arith::AddIOp>(start, at[0]);
}

void KernelMapper::forEachLane(const Box &box, Value mask, bool withCoordinates,
                               function_ref<void(LaneCursor &)> body) {
  OpBuilder::InsertionGuard guard(b);
  LaneCursor cursor;
  Value one = constI64(1);
  bool isFlat = box.isWhole && !withCoordinates;
  if (isFlat) {
    auto loop = b.create<scf::ForOp>(constI64(0), toI64(space.count), one);
    if (space.isNeverEmpty || space.count == launch.chunkCount) {
      loop->setAttr(davinci::DavinciDialect::kNonemptyAttrName,
                    b.getUnitAttr());
    }
    b.setInsertionPointToStart(loop.getBody());
    cursor.lane = loop.getInductionVar();
  } else {
    for (int axis = 2; axis >= 0; --axis) {
      if (axis != 0 && constantOf(space.extent[axis]) == 1 &&
          constantOf(box.lo[axis]) == 0 && constantOf(box.hi[axis]) == 1) {
        cursor.at[axis] = constI64(0);
        continue;
      }
      auto loop =
          b.create<scf::ForOp>(toI64(box.lo[axis]), toI64(box.hi[axis]), one);
      b.setInsertionPointToStart(loop.getBody());
      cursor.at[axis] = loop.getInductionVar();
    }
    cursor.lane = laneIndex(cursor.at);
  }
  if (mask) {
    auto active =
        b.create<scf::IfOp>(maskBitAt(mask, cursor.lane), /*else=*/false);
    b.setInsertionPointToStart(active.thenBlock());
  }
  body(cursor);
}
