// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Masks: boxes of the lane space where possible, bits per lane elsewhere.
#include "lib/Lift/LaneBuilder.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::lift;
using arith::CmpIPredicate;

unsigned Box::boundCount() const {
  unsigned count = 0;
  for (unsigned axis = 0; axis < 3; ++axis) {
    count += (lo[axis] ? 1 : 0) + (hi[axis] ? 1 : 0);
  }
  return count;
}

SmallVector<Value, 6> LaneBuilder::boxOperands(const LaneMask &mask) {
  SmallVector<Value, 6> operands;
  if (mask.box.boundCount() == 0 && !mask.flag) {
    return operands;
  }
  for (Value lo : mask.box.lo) {
    operands.push_back(lo ? lo : i32(0));
  }
  for (unsigned axis = 0; axis < 3; ++axis) {
    Value hi = mask.box.hi[axis] ? mask.box.hi[axis] : extent[axis];
    if (axis == 0 && mask.flag) {
      hi = b.createOrFold<arith::SelectOp>(loc, mask.flag, hi, i32(0));
    }
    operands.push_back(hi);
  }
  return operands;
}

Value LaneBuilder::boxLanes(const LaneMask &mask) {
  if (mask.box.boundCount() == 0) {
    return splat(mask.flag ? mask.flag : constant(b.getI1Type(), 1));
  }
  SmallVector<Value, 6> v = boxOperands(mask);
  return tile::BoxOp::create(b, loc, lanesOf(b.getI1Type()), v[0], v[1], v[2],
                             v[3], v[4], v[5]);
}

Value LaneBuilder::maskLanes(const LaneMask &mask) {
  if (mask.box.boundCount() == 0 && !mask.flag && mask.tensor) {
    return mask.tensor;
  }
  Value inside = boxLanes(mask);
  return mask.tensor ? Value(arith::AndIOp::create(b, loc, inside, mask.tensor))
                     : inside;
}

Value LaneBuilder::tighter(Value x, Value y, bool isLow) {
  if (!x || !y || x == y) {
    return x ? x : y;
  }
  return isLow ? b.createOrFold<arith::MaxSIOp>(loc, x, y)
               : b.createOrFold<arith::MinSIOp>(loc, x, y);
}

LaneMask LaneBuilder::meet(const LaneMask &m, const LaneMask &n) {
  LaneMask both;
  for (unsigned axis = 0; axis < 3; ++axis) {
    both.box.lo[axis] = tighter(m.box.lo[axis], n.box.lo[axis], true);
    both.box.hi[axis] = tighter(m.box.hi[axis], n.box.hi[axis], false);
  }
  if (m.tensor && n.tensor && m.tensor != n.tensor) {
    both.tensor = arith::AndIOp::create(b, loc, m.tensor, n.tensor);
  } else {
    both.tensor = m.tensor ? m.tensor : n.tensor;
  }
  if (m.flag && n.flag && m.flag != n.flag) {
    both.flag = b.createOrFold<arith::AndIOp>(loc, m.flag, n.flag);
  } else {
    both.flag = m.flag ? m.flag : n.flag;
  }
  return both;
}

LaneMask LaneBuilder::uniformMask(Value flag) {
  LaneMask mask;
  std::optional<int64_t> known = constantOf(flag);
  if (!known || *known == 0) {
    mask.flag = flag;
  }
  return mask;
}

Value LaneBuilder::notBits(Value bits) {
  Value ones = splat(constant(b.getI1Type(), 1));
  return arith::XOrIOp::create(b, loc, bits, ones);
}

bool LaneBuilder::isHalfSpace(const LaneMask &mask) {
  return !mask.tensor && mask.box.boundCount() + (mask.flag ? 1 : 0) == 1;
}

LaneMask LaneBuilder::complement(const LaneMask &mask) {
  LaneMask outside;
  if (mask.isFull()) {
    return uniformMask(constant(b.getI1Type(), 0));
  }
  if (isHalfSpace(mask)) {
    if (mask.flag) {
      return uniformMask(b.createOrFold<arith::XOrIOp>(
          loc, mask.flag, constant(b.getI1Type(), 1)));
    }
    for (unsigned axis = 0; axis < 3; ++axis) {
      outside.box.lo[axis] = mask.box.hi[axis];
      outside.box.hi[axis] = mask.box.lo[axis];
    }
    return outside;
  }
  outside.tensor = notBits(maskLanes(mask));
  return outside;
}

