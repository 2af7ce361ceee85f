// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Integers on lanes: the vector unit compares i32 for equality only, knows no
// unsigned order, and has no division.
#include "lib/Map/Legalize.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::map;
using arith::CmpIPredicate;

static bool isLanesOf(Value value, unsigned width) {
  auto tensor = dyn_cast<RankedTensorType>(value.getType());
  return tensor && tensor.getElementType().isInteger(width);
}

static Value notOf(ImplicitLocOpBuilder &b, Value mask) {
  return b.create<arith::XOrIOp>(mask,
                                 bitsOfType(b, b.getLoc(), mask.getType(), -1));
}

/// x with the sign bit flipped: unsigned order becomes signed order. The
/// addition of 2^31 does the same as an xor in one instruction.
static Value flipSign(ImplicitLocOpBuilder &b, Value x) {
  return b.create<arith::AddIOp>(
      x, bitsOfType(b, b.getLoc(), x.getType(), INT32_MIN));
}

static std::optional<CmpIPredicate> signedForm(CmpIPredicate predicate) {
  switch (predicate) {
  case CmpIPredicate::ult:
    return CmpIPredicate::slt;
  case CmpIPredicate::ule:
    return CmpIPredicate::sle;
  case CmpIPredicate::ugt:
    return CmpIPredicate::sgt;
  case CmpIPredicate::uge:
    return CmpIPredicate::sge;
  default:
    return std::nullopt;
  }
}

namespace {

// Pattern: a <= c -> min(a, c) == a, and the others by mirroring and negating
struct CompareByMinimum : OpRewritePattern<arith::CmpIOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(arith::CmpIOp op,
                                PatternRewriter &rewriter) const override {
    if (!isLanesOf(op.getLhs(), 32) || op.getPredicate() == CmpIPredicate::eq) {
      return failure();
    }
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    Value lhs = op.getLhs(), rhs = op.getRhs();
    CmpIPredicate predicate = op.getPredicate();
    if (auto form = signedForm(predicate)) {
      lhs = flipSign(b, lhs);
      rhs = flipSign(b, rhs);
      predicate = *form;
    }
    Value limit = lhs;
    bool isNegated = true;
    switch (predicate) {
    case CmpIPredicate::sle:
      isNegated = false;
      [[fallthrough]];
    case CmpIPredicate::sgt:
      limit = b.create<arith::MinSIOp>(lhs, rhs);
      rhs = lhs;
      break;
    case CmpIPredicate::sge:
      isNegated = false;
      [[fallthrough]];
    case CmpIPredicate::slt:
      limit = b.create<arith::MaxSIOp>(lhs, rhs);
      rhs = lhs;
      break;
    default: // ne
      break;
    }
    Value mask = b.create<arith::CmpIOp>(CmpIPredicate::eq, limit, rhs);
    rewriter.replaceOp(op, isNegated ? notOf(b, mask) : mask);
    return success();
  }
};

// Pattern: compares of masks -> logic
struct CompareMasks : OpRewritePattern<arith::CmpIOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(arith::CmpIOp op,
                                PatternRewriter &rewriter) const override {
    if (!isLanesOf(op.getLhs(), 1)) {
      return failure();
    }
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    Value lhs = op.getLhs(), rhs = op.getRhs(), result;
    auto both = [&](Value x, Value y) -> Value {
      return b.create<arith::AndIOp>(x, y);
    };
    auto either = [&](Value x, Value y) -> Value {
      return b.create<arith::OrIOp>(x, y);
    };
    switch (op.getPredicate()) {
    case CmpIPredicate::eq:
      result = notOf(b, b.create<arith::XOrIOp>(lhs, rhs));
      break;
    case CmpIPredicate::ne:
      result = b.create<arith::XOrIOp>(lhs, rhs);
      break;
    // As i1, true is -1 signed and 1 unsigned.
    case CmpIPredicate::ult:
    case CmpIPredicate::sgt:
      result = both(notOf(b, lhs), rhs);
      break;
    case CmpIPredicate::ugt:
    case CmpIPredicate::slt:
      result = both(lhs, notOf(b, rhs));
      break;
    case CmpIPredicate::ule:
    case CmpIPredicate::sge:
      result = either(notOf(b, lhs), rhs);
      break;
    case CmpIPredicate::uge:
    case CmpIPredicate::sle:
      result = either(lhs, notOf(b, rhs));
      break;
    }
    rewriter.replaceOp(op, result);
    return success();
  }
};

