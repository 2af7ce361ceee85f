// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Floats: predicates with NaN, CUDA's rules for minima, and functions that
// the vendor's library lacks. For lanes and uniform values alike.
#include "lib/Map/Legalize.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/Matchers.h"
#include <cmath>
#include <limits>

using namespace mlir;
using namespace cubeport;
using namespace cubeport::map;
using arith::CmpFPredicate;

namespace {

/// Float arithmetic on values of one type, at one location.
struct Formula {
  ImplicitLocOpBuilder b;
  Type type;
  Formula(Operation *op, PatternRewriter &rewriter)
      : b(op->getLoc(), rewriter), type(op->getOperand(0).getType()) {}
  Value constant(double v) { return constantOfType(b, b.getLoc(), type, v); }
  Value bits(int64_t v) { return bitsOfType(b, b.getLoc(), intType(), v); }
  Type intType() {
    unsigned width = getElementTypeOrSelf(type).getIntOrFloatBitWidth();
    return withElement(type, b.getIntegerType(width));
  }
  Value add(Value x, Value y) { return b.create<arith::AddFOp>(x, y); }
  Value sub(Value x, Value y) { return b.create<arith::SubFOp>(x, y); }
  Value mul(Value x, Value y) { return b.create<arith::MulFOp>(x, y); }
  Value div(Value x, Value y) { return b.create<arith::DivFOp>(x, y); }
  Value abs(Value x) { return b.create<math::AbsFOp>(x); }
  Value compare(CmpFPredicate predicate, Value x, Value y) {
    return b.create<arith::CmpFOp>(predicate, x, y);
  }
  Value select(Value mask, Value x, Value y) {
    return b.create<arith::SelectOp>(mask, x, y);
  }
  Value notOf(Value mask) {
    return b.create<arith::XOrIOp>(
        mask, bitsOfType(b, b.getLoc(), mask.getType(), -1));
  }
  /// The magnitude of x with the sign of y.
  Value withSign(Value x, Value y) {
    unsigned width = getElementTypeOrSelf(type).getIntOrFloatBitWidth();
    int64_t sign = int64_t(1) << (width - 1);
    Value magnitude = b.create<arith::AndIOp>(
        b.create<arith::BitcastOp>(intType(), x), bits(sign - 1));
    Value top = b.create<arith::AndIOp>(
        b.create<arith::BitcastOp>(intType(), y), bits(sign));
    return b.create<arith::BitcastOp>(type,
                                      b.create<arith::OrIOp>(magnitude, top));
  }
};

bool isLanes(Operation *op) {
  return isa<TensorType>(op->getOperand(0).getType());
}

bool isKnownNumber(Value value) {
  APFloat constant(0.0f);
  return matchPattern(value, m_ConstantFloat(&constant)) && !constant.isNaN();
}

// Pattern: predicates that the vector unit lacks -> those it has
struct ComparePredicates : OpRewritePattern<arith::CmpFOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(arith::CmpFOp op,
                                PatternRewriter &rewriter) const override {
    if (!isLanes(op)) {
      return failure();
    }
    Formula f(op, rewriter);
    Value x = op.getLhs(), y = op.getRhs(), result;
    auto isNumber = [&]() -> Value {
      return f.b.create<arith::AndIOp>(f.compare(CmpFPredicate::OEQ, x, x),
                                       f.compare(CmpFPredicate::OEQ, y, y));
    };
    auto differs = [&]() -> Value {
      return f.b.create<arith::OrIOp>(f.compare(CmpFPredicate::OLT, x, y),
                                      f.compare(CmpFPredicate::OGT, x, y));
    };
    switch (op.getPredicate()) {
    case CmpFPredicate::ULT:
      result = f.notOf(f.compare(CmpFPredicate::OGE, x, y));
      break;
    case CmpFPredicate::ULE:
      result = f.notOf(f.compare(CmpFPredicate::OGT, x, y));
      break;
    case CmpFPredicate::UGT:
      result = f.notOf(f.compare(CmpFPredicate::OLE, x, y));
      break;
    case CmpFPredicate::UGE:
      result = f.notOf(f.compare(CmpFPredicate::OLT, x, y));
      break;
    case CmpFPredicate::ONE:
      result = differs();
      break;
    case CmpFPredicate::UEQ:
      result = f.notOf(differs());
      break;
    case CmpFPredicate::ORD:
      result = isNumber();
      break;
    case CmpFPredicate::UNO:
      result = f.notOf(isNumber());
      break;
    case CmpFPredicate::AlwaysTrue:
      result = bitsOfType(f.b, op.getLoc(), op.getType(), -1);
      break;
    case CmpFPredicate::AlwaysFalse:
      result = bitsOfType(f.b, op.getLoc(), op.getType(), 0);
      break;
    default:
      return failure();
    }
    rewriter.replaceOp(op, result);
    return success();
  }
};

