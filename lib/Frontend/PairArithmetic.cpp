// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sums, products, quotients and comparisons of pairs of floats.
#include "lib/Frontend/PairArithmetic.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace cubeport::frontend;
using arith::CmpFPredicate;

Value PairBuilder::constant(float value) {
  return arith::ConstantOp::create(b, loc, b.getF32FloatAttr(value));
}

Value PairBuilder::sum(Value x, Value y) {
  return arith::AddFOp::create(b, loc, x, y);
}

Value PairBuilder::difference(Value x, Value y) {
  return arith::SubFOp::create(b, loc, x, y);
}

Value PairBuilder::product(Value x, Value y) {
  return arith::MulFOp::create(b, loc, x, y);
}

Value PairBuilder::test(CmpFPredicate predicate, Value x, Value y) {
  return arith::CmpFOp::create(b, loc, predicate, x, y);
}

/// Infinity minus itself is no number, and so is any that is none.
Value PairBuilder::isFinite(Value x) {
  return test(CmpFPredicate::OEQ, difference(x, x), constant(0));
}

static bool isZero(Value value) {
  return matchPattern(value, m_PosZeroFloat());
}

/// x + y with its rounding error (Knuth's two-sum): exact unless it overflows.
Pair PairBuilder::addFloats(Value x, Value y) {
  Value s = sum(x, y);
  Value y1 = difference(s, x);
  Value x1 = difference(s, y1);
  Value yError = difference(y, y1);
  Value xError = difference(x, x1);
  return {s, sum(xError, yError)};
}

/// Brings a sum back to the form of a pair; `low` is far below `high`.
Pair PairBuilder::normalise(Value high, Value low) {
  Value ok = isFinite(high);
  Value rest = arith::SelectOp::create(b, loc, ok, low, constant(0));
  Value rounded = sum(high, rest);
  Value moved = difference(rounded, high);
  Value error = difference(rest, moved);
  // The sum may become infinite here.
  Value stillOk = isFinite(rounded);
  return {rounded,
          arith::SelectOp::create(b, loc, stillOk, error, constant(0))};
}

Pair PairBuilder::add(Pair x, Pair y) {
  Pair s = addFloats(x.high, y.high);
  Value low = s.low;
  if (!isZero(x.low) && !isZero(y.low)) {
    low = sum(low, sum(x.low, y.low));
  } else if (!isZero(x.low) || !isZero(y.low)) {
    low = sum(low, isZero(x.low) ? y.low : x.low);
  }
  return normalise(s.high, low);
}

Pair PairBuilder::negate(Pair x) {
  return {arith::NegFOp::create(b, loc, x.high),
          arith::NegFOp::create(b, loc, x.low)};
}

/// x * y with its rounding error (Dekker): each factor is cut into halves of
/// 12 bits, whose products are exact.
Pair PairBuilder::multiplyFloats(Value x, Value y) {
  auto cut = [&](Value v) -> Pair {
    Value scaled = product(v, constant(4097));
    Value high = difference(scaled, difference(scaled, v));
    return {high, difference(v, high)};
  };
  Value p = product(x, y);
  Pair cx = cut(x), cy = cut(y);
  Value error = difference(product(cx.high, cy.high), p);
  error = sum(error, product(cx.high, cy.low));
  error = sum(error, product(cx.low, cy.high));
  error = sum(error, product(cx.low, cy.low));
  // Factors above 2^114 cannot be cut: their product has no error then.
  return {p, arith::SelectOp::create(b, loc, isFinite(error), error,
                                     constant(0))};
}

Pair PairBuilder::multiply(Pair x, Pair y) {
  Pair p = multiplyFloats(x.high, y.high);
  Value low = p.low;
  if (!isZero(y.low)) {
    low = sum(low, product(x.high, y.low));
  }
  if (!isZero(x.low)) {
    low = sum(low, product(x.low, y.high));
  }
  return normalise(p.high, low);
}

/// By two corrections of the quotient of the high parts.
Pair PairBuilder::divide(Pair x, Pair y) {
  auto divideHigh = [&](Value v) -> Value {
    return arith::DivFOp::create(b, loc, v, y.high);
  };
  Value first = divideHigh(x.high);
  Pair rest = add(x, negate(multiply(y, fromFloat(first))));
  Value second = divideHigh(rest.high);
  rest = add(rest, negate(multiply(y, fromFloat(second))));
  Value third = divideHigh(rest.high);
  // Where the quotient is infinite or 0 by an infinite divisor, the rest is
  // no number.
  Value low = sum(second, third);
  low = arith::SelectOp::create(b, loc, isFinite(low), low, constant(0));
  return normalise(first, low);
}