// Pattern: select c, m, n on masks -> (c & m) | (~c & n)
struct SelectMasks : OpRewritePattern<arith::SelectOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(arith::SelectOp op,
                                PatternRewriter &rewriter) const override {
    if (!isLanesOf(op.getResult(), 1) || !isLanesOf(op.getCondition(), 1)) {
      return failure();
    }
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    Value taken = b.create<arith::AndIOp>(op.getCondition(), op.getTrueValue());
    Value other = b.create<arith::AndIOp>(notOf(b, op.getCondition()),
                                          op.getFalseValue());
    rewriter.replaceOpWithNewOp<arith::OrIOp>(op, taken, other);
    return success();
  }
};

// Pattern: umin(a, c) -> flip(smin(flip a, flip c))
template <typename From, typename To>
struct UnsignedLimit : OpRewritePattern<From> {
  using OpRewritePattern<From>::OpRewritePattern;
  LogicalResult matchAndRewrite(From op,
                                PatternRewriter &rewriter) const override {
    if (!isLanesOf(op.getResult(), 32)) {
      return failure();
    }
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    Value limit =
        b.create<To>(flipSign(b, op.getLhs()), flipSign(b, op.getRhs()));
    rewriter.replaceOp(op, flipSign(b, limit));
    return success();
  }
};

// Pattern: ext(mask) -> select mask, 1 or -1, 0
template <typename From> struct ExtendMask : OpRewritePattern<From> {
  using OpRewritePattern<From>::OpRewritePattern;
  LogicalResult matchAndRewrite(From op,
                                PatternRewriter &rewriter) const override {
    if (!isLanesOf(op.getIn(), 1)) {
      return failure();
    }
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    Type type = op.getType();
    Type element = getElementTypeOrSelf(type);
    Type i32 = withElement(type, b.getI32Type());
    bool isDirect = isa<FloatType>(element) || element.isInteger(32) ||
                    element.isInteger(16);
    Type narrow = isDirect ? type : i32;
    bool isSigned = isa<arith::ExtSIOp, arith::SIToFPOp>(op);
    Value result = b.create<arith::SelectOp>(
        op.getIn(),
        constantOfType(b, b.getLoc(), narrow, isSigned ? -1.0 : 1.0),
        constantOfType(b, b.getLoc(), narrow, 0.0));
    if (!isDirect) {
      result = element.getIntOrFloatBitWidth() > 32
                   ? Value(b.create<arith::ExtSIOp>(type, result))
                   : Value(b.create<arith::TruncIOp>(type, result));
    }
    rewriter.replaceOp(op, result);
    return success();
  }
};

// Pattern: trunc x to i1 -> (x & 1) == 1
struct TruncateToMask : OpRewritePattern<arith::TruncIOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(arith::TruncIOp op,
                                PatternRewriter &rewriter) const override {
    if (!isLanesOf(op.getResult(), 1)) {
      return failure();
    }
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    Value one = bitsOfType(b, b.getLoc(), op.getIn().getType(), 1);
    Value low = b.create<arith::AndIOp>(op.getIn(), one);
    rewriter.replaceOpWithNewOp<arith::CmpIOp>(op, CmpIPredicate::eq, low, one);
    return success();
  }
};

/// log2 of a constant positive power of two, the same in all lanes.
std::optional<unsigned> exponentOf(Value value) {
  APInt constant;
  if (!matchPattern(value, m_ConstantInt(&constant)) ||
      !constant.isPowerOf2() || constant.isNegative()) {
    return std::nullopt;
  }
  return constant.logBase2();
}

// Pattern: x / 2^k, x % 2^k -> shifts
template <typename From> struct DivideByPower : OpRewritePattern<From> {
  using OpRewritePattern<From>::OpRewritePattern;
  LogicalResult matchAndRewrite(From op,
                                PatternRewriter &rewriter) const override {
    auto exponent = exponentOf(op.getRhs());
    if (!isLanesOf(op.getResult(), 32) || !exponent) {
      return failure();
    }
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    Type type = op.getType();
    Value x = op.getLhs();
    auto bits = [&](int64_t v) { return bitsOfType(b, b.getLoc(), type, v); };
    if (isa<arith::DivUIOp>(op)) {
      rewriter.replaceOpWithNewOp<arith::ShRUIOp>(op, x, bits(*exponent));
      return success();
    }
    if (isa<arith::RemUIOp>(op)) {
      rewriter.replaceOpWithNewOp<arith::AndIOp>(
          op, x, bits((int64_t(1) << *exponent) - 1));
      return success();
    }
    // Signed division rounds to zero: 2^k - 1 is added to negative x first.
    Value rounded = x;
    if (*exponent != 0) {
      Value sign = b.create<arith::ShRSIOp>(x, bits(31));
      Value bias = b.create<arith::ShRUIOp>(sign, bits(32 - *exponent));
      rounded = b.create<arith::AddIOp>(x, bias);
    }
    Value quotient = b.create<arith::ShRSIOp>(rounded, bits(*exponent));
    if (isa<arith::RemSIOp>(op)) {
      Value product = b.create<arith::ShLIOp>(quotient, bits(*exponent));
      quotient = b.create<arith::SubIOp>(x, product);
    }
    rewriter.replaceOp(op, quotient);
    return success();
  }
};