// Pattern: maxnum(x, y) -> max(x, y), then the other operand where one is NaN
template <typename Limit> struct GuardNumber : OpRewritePattern<Limit> {
  using OpRewritePattern<Limit>::OpRewritePattern;
  LogicalResult matchAndRewrite(Limit op,
                                PatternRewriter &rewriter) const override {
    if (!isLanes(op) ||
        bitEnumContainsAll(op.getFastmath(), arith::FastMathFlags::nnan)) {
      return failure();
    }
    Formula f(op, rewriter);
    Value x = op.getLhs(), y = op.getRhs();
    Value result = f.b.create<Limit>(x, y, arith::FastMathFlags::nnan);
    if (!isKnownNumber(x)) {
      result = f.select(f.compare(CmpFPredicate::OEQ, x, x), result, y);
    }
    if (!isKnownNumber(y)) {
      result = f.select(f.compare(CmpFPredicate::OEQ, y, y), result, x);
    }
    rewriter.replaceOp(op, result);
    return success();
  }
};

// Pattern: maximum(x, y), which hands NaN on -> max and selects
template <typename From, typename To>
struct PropagateNan : OpRewritePattern<From> {
  using OpRewritePattern<From>::OpRewritePattern;
  LogicalResult matchAndRewrite(From op,
                                PatternRewriter &rewriter) const override {
    if (!isLanes(op)) {
      return failure();
    }
    Formula f(op, rewriter);
    Value x = op.getLhs(), y = op.getRhs();
    Value result = f.b.create<To>(x, y, arith::FastMathFlags::nnan);
    result = f.select(f.compare(CmpFPredicate::OEQ, x, x), result, x);
    result = f.select(f.compare(CmpFPredicate::OEQ, y, y), result, y);
    rewriter.replaceOp(op, result);
    return success();
  }
};

/// A function of one operation written with others.
template <typename From> struct Expand : OpRewritePattern<From> {
  using OpRewritePattern<From>::OpRewritePattern;
  Value expand(From op, Formula &f) const;
  LogicalResult matchAndRewrite(From op,
                                PatternRewriter &rewriter) const override {
    Formula f(op, rewriter);
    Value result = expand(op, f);
    if (!result) {
      return failure();
    }
    rewriter.replaceOp(op, result);
    return success();
  }
};

// The chip's reciprocal square root has an error of 1e-4 (target.md 2.4).
template <>
Value Expand<math::RsqrtOp>::expand(math::RsqrtOp op, Formula &f) const {
  return f.div(f.constant(1), f.b.create<math::SqrtOp>(op.getOperand()));
}

template <>
Value Expand<math::FmaOp>::expand(math::FmaOp op, Formula &f) const {
  return f.add(f.mul(op.getA(), op.getB()), op.getC());
}

template <>
Value Expand<math::Exp2Op>::expand(math::Exp2Op op, Formula &f) const {
  return f.b.create<math::ExpOp>(f.mul(op.getOperand(), f.constant(M_LN2)));
}

// Kahan: the error of exp(x) cancels in (u - 1) * x / log(u).
template <>
Value Expand<math::ExpM1Op>::expand(math::ExpM1Op op, Formula &f) const {
  Value x = op.getOperand(), one = f.constant(1);
  Value u = f.b.create<math::ExpOp>(x);
  Value less = f.sub(u, one);
  Value fine = f.div(f.mul(less, x), f.b.create<math::LogOp>(u));
  Value isFlat = f.compare(CmpFPredicate::OEQ, u, one);
  Value isTiny = f.compare(CmpFPredicate::OEQ, less, f.constant(-1));
  Value isHuge = f.compare(CmpFPredicate::OEQ, less, u);
  Value result = f.select(isFlat, x, fine);
  result = f.select(isTiny, less, result);
  return f.select(isHuge, u, result);
}

