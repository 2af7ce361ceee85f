// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Local sums of floats in double become pairs of floats.
#include "lib/Frontend/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/SCF/Transforms/Patterns.h"
#include "mlir/Transforms/DialectConversion.h"

namespace cubeport::frontend {
#define GEN_PASS_DEF_SPLITDOUBLES
#include "lib/Frontend/Passes.h.inc"
} // namespace cubeport::frontend

using namespace mlir;

namespace {
/// The unevaluated sum of two floats; high is the sum rounded to float.
struct Pair {
  Value high, low;
};
} // namespace

/// a + b with its rounding error (Knuth's two-sum): exact unless it
/// overflows. No fast-math flags: reordering would lose the error.
static Pair addExactly(OpBuilder &b, Location loc, Value x, Value y) {
  Value sum = arith::AddFOp::create(b, loc, x, y);
  Value y1 = arith::SubFOp::create(b, loc, sum, x);
  Value x1 = arith::SubFOp::create(b, loc, sum, y1);
  Value yError = arith::SubFOp::create(b, loc, y, y1);
  Value xError = arith::SubFOp::create(b, loc, x, x1);
  return {sum, arith::AddFOp::create(b, loc, xError, yError)};
}

/// The sum of two pairs, again with high as its rounded value.
static Pair addPairs(OpBuilder &b, Location loc, Pair x, Pair y) {
  Pair sum = addExactly(b, loc, x.high, y.high);
  Value lows = arith::AddFOp::create(b, loc, x.low, y.low);
  Value rest = arith::AddFOp::create(b, loc, sum.low, lows);
  // Infinity minus itself is no rounding error.
  Value none = arith::SubFOp::create(b, loc, sum.high, sum.high);
  Value zero = arith::ConstantOp::create(b, loc, b.getF32FloatAttr(0));
  Value isFinite =
      arith::CmpFOp::create(b, loc, arith::CmpFPredicate::OEQ, none, zero);
  rest = arith::SelectOp::create(b, loc, isFinite, rest, zero);
  Value high = arith::AddFOp::create(b, loc, sum.high, rest);
  Value moved = arith::SubFOp::create(b, loc, high, sum.high);
  Value low = arith::SubFOp::create(b, loc, rest, moved);
  low = arith::SelectOp::create(b, loc, isFinite, low, zero);
  return {high, low};
}

static Pair negate(OpBuilder &b, Location loc, Pair x) {
  return {arith::NegFOp::create(b, loc, x.high),
          arith::NegFOp::create(b, loc, x.low)};
}

static Pair getPair(ValueRange parts) { return {parts[0], parts[1]}; }

namespace {
/// A pattern per operation: `Build` makes the pair from the operands' pairs.
template <typename Op, Pair (*Build)(OpBuilder &, Location, ArrayRef<Pair>)>
struct SplitOp : OpConversionPattern<Op> {
  using OpConversionPattern<Op>::OpConversionPattern;
  using Adaptor = typename OpConversionPattern<Op>::OneToNOpAdaptor;

  LogicalResult
  matchAndRewrite(Op op, Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    SmallVector<Pair> operands;
    for (ValueRange parts : adaptor.getOperands()) {
      operands.push_back(getPair(parts));
    }
    Pair result = Build(rewriter, op.getLoc(), operands);
    rewriter.replaceOpWithMultiple(op, {ValueRange{result.high, result.low}});
    return success();
  }
};

Pair buildAdd(OpBuilder &b, Location loc, ArrayRef<Pair> operands) {
  return addPairs(b, loc, operands[0], operands[1]);
}
Pair buildSub(OpBuilder &b, Location loc, ArrayRef<Pair> operands) {
  return addPairs(b, loc, operands[0], negate(b, loc, operands[1]));
}
Pair buildNeg(OpBuilder &b, Location loc, ArrayRef<Pair> operands) {
  return negate(b, loc, operands[0]);
}

// Pattern: extf x -> (x, 0)
struct SplitExtF : OpConversionPattern<arith::ExtFOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult
  matchAndRewrite(arith::ExtFOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Value zero = arith::ConstantOp::create(rewriter, op.getLoc(),
                                           rewriter.getF32FloatAttr(0));
    rewriter.replaceOpWithMultiple(op, {ValueRange{adaptor.getIn(), zero}});
    return success();
  }
};