// Pattern: u32 -> f32: (x >> 16) * 65536 + (x & 65535), which rounds once
struct UnsignedToFloat : OpRewritePattern<arith::UIToFPOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(arith::UIToFPOp op,
                                PatternRewriter &rewriter) const override {
    if (!isLanesOf(op.getIn(), 32) ||
        !getElementTypeOrSelf(op.getType()).isF32()) {
      return failure();
    }
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    Value x = op.getIn();
    Type type = x.getType();
    Value high =
        b.create<arith::ShRUIOp>(x, bitsOfType(b, b.getLoc(), type, 16));
    Value low =
        b.create<arith::AndIOp>(x, bitsOfType(b, b.getLoc(), type, 65535));
    Value scaled = b.create<arith::MulFOp>(
        b.create<arith::SIToFPOp>(op.getType(), high),
        constantOfType(b, b.getLoc(), op.getType(), 65536.0));
    rewriter.replaceOpWithNewOp<arith::AddFOp>(
        op, scaled, b.create<arith::SIToFPOp>(op.getType(), low));
    return success();
  }
};

// Pattern: f32 -> u32, by way of the signed cast on both sides of 2^31
struct FloatToUnsigned : OpRewritePattern<arith::FPToUIOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(arith::FPToUIOp op,
                                PatternRewriter &rewriter) const override {
    Type from = op.getIn().getType();
    if (!isLanesOf(op.getResult(), 32) || !getElementTypeOrSelf(from).isF32()) {
      return failure();
    }
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    Value half = constantOfType(b, b.getLoc(), from, 2147483648.0);
    Value zero = constantOfType(b, b.getLoc(), from, 0.0);
    Value x = b.create<arith::MaxNumFOp>(op.getIn(), zero);
    Value isBig = b.create<arith::CmpFOp>(arith::CmpFPredicate::OGE, x, half);
    Value small = b.create<arith::FPToSIOp>(op.getType(), x);
    Value big =
        flipSign(b, b.create<arith::FPToSIOp>(
                        op.getType(), b.create<arith::SubFOp>(x, half)));
    rewriter.replaceOpWithNewOp<arith::SelectOp>(op, isBig, big, small);
    return success();
  }
};

// Pattern: conversions between small integers and f32 -> through i32
template <typename From> struct SmallToFloat : OpRewritePattern<From> {
  using OpRewritePattern<From>::OpRewritePattern;
  LogicalResult matchAndRewrite(From op,
                                PatternRewriter &rewriter) const override {
    Value in = op.getIn();
    bool isSmall = isLanesOf(in, 8) || isLanesOf(in, 16);
    bool isOther =
        isLanesOf(in, 32) && !getElementTypeOrSelf(op.getType()).isF32();
    if (!isSmall && !isOther) {
      return failure();
    }
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    Value wide = in;
    Type f32 = withElement(op.getType(), b.getF32Type());
    if (isSmall) {
      Type i32 = withElement(in.getType(), b.getI32Type());
      wide = isa<arith::SIToFPOp>(op)
                 ? Value(b.create<arith::ExtSIOp>(i32, in))
                 : Value(b.create<arith::ExtUIOp>(i32, in));
    }
    Value result = isSmall ? Value(b.create<arith::SIToFPOp>(f32, wide))
                           : Value(b.create<From>(f32, wide));
    if (op.getType() != f32) {
      result = b.create<arith::TruncFOp>(op.getType(), result);
    }
    rewriter.replaceOp(op, result);
    return success();
  }
};