Value LaneBuilder::selectBits(Value flag, Value x, Value y) {
  Value fromX = arith::AndIOp::create(b, loc, flag, x);
  Value fromY = arith::AndIOp::create(b, loc, notBits(flag), y);
  return arith::OrIOp::create(b, loc, fromX, fromY);
}

Value LaneBuilder::any(const LaneMask &mask) {
  Value all = mask.flag ? mask.flag : constant(b.getI1Type(), 1);
  if (mask.tensor) {
    LaneMask bits = mask;
    bits.flag = Value();
    Value some = tile::AnyOp::create(b, loc, b.getI1Type(), maskLanes(bits));
    return b.createOrFold<arith::AndIOp>(loc, some, all);
  }
  for (unsigned axis = 0; axis < 3; ++axis) {
    Value lo = mask.box.lo[axis], hi = mask.box.hi[axis];
    if (!lo && !hi) {
      continue;
    }
    lo = lo ? b.createOrFold<arith::MaxSIOp>(loc, lo, i32(0)) : i32(0);
    hi = hi ? b.createOrFold<arith::MinSIOp>(loc, hi, extent[axis])
            : extent[axis];
    Value some = b.createOrFold<arith::CmpIOp>(loc, CmpIPredicate::slt, lo, hi);
    all = b.createOrFold<arith::AndIOp>(loc, some, all);
  }
  return all;
}

LaneMask LaneBuilder::axisMask(unsigned axis, Value lo, Value hi) {
  LaneMask mask;
  mask.box.lo[axis] = lo;
  mask.box.hi[axis] = hi;
  return mask;
}

CmpIPredicate lift::signedPredicate(CmpIPredicate p) {
  switch (p) {
  case CmpIPredicate::ult:
    return CmpIPredicate::slt;
  case CmpIPredicate::ule:
    return CmpIPredicate::sle;
  case CmpIPredicate::ugt:
    return CmpIPredicate::sgt;
  case CmpIPredicate::uge:
    return CmpIPredicate::sge;
  default:
    return p;
  }
}

CmpIPredicate LaneBuilder::swapSides(CmpIPredicate p) {
  switch (p) {
  case CmpIPredicate::slt:
    return CmpIPredicate::sgt;
  case CmpIPredicate::sle:
    return CmpIPredicate::sge;
  case CmpIPredicate::sgt:
    return CmpIPredicate::slt;
  case CmpIPredicate::sge:
    return CmpIPredicate::sle;
  case CmpIPredicate::ult:
    return CmpIPredicate::ugt;
  case CmpIPredicate::ule:
    return CmpIPredicate::uge;
  case CmpIPredicate::ugt:
    return CmpIPredicate::ult;
  case CmpIPredicate::uge:
    return CmpIPredicate::ule;
  default:
    return p;
  }
}

/// bound - base as i32, exact where it matters: clamped to [-1, capacity]
/// after `step` scales it down to lanes, or only to [0, ...) unless the
/// caller `tellsBelow`. Null if the widths forbid it.
Value LaneBuilder::distance(const LaneCompare &c, int64_t step, bool isUnsigned,
                            bool tellsBelow) {
  Type i32Type = b.getI32Type(), i64 = b.getI64Type();
  Value base = c.lanes.base, bound = c.bound;
  constexpr int64_t kFar = int64_t(1) << 61;
  if (base.getType() == i64) {
    if (c.lanesLo < -kFar || c.lanesHi > kFar) {
      return Value();
    }
    // Beyond this every lane compares alike.
    if (isUnsigned && c.boundLo < 0) {
      bound = b.createOrFold<arith::MinUIOp>(loc, bound, constant(i64, kFar));
    } else if (c.boundLo < -kFar || c.boundHi > kFar) {
      bound = b.createOrFold<arith::MinSIOp>(loc, bound, constant(i64, kFar));
      bound = b.createOrFold<arith::MaxSIOp>(loc, bound, constant(i64, -kFar));
    }
  }
  bool boundIsUnsigned = isUnsigned && c.boundLo < 0;
  if (constantOf(base) == 0 && step == 1 && base.getType() == i32Type &&
      !boundIsUnsigned) {
    // Only the ends of the range need care, and compare() clamps them.
    return bound;
  }
  if (base.getType() == i32Type && step == 1 && c.lanesLo >= 0 &&
      !boundIsUnsigned) {
    // Neither this maximum nor the difference can overflow.
    Value floor = tellsBelow ? sub(base, i32(1)) : base;
    return sub(b.createOrFold<arith::MaxSIOp>(loc, bound, floor), base);
  }
  Value gap = sub(resize(bound, i64, !boundIsUnsigned), resize(base, i64));
  if (step < 0) {
    gap = sub(constant(i64, 0), gap);
  }
  gap =
      b.createOrFold<arith::MaxSIOp>(loc, gap, constant(i64, -std::abs(step)));
  gap = b.createOrFold<arith::MinSIOp>(
      loc, gap, constant(i64, capacity * std::abs(step)));
  return step == 1 || step == -1 ? resize(gap, i32Type) : gap;
}