// Pattern: truncf (high, low) -> high
struct SplitTruncF : OpConversionPattern<arith::TruncFOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult
  matchAndRewrite(arith::TruncFOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOp(op, adaptor.getOperands()[0][0]);
    return success();
  }
};

// Pattern: constant c -> (float(c), float(c - float(c)))
struct SplitConstant : OpConversionPattern<arith::ConstantOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult
  matchAndRewrite(arith::ConstantOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    double value = cast<FloatAttr>(op.getValue()).getValueAsDouble();
    float high = static_cast<float>(value);
    float low = static_cast<float>(value - high);
    auto constant = [&](float part) -> Value {
      return arith::ConstantOp::create(rewriter, op.getLoc(),
                                       rewriter.getF32FloatAttr(part));
    };
    Value parts[] = {constant(high), constant(low)};
    rewriter.replaceOpWithMultiple(op, {ValueRange(parts)});
    return success();
  }
};
} // namespace

static bool hasDouble(TypeRange types) {
  return llvm::any_of(types, [](Type type) { return type.isF64(); });
}

/// Whether the pass can express all doubles of the kernel as pairs.
static bool canSplit(gpu::GPUFuncOp kernel, bool &hasAny) {
  if (hasDouble(kernel.getArgumentTypes())) {
    return false;
  }
  WalkResult result = kernel.getBody().walk([&](Operation *op) {
    if (!hasDouble(op->getOperandTypes()) && !hasDouble(op->getResultTypes())) {
      return WalkResult::advance();
    }
    hasAny = true;
    if (auto constant = dyn_cast<arith::ConstantOp>(op)) {
      double value = cast<FloatAttr>(constant.getValue()).getValueAsDouble();
      bool isInRange = std::isfinite(static_cast<float>(value));
      return isInRange ? WalkResult::advance() : WalkResult::interrupt();
    }
    bool isKnown =
        isa<arith::AddFOp, arith::SubFOp, arith::NegFOp, scf::ForOp,
            scf::WhileOp, scf::IfOp, scf::YieldOp, scf::ConditionOp>(op);
    if (isa<arith::ExtFOp, arith::TruncFOp>(op)) {
      isKnown = op->getOperand(0).getType().isF32() ||
                op->getResult(0).getType().isF32();
    }
    return isKnown ? WalkResult::advance() : WalkResult::interrupt();
  });
  return !result.wasInterrupted();
}

static LogicalResult split(gpu::GPUFuncOp kernel) {
  MLIRContext *context = kernel.getContext();
  TypeConverter converter;
  converter.addConversion([](Type type) { return type; });
  converter.addConversion(
      [](FloatType type,
         SmallVectorImpl<Type> &parts) -> std::optional<LogicalResult> {
        if (!type.isF64()) {
          return std::nullopt;
        }
        parts.assign(2, Float32Type::get(type.getContext()));
        return success();
      });
  RewritePatternSet patterns(context);
  patterns
      .add<SplitOp<arith::AddFOp, buildAdd>, SplitOp<arith::SubFOp, buildSub>,
           SplitOp<arith::NegFOp, buildNeg>, SplitExtF, SplitTruncF,
           SplitConstant>(converter, context);
  ConversionTarget target(*context);
  scf::populateSCFStructuralTypeConversionsAndLegality(converter, patterns,
                                                       target);
  target.markUnknownOpDynamicallyLegal([&](Operation *op) {
    return !hasDouble(op->getOperandTypes()) &&
           !hasDouble(op->getResultTypes());
  });
  return applyPartialConversion(kernel, target, std::move(patterns));
}

namespace {
struct SplitDoubles : cubeport::frontend::impl::SplitDoublesBase<SplitDoubles> {
  void runOnOperation() override {
    for (auto kernel : getOperation().getOps<gpu::GPUFuncOp>()) {
      bool hasAny = false;
      if (!canSplit(kernel, hasAny) || !hasAny) {
        continue;
      }
      kernel.emitWarning("CP2013: sums in double are computed as pairs of "
                         "floats; 48 bits of precision instead of 53");
      if (failed(split(kernel))) {
        return signalPassFailure();
      }
    }
  }
};
} // namespace