template <>
Value Expand<math::Log1pOp>::expand(math::Log1pOp op, Formula &f) const {
  Value x = op.getOperand(), one = f.constant(1);
  Value u = f.add(x, one);
  Value back = f.sub(u, one);
  Value log = f.b.create<math::LogOp>(u);
  Value fine = f.div(f.mul(log, x), back);
  Value isFlat = f.compare(CmpFPredicate::OEQ, u, one);
  Value isExact = f.compare(CmpFPredicate::OEQ, back, x);
  return f.select(isFlat, x, f.select(isExact, log, fine));
}

// The library's Log10 is this product too.
template <>
Value Expand<math::Log10Op>::expand(math::Log10Op op, Formula &f) const {
  return f.mul(f.b.create<math::LogOp>(op.getOperand()), f.constant(M_LOG10E));
}

template <>
Value Expand<math::CopySignOp>::expand(math::CopySignOp op, Formula &f) const {
  return f.withSign(op.getLhs(), op.getRhs());
}

// One Newton step repairs the rounding of the exponent 1/3.
template <>
Value Expand<math::CbrtOp>::expand(math::CbrtOp op, Formula &f) const {
  Value x = f.abs(op.getOperand());
  Value y = f.b.create<math::PowFOp>(x, f.constant(1.0 / 3.0));
  Value square = f.mul(y, y);
  Value step = f.div(f.sub(f.mul(square, y), x), f.mul(square, f.constant(3)));
  Value better = f.sub(y, step);
  Value isPlain = f.compare(CmpFPredicate::OGT, x, f.constant(0));
  Value isFinite =
      f.compare(CmpFPredicate::OLT, x,
                f.constant(std::numeric_limits<double>::infinity()));
  Value result = f.select(isFinite, f.select(isPlain, better, x), x);
  return f.withSign(result, op.getOperand());
}

template <>
Value Expand<math::Atan2Op>::expand(math::Atan2Op op, Formula &f) const {
  Value y = op.getLhs(), x = op.getRhs();
  Value ax = f.abs(x), ay = f.abs(y);
  Value isSteep = f.compare(CmpFPredicate::OGT, ay, ax);
  Value large = f.select(isSteep, ay, ax), small = f.select(isSteep, ax, ay);
  Value ratio = f.div(small, large);
  // 0/0 counts as 0, inf/inf as 1.
  Value isEqual = f.compare(CmpFPredicate::OEQ, ax, ay);
  Value isZero = f.compare(CmpFPredicate::OEQ, large, f.constant(0));
  ratio = f.select(isEqual, f.constant(1), ratio);
  ratio = f.select(isZero, f.constant(0), ratio);
  Value angle = f.b.create<math::AtanOp>(ratio);
  angle = f.select(isSteep, f.sub(f.constant(M_PI_2), angle), angle);
  Value one = f.withSign(f.constant(1), x);
  Value isLeft = f.compare(CmpFPredicate::OLT, one, f.constant(0));
  angle = f.select(isLeft, f.sub(f.constant(M_PI), angle), angle);
  return f.withSign(angle, y);
}

template <>
Value Expand<math::FPowIOp>::expand(math::FPowIOp op, Formula &f) const {
  APInt power;
  Value x = op.getLhs();
  if (matchPattern(op.getRhs(), m_ConstantInt(&power)) && power.abs().ule(16)) {
    Value result = f.constant(1), square = x;
    for (uint64_t rest = power.abs().getZExtValue(); rest; rest >>= 1) {
      if (rest & 1) {
        result = f.mul(result, square);
      }
      square = rest > 1 ? f.mul(square, square) : square;
    }
    return power.isNegative() ? f.div(f.constant(1), result) : result;
  }
  Value exponent = f.b.create<arith::SIToFPOp>(f.type, op.getRhs());
  return f.b.create<math::PowFOp>(x, exponent);
}

template <>
Value Expand<math::IsNaNOp>::expand(math::IsNaNOp op, Formula &f) const {
  return f.compare(CmpFPredicate::UNE, op.getOperand(), op.getOperand());
}

template <>
Value Expand<math::IsInfOp>::expand(math::IsInfOp op, Formula &f) const {
  return f.compare(CmpFPredicate::OEQ, f.abs(op.getOperand()),
                   f.constant(std::numeric_limits<double>::infinity()));
}

template <>
Value Expand<math::IsFiniteOp>::expand(math::IsFiniteOp op, Formula &f) const {
  return f.compare(CmpFPredicate::OLT, f.abs(op.getOperand()),
                   f.constant(std::numeric_limits<double>::infinity()));
}