template <typename From> struct FloatToSmall : OpRewritePattern<From> {
  using OpRewritePattern<From>::OpRewritePattern;
  LogicalResult matchAndRewrite(From op,
                                PatternRewriter &rewriter) const override {
    Value result = op.getResult();
    if (!isLanesOf(result, 8) && !isLanesOf(result, 16)) {
      return failure();
    }
    Type i32 = withElement(result.getType(), rewriter.getI32Type());
    Value wide =
        arith::FPToSIOp::create(rewriter, op.getLoc(), i32, op.getIn());
    rewriter.replaceOpWithNewOp<arith::TruncIOp>(op, result.getType(), wide);
    return success();
  }
};

// Pattern: high and low half of a product -> 64-bit arithmetic
template <typename From, typename Extend>
struct WideProduct : OpRewritePattern<From> {
  using OpRewritePattern<From>::OpRewritePattern;
  LogicalResult matchAndRewrite(From op,
                                PatternRewriter &rewriter) const override {
    if (!isLanesOf(op.getLhs(), 32)) {
      return failure();
    }
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    Type type = op.getLhs().getType();
    Type i64 = withElement(type, b.getI64Type());
    Value product = b.create<arith::MulIOp>(b.create<Extend>(i64, op.getLhs()),
                                            b.create<Extend>(i64, op.getRhs()));
    Value high =
        b.create<arith::ShRUIOp>(product, bitsOfType(b, b.getLoc(), i64, 32));
    Value low = b.create<arith::MulIOp>(op.getLhs(), op.getRhs());
    rewriter.replaceOp(op, {low, b.create<arith::TruncIOp>(type, high)});
    return success();
  }
};

// Pattern: |x| -> max(x, -x); popcount -> sums of bit fields
struct AbsoluteByMaximum : OpRewritePattern<math::AbsIOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(math::AbsIOp op,
                                PatternRewriter &rewriter) const override {
    if (!isLanesOf(op.getResult(), 32)) {
      return failure();
    }
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    Value minusOne = bitsOfType(b, b.getLoc(), op.getType(), -1);
    Value negated = b.create<arith::MulIOp>(op.getOperand(), minusOne);
    rewriter.replaceOpWithNewOp<arith::MaxSIOp>(op, op.getOperand(), negated);
    return success();
  }
};

struct CountBitsByFields : OpRewritePattern<math::CtPopOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(math::CtPopOp op,
                                PatternRewriter &rewriter) const override {
    if (!isLanesOf(op.getResult(), 32)) {
      return failure();
    }
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    Value x = op.getOperand();
    auto bits = [&](int64_t v) {
      return bitsOfType(b, b.getLoc(), x.getType(), v);
    };
    auto shift = [&](Value v, int64_t by) -> Value {
      return b.create<arith::ShRUIOp>(v, bits(by));
    };
    auto keep = [&](Value v, int64_t field) -> Value {
      return b.create<arith::AndIOp>(v, bits(field));
    };
    x = b.create<arith::SubIOp>(x, keep(shift(x, 1), 0x55555555));
    x = b.create<arith::AddIOp>(keep(x, 0x33333333),
                                keep(shift(x, 2), 0x33333333));
    x = keep(b.create<arith::AddIOp>(x, shift(x, 4)), 0x0f0f0f0f);
    x = b.create<arith::MulIOp>(x, bits(0x01010101));
    rewriter.replaceOp(op, shift(x, 24));
    return success();
  }
};

} // namespace

void map::populateIntegerPatterns(RewritePatternSet &patterns) {
  patterns.add<CompareByMinimum, CompareMasks, SelectMasks,
               UnsignedLimit<arith::MaxUIOp, arith::MaxSIOp>,
               UnsignedLimit<arith::MinUIOp, arith::MinSIOp>,
               ExtendMask<arith::ExtUIOp>, ExtendMask<arith::ExtSIOp>,
               ExtendMask<arith::UIToFPOp>, ExtendMask<arith::SIToFPOp>,
               TruncateToMask, DivideByPower<arith::DivUIOp>,
               DivideByPower<arith::RemUIOp>, DivideByPower<arith::DivSIOp>,
               DivideByPower<arith::RemSIOp>, UnsignedToFloat, FloatToUnsigned,
               SmallToFloat<arith::SIToFPOp>, SmallToFloat<arith::UIToFPOp>,
               FloatToSmall<arith::FPToSIOp>, FloatToSmall<arith::FPToUIOp>,
               WideProduct<arith::MulSIExtendedOp, arith::ExtSIOp>,
               WideProduct<arith::MulUIExtendedOp, arith::ExtUIOp>,
               AbsoluteByMaximum, CountBitsByFields>(patterns.getContext());
}
