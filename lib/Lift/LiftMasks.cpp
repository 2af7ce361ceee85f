// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// lift-to-lanes: comparisons and booleans, which become boxes or masks.
#include "lib/Lift/Lifter.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::lift;

LogicalResult Lifter::liftCompare(arith::CmpIOp op) {
  if (kinds.of(op).isUniform()) {
    setScalar(op, scalarClone(op));
    return success();
  }
  Value a = op.getLhs(), b = op.getRhs();
  arith::CmpIPredicate predicate = op.getPredicate();
  if (kinds.of(a).isUniform()) {
    std::swap(a, b);
    predicate = LaneBuilder::swapSides(predicate);
  }
  LaneKind ka = kinds.of(a);
  if (ka.isAffine() && ka.exact && kinds.of(b).isUniform()) {
    Interval ra = ranges.of(a), rb = ranges.of(b);
    LaneCompare c{predicate, asAffine(a), scalar(b), ra.lo,
                  ra.hi,     rb.lo,       rb.hi};
    if (std::optional<LaneMask> box = lanes.compare(c)) {
      setMask(op, *box);
      return success();
    }
  }
  if (a.getType().isInteger(1)) {
    // Bits compare by logic: equal is not-xor; orders do not occur.
    if (!llvm::is_contained(
            {arith::CmpIPredicate::eq, arith::CmpIPredicate::ne},
            op.getPredicate())) {
      return op.emitError("CP3003: ordered comparison of booleans");
    }
    Value differ = arith::XOrIOp::create(
        lanes.b, lanes.loc, asLanes(op.getLhs()), asLanes(op.getRhs()));
    bool isEq = op.getPredicate() == arith::CmpIPredicate::eq;
    setLanes(op, isEq ? lanes.notBits(differ) : differ);
    return success();
  }
  Value x, y;
  if (elementType(a.getType()).isInteger(64)) {
    x = narrowLanes(op.getLhs());
    y = x ? narrowLanes(op.getRhs()) : Value();
  }
  if (!x || !y) {
    x = asLanes(op.getLhs());
    y = asLanes(op.getRhs());
  }
  setLanes(op,
           arith::CmpIOp::create(lanes.b, lanes.loc, op.getPredicate(), x, y));
  return success();
}

LogicalResult Lifter::liftMaskOp(Operation *op) {
  Value a = op->getOperand(0), b = op->getOperand(1), result = op->getResult(0);
  if (isa<arith::AndIOp>(op)) {
    setMask(result, lanes.meet(asMask(a), asMask(b)));
    return success();
  }
  if (isa<arith::XOrIOp>(op)) {
    for (auto [x, y] : {std::pair(a, b), std::pair(b, a)}) {
      if (matchPattern(y, m_One()) && !kinds.of(x).isUniform()) {
        invertMask(result, x);
        return success();
      }
    }
    setLanes(result,
             arith::XOrIOp::create(lanes.b, lanes.loc, asLanes(a), asLanes(b)));
    return success();
  }
  setEither(result, a, b);
  return success();
}

void Lifter::invertMask(Value result, Value simt) {
  LaneValue v = lookup(simt), inverse;
  inverse.level = LaneKind::Varying;
  inverse.mask = v.unmask;
  inverse.unmask = v.mask;
  if (!inverse.mask && v.mask && LaneBuilder::isHalfSpace(*v.mask)) {
    inverse.mask = lanes.complement(*v.mask);
  }
  if (!inverse.mask && !inverse.unmask) {
    inverse.value = lanes.notBits(asLanes(simt));
  }
  set(result, inverse);
}

/// a || b. The lanes that it leaves out are a box where those of a and those
/// of b are: the guard `if (x >= w || y >= h) return;`.
void Lifter::setEither(Value result, Value a, Value b) {
  auto isSimple = [&](Value side) {
    const LaneValue &v = lookup(side);
    if (v.level <= LaneKind::Uniform || v.unmask) {
      return true;
    }
    return v.mask && LaneBuilder::isHalfSpace(*v.mask);
  };
  if (isSimple(a) && isSimple(b)) {
    LaneMask neither = lanes.meet(asUnmask(a), asUnmask(b));
    if (!neither.tensor) {
      return setUnmask(result, neither);
    }
  }
  setLanes(result,
           arith::OrIOp::create(lanes.b, lanes.loc, asLanes(a), asLanes(b)));
}

/// Casts of a varying boolean choose between two numbers.
LogicalResult Lifter::liftFromMask(Operation *op) {
  Value result = op->getResult(0);
  Type element = elementType(result.getType());
  bool isSigned = isa<arith::ExtSIOp, arith::SIToFPOp>(op);
  if (!isa<arith::ExtSIOp, arith::ExtUIOp, arith::SIToFPOp, arith::UIToFPOp,
           arith::IndexCastOp, arith::IndexCastUIOp>(op)) {
    return op->emitError("CP3003: ")
           << "'" << op->getName() << "' on a boolean that varies";
  }
  Value one = lanes.splat(lanes.constant(element, isSigned ? -1 : 1));
  Value zero = lanes.splat(lanes.constant(element, 0));
  setLanes(result,
           arith::SelectOp::create(lanes.b, lanes.loc,
                                   asLanes(op->getOperand(0)), one, zero));
  return success();
}

LogicalResult Lifter::liftSelect(arith::SelectOp op) {
  LaneKind kind = kinds.of(op);
  Value c = op.getCondition(), x = op.getTrueValue(), y = op.getFalseValue();
  if (kind.isUniform()) {
    setScalar(op, scalarClone(op));
    return success();
  }
  if (isa<MemRefType>(op.getType())) {
    return op.emitError("CP3004: view selected by a condition that varies; a "
                        "view leads to one parameter or is an address");
  }
  if (kind.isAffine()) {
    // The coefficients are the same on both sides.
    LaneValue v;
    v.level = LaneKind::Affine;
    AffineLanes ax = asAffine(x), ay = asAffine(y);
    v.value = arith::SelectOp::create(lanes.b, lanes.loc, scalar(c), ax.base,
                                      ay.base);
    v.coef = kinds.of(x).isAffine() ? ax.coef : ay.coef;
    set(op, v);
    return success();
  }
  if (op.getType().isInteger(1)) {
    // c && b and c || b, as Clang writes them without branches.
    if (matchPattern(y, m_Zero())) {
      setMask(op, lanes.meet(asMask(c), asMask(x)));
      return success();
    }
    if (matchPattern(x, m_One())) {
      setEither(op, c, y);
      return success();
    }
    setLanes(op, lanes.selectBits(asLanes(c), asLanes(x), asLanes(y)));
    return success();
  }
  setLanes(op, arith::SelectOp::create(lanes.b, lanes.loc, asLanes(c),
                                       asLanes(x), asLanes(y)));
  return success();
}