// Pattern: (sin, cos) -> sin and cos
struct SplitSincos : OpRewritePattern<math::SincosOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(math::SincosOp op,
                                PatternRewriter &rewriter) const override {
    Value sin = math::SinOp::create(rewriter, op.getLoc(), op.getOperand());
    Value cos = math::CosOp::create(rewriter, op.getLoc(), op.getOperand());
    rewriter.replaceOp(op, {sin, cos});
    return success();
  }
};

/// Floats that neither unit computes with: bf16 everywhere, f16 on the scalar
/// unit. They are loaded, stored, chosen and converted only.
bool isStorageFloat(Type type) {
  Type element = getElementTypeOrSelf(type);
  return element.isBF16() || (element.isF16() && !isa<TensorType>(type));
}

// Pattern: op on bf16 -> op on f32 between conversions
struct WidenFloats : RewritePattern {
  explicit WidenFloats(MLIRContext *context)
      : RewritePattern(MatchAnyOpTypeTag(), /*benefit=*/5, context) {}
  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    if (op->getNumResults() != 1 || op->getNumRegions() != 0 ||
        !isa<arith::ArithDialect, math::MathDialect>(op->getDialect()) ||
        isa<arith::ConstantOp, arith::SelectOp, arith::BitcastOp>(op)) {
      return failure();
    }
    Type result = op->getResult(0).getType();
    bool isNarrowing = isa<arith::TruncFOp>(op);
    bool isWidening = isa<arith::ExtFOp>(op);
    auto isWide = [](Type type) { return getElementTypeOrSelf(type).isF32(); };
    if ((isNarrowing && isWide(op->getOperand(0).getType())) ||
        (isWidening && isWide(result)) ||
        (!isStorageFloat(result) &&
         !llvm::any_of(op->getOperandTypes(), isStorageFloat))) {
      return failure();
    }
    Location loc = op->getLoc();
    auto widened = [&](Type type) {
      return isStorageFloat(type) ? withElement(type, rewriter.getF32Type())
                                  : type;
    };
    SmallVector<Value> operands;
    for (Value operand : op->getOperands()) {
      Type wide = widened(operand.getType());
      operands.push_back(
          wide == operand.getType()
              ? operand
              : arith::ExtFOp::create(rewriter, loc, wide, operand));
    }
    OperationState state(loc, op->getName(), operands, widened(result),
                         op->getAttrs());
    Value wide = rewriter.create(state)->getResult(0);
    if (widened(result) != result) {
      wide = arith::TruncFOp::create(rewriter, loc, result, wide);
    }
    rewriter.replaceOp(op, wide);
    return success();
  }
};

// Pattern: rounding of f16 -> rounding of f32; the cast that rounds is f32's
template <typename Round> struct RoundWide : OpRewritePattern<Round> {
  using OpRewritePattern<Round>::OpRewritePattern;
  LogicalResult matchAndRewrite(Round op,
                                PatternRewriter &rewriter) const override {
    Type type = op.getType();
    if (!getElementTypeOrSelf(type).isF16()) {
      return failure();
    }
    Type f32 = withElement(type, rewriter.getF32Type());
    Value wide =
        arith::ExtFOp::create(rewriter, op.getLoc(), f32, op.getOperand());
    wide = Round::create(rewriter, op.getLoc(), wide);
    rewriter.replaceOpWithNewOp<arith::TruncFOp>(op, type, wide);
    return success();
  }
};

} // namespace

void map::populateMathPatterns(RewritePatternSet &patterns) {
  patterns
      .add<ComparePredicates, GuardNumber<arith::MaxNumFOp>,
           GuardNumber<arith::MinNumFOp>,
           PropagateNan<arith::MaximumFOp, arith::MaxNumFOp>,
           PropagateNan<arith::MinimumFOp, arith::MinNumFOp>,
           Expand<math::RsqrtOp>, Expand<math::FmaOp>, Expand<math::Exp2Op>,
           Expand<math::Log10Op>, Expand<math::ExpM1Op>, Expand<math::Log1pOp>,
           Expand<math::CopySignOp>, Expand<math::CbrtOp>,
           Expand<math::Atan2Op>, Expand<math::FPowIOp>, Expand<math::IsNaNOp>,
           Expand<math::IsInfOp>, Expand<math::IsFiniteOp>, WidenFloats,
           SplitSincos, RoundWide<math::FloorOp>, RoundWide<math::CeilOp>,
           RoundWide<math::TruncOp>, RoundWide<math::RoundOp>,
           RoundWide<math::RoundEvenOp>>(patterns.getContext());
}