/// By two corrections, as a quotient.
Pair PairBuilder::root(Pair x) {
  Value first = math::SqrtOp::create(b, loc, x.high);
  Value twice = sum(first, first);
  Pair rest = add(x, negate(multiplyFloats(first, first)));
  Value second = arith::DivFOp::create(b, loc, rest.high, twice);
  Pair both = normalise(first, second);
  rest = add(x, negate(multiply(both, both)));
  Value third = arith::DivFOp::create(b, loc, rest.high, twice);
  Value low = sum(both.low, third);
  // 0 and infinity are their own roots.
  low = arith::SelectOp::create(b, loc, isFinite(low), low, constant(0));
  Value isPlain = test(CmpFPredicate::OGT, first, constant(0));
  Value ok =
      arith::AndIOp::create(b, loc, isPlain, isFinite(both.high));
  Pair result = normalise(both.high, low);
  return {arith::SelectOp::create(b, loc, ok, result.high, first),
          arith::SelectOp::create(b, loc, ok, result.low, constant(0))};
}

Pair PairBuilder::choose(Value condition, Pair x, Pair y) {
  return {arith::SelectOp::create(b, loc, condition, x.high, y.high),
          arith::SelectOp::create(b, loc, condition, x.low, y.low)};
}

Pair PairBuilder::magnitude(Pair x) {
  Value isNegative = test(CmpFPredicate::OLT, x.high, constant(0));
  Value opposite = arith::NegFOp::create(b, loc, x.low);
  return {math::AbsFOp::create(b, loc, x.high),
          arith::SelectOp::create(b, loc, isNegative, opposite, x.low)};
}

/// By the high parts; where those are equal, by the low ones.
Value PairBuilder::compare(CmpFPredicate predicate, Pair x, Pair y) {
  Value unordered = test(CmpFPredicate::UNO, x.high, y.high);
  Value equalHigh = test(CmpFPredicate::OEQ, x.high, y.high);
  auto both = [&](Value p, Value q) -> Value {
    return arith::AndIOp::create(b, loc, p, q);
  };
  auto either = [&](Value p, Value q) -> Value {
    return arith::OrIOp::create(b, loc, p, q);
  };
  auto order = [&](CmpFPredicate high, CmpFPredicate low) {
    return either(test(high, x.high, y.high),
                  both(equalHigh, test(low, x.low, y.low)));
  };
  switch (predicate) {
  case CmpFPredicate::OEQ:
    return both(equalHigh, test(CmpFPredicate::OEQ, x.low, y.low));
  case CmpFPredicate::UEQ:
    return either(unordered, compare(CmpFPredicate::OEQ, x, y));
  case CmpFPredicate::OGT:
    return order(CmpFPredicate::OGT, CmpFPredicate::OGT);
  case CmpFPredicate::UGT:
    return either(unordered, compare(CmpFPredicate::OGT, x, y));
  case CmpFPredicate::OGE:
    return order(CmpFPredicate::OGT, CmpFPredicate::OGE);
  case CmpFPredicate::UGE:
    return either(unordered, compare(CmpFPredicate::OGE, x, y));
  case CmpFPredicate::OLT:
    return order(CmpFPredicate::OLT, CmpFPredicate::OLT);
  case CmpFPredicate::ULT:
    return either(unordered, compare(CmpFPredicate::OLT, x, y));
  case CmpFPredicate::OLE:
    return order(CmpFPredicate::OLT, CmpFPredicate::OLE);
  case CmpFPredicate::ULE:
    return either(unordered, compare(CmpFPredicate::OLE, x, y));
  case CmpFPredicate::ONE:
    return order(CmpFPredicate::ONE, CmpFPredicate::ONE);
  case CmpFPredicate::UNE:
    return either(unordered, compare(CmpFPredicate::ONE, x, y));
  default: // true, false, ord, uno: the high parts decide
    return test(predicate, x.high, y.high);
  }
}

Pair PairBuilder::extremum(Pair x, Pair y, bool isMax) {
  Value firstWins =
      compare(isMax ? CmpFPredicate::OGE : CmpFPredicate::OLE, x, y);
  Value noSecond = test(CmpFPredicate::UNO, y.high, y.high);
  return choose(arith::OrIOp::create(b, loc, firstWins, noSecond), x, y);
}

/// Its upper and its lower 16 bits are floats, and so is their sum's error.
Pair PairBuilder::fromInteger(Value value, bool isSigned) {
  Type i32 = b.getI32Type();
  auto integer = [&](int32_t v) -> Value {
    return arith::ConstantOp::create(b, loc, b.getI32IntegerAttr(v));
  };
  auto toFloat = [&](Value v) -> Value {
    return arith::SIToFPOp::create(b, loc, b.getF32Type(), v);
  };
  unsigned width = value.getType().getIntOrFloatBitWidth();
  if (width < 32) {
    value = isSigned ? arith::ExtSIOp::create(b, loc, i32, value).getResult()
                     : arith::ExtUIOp::create(b, loc, i32, value).getResult();
  }
  Value lower = arith::AndIOp::create(b, loc, value, integer(0xffff));
  Value upper = isSigned
                    ? arith::ShRSIOp::create(b, loc, value, integer(16))
                          .getResult()
                    : arith::ShRUIOp::create(b, loc, value, integer(16))
                          .getResult();
  return addFloats(product(toFloat(upper), constant(65536)), toFloat(lower));
}