/// The lanes l along an axis with `stride * l p gap`, for a signed order or,
/// with a stride of one, equality.
LaneMask LaneBuilder::boundLanes(CmpIPredicate p, unsigned axis, Value gap,
                                 int64_t stride) {
  Type i32Type = b.getI32Type();
  // Lanes l with stride * l < gap end at ceil(gap / stride); with <= at the
  // floor plus one.
  auto scaled = [&](bool roundUp) -> Value {
    if (stride == 1) {
      return gap;
    }
    Value by = constant(b.getI64Type(), stride);
    Value q = roundUp ? b.createOrFold<arith::CeilDivSIOp>(loc, gap, by)
                      : b.createOrFold<arith::FloorDivSIOp>(loc, gap, by);
    return resize(q, i32Type);
  };
  auto next = [&](Value v) {
    // A bound above the capacity may be the greatest number of its type.
    return add(b.createOrFold<arith::MinSIOp>(loc, v, i32(capacity)), i32(1));
  };
  LaneMask mask;
  switch (p) {
  case CmpIPredicate::slt:
    mask = axisMask(axis, Value(), scaled(true));
    break;
  case CmpIPredicate::sge:
    mask = axisMask(axis, scaled(true), Value());
    break;
  case CmpIPredicate::sle:
    mask = axisMask(axis, Value(), next(scaled(false)));
    break;
  case CmpIPredicate::sgt:
    mask = axisMask(axis, next(scaled(false)), Value());
    break;
  case CmpIPredicate::eq:
    mask = axisMask(axis, gap, next(gap));
    break;
  case CmpIPredicate::ne:
    if (constantOf(gap) == 0) {
      mask = axisMask(axis, i32(1), Value());
    } else {
      mask = complement(axisMask(axis, gap, next(gap)));
    }
    break;
  default:
    break;
  }
  return mask;
}

std::optional<LaneMask> LaneBuilder::compare(LaneCompare c) {
  int axis = -1;
  int64_t step = 0;
  for (unsigned i = 0; i < 3; ++i) {
    std::optional<int64_t> known = constantOf(c.lanes.coef[i]);
    if (!c.lanes.coef[i] || (known && *known == 0)) {
      continue;
    }
    if (axis >= 0 || !known || std::abs(*known) > (1 << 20)) {
      return std::nullopt;
    }
    axis = int(i);
    step = *known;
  }
  unsigned width = c.lanes.base.getType().getIntOrFloatBitWidth();
  if (axis < 0 || (width != 32 && width != 64)) {
    return std::nullopt;
  }
  CmpIPredicate p = signedPredicate(c.predicate);
  bool isUnsigned = p != c.predicate;
  bool alsoNotNegative = false;
  if (isUnsigned && c.lanesLo < 0) {
    // As unsigned numbers, negative lanes lie above every small bound.
    bool isBelow = p == CmpIPredicate::slt || p == CmpIPredicate::sle;
    if (c.boundLo < 0 || !isBelow) {
      return std::nullopt;
    }
    alsoNotNegative = true;
    isUnsigned = false;
  }
  bool isEquality = p == CmpIPredicate::eq || p == CmpIPredicate::ne;
  if (isEquality && std::abs(step) != 1) {
    return std::nullopt;
  }
  if (step < 0) {
    p = swapSides(p);
  }
  bool tellsBelow = p != CmpIPredicate::slt && p != CmpIPredicate::sge;
  Value gap = distance(c, step, isUnsigned, tellsBelow);
  if (!gap) {
    return std::nullopt;
  }
  LaneMask mask = boundLanes(p, axis, gap, std::abs(step));
  if (alsoNotNegative) {
    LaneCompare low = c;
    low.predicate = CmpIPredicate::sge;
    low.bound = constant(c.lanes.base.getType(), 0);
    low.boundLo = low.boundHi = 0;
    std::optional<LaneMask> positive = compare(low);
    if (!positive) {
      return std::nullopt;
    }
    mask = meet(mask, *positive);
  }
  return mask;
}
