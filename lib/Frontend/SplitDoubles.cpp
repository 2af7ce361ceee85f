// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Doubles that a kernel keeps to itself become pairs of floats.
#include "lib/Frontend/PairArithmetic.h"
#include "lib/Frontend/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/SCF/Transforms/Patterns.h"
#include "mlir/Transforms/DialectConversion.h"

namespace cubeport::frontend {
#define GEN_PASS_DEF_SPLITDOUBLES
#include "lib/Frontend/Passes.h.inc"
} // namespace cubeport::frontend

using namespace mlir;
using namespace cubeport::frontend;

static Pair getPair(ValueRange parts) { return {parts[0], parts[1]}; }

namespace {
/// A pattern per operation: `Build` makes the pair from the operands' pairs.
template <typename Op, Pair (*Build)(PairBuilder &, ArrayRef<Pair>)>
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
    PairBuilder pairs(rewriter, op.getLoc());
    Pair result = Build(pairs, operands);
    rewriter.replaceOpWithMultiple(op, {ValueRange{result.high, result.low}});
    return success();
  }
};

Pair buildAdd(PairBuilder &pairs, ArrayRef<Pair> x) {
  return pairs.add(x[0], x[1]);
}
Pair buildSub(PairBuilder &pairs, ArrayRef<Pair> x) {
  return pairs.add(x[0], pairs.negate(x[1]));
}
Pair buildNeg(PairBuilder &pairs, ArrayRef<Pair> x) {
  return pairs.negate(x[0]);
}
Pair buildMul(PairBuilder &pairs, ArrayRef<Pair> x) {
  return pairs.multiply(x[0], x[1]);
}
Pair buildFma(PairBuilder &pairs, ArrayRef<Pair> x) {
  return pairs.add(pairs.multiply(x[0], x[1]), x[2]);
}
Pair buildDiv(PairBuilder &pairs, ArrayRef<Pair> x) {
  return pairs.divide(x[0], x[1]);
}
Pair buildSqrt(PairBuilder &pairs, ArrayRef<Pair> x) {
  return pairs.root(x[0]);
}
Pair buildAbs(PairBuilder &pairs, ArrayRef<Pair> x) {
  return pairs.magnitude(x[0]);
}
Pair buildMax(PairBuilder &pairs, ArrayRef<Pair> x) {
  return pairs.extremum(x[0], x[1], /*isMax=*/true);
}
Pair buildMin(PairBuilder &pairs, ArrayRef<Pair> x) {
  return pairs.extremum(x[0], x[1], /*isMax=*/false);
}

// Pattern: extf x -> (x, 0)
struct SplitExtF : OpConversionPattern<arith::ExtFOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult
  matchAndRewrite(arith::ExtFOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Value single = adaptor.getIn();
    if (!single.getType().isF32()) {
      single = arith::ExtFOp::create(rewriter, op.getLoc(),
                                     rewriter.getF32Type(), single);
    }
    Pair result = PairBuilder(rewriter, op.getLoc()).fromFloat(single);
    rewriter.replaceOpWithMultiple(op, {ValueRange{result.high, result.low}});
    return success();
  }
};

// Pattern: sitofp n -> the sum of its upper and lower half
template <typename Op, bool isSigned>
struct SplitFromInteger : OpConversionPattern<Op> {
  using OpConversionPattern<Op>::OpConversionPattern;
  LogicalResult
  matchAndRewrite(Op op, typename OpConversionPattern<Op>::OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Pair result = PairBuilder(rewriter, op.getLoc())
                      .fromInteger(adaptor.getIn(), isSigned);
    rewriter.replaceOpWithMultiple(op, {ValueRange{result.high, result.low}});
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

struct SplitCompare : OpConversionPattern<arith::CmpFOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult
  matchAndRewrite(arith::CmpFOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    auto operands = adaptor.getOperands();
    rewriter.replaceOp(op, PairBuilder(rewriter, op.getLoc())
                               .compare(op.getPredicate(),
                                        getPair(operands[0]),
                                        getPair(operands[1])));
    return success();
  }
};

struct SplitSelect : OpConversionPattern<arith::SelectOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult
  matchAndRewrite(arith::SelectOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    auto operands = adaptor.getOperands();
    Pair result = PairBuilder(rewriter, op.getLoc())
                      .choose(operands[0][0], getPair(operands[1]),
                              getPair(operands[2]));
    rewriter.replaceOpWithMultiple(op, {ValueRange{result.high, result.low}});
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

/// Whether pairs can do what an operation on doubles does.
static bool isKnown(Operation *op) {
  if (auto constant = dyn_cast<arith::ConstantOp>(op)) {
    double value = cast<FloatAttr>(constant.getValue()).getValueAsDouble();
    // Both parts of the pair have to be normal floats.
    constexpr double kLeast = 0x1p-102, kMost = 0x1p127;
    return value == 0 ||
           (std::fabs(value) >= kLeast && std::fabs(value) <= kMost);
  }
  if (isa<arith::SIToFPOp, arith::UIToFPOp>(op)) {
    return op->getOperand(0).getType().getIntOrFloatBitWidth() <= 32;
  }
  if (isa<arith::TruncFOp>(op)) {
    return op->getResult(0).getType().isF32();
  }
  return isa<arith::AddFOp, arith::SubFOp, arith::NegFOp, arith::MulFOp,
             arith::DivFOp, arith::CmpFOp, arith::SelectOp, arith::ExtFOp,
             arith::MaxNumFOp, arith::MinNumFOp, math::FmaOp, math::SqrtOp,
             math::AbsFOp, scf::ForOp, scf::WhileOp, scf::IfOp, scf::YieldOp,
             scf::ConditionOp>(op);
}

namespace {
struct Finding {
  /// Whether the kernel computes with doubles, and what pairs lack for it.
  bool computes = false;
  Operation *obstacle = nullptr;
};
} // namespace

/// Where doubles only pass by, exact and pair are the same.
static bool isMove(Operation *op) {
  return isa<arith::ConstantOp, arith::ExtFOp, arith::TruncFOp,
             arith::BitcastOp, memref::LoadOp, memref::StoreOp>(op);
}

static Finding examine(gpu::GPUFuncOp kernel) {
  Finding found;
  if (hasDouble(kernel.getArgumentTypes())) {
    found.obstacle = kernel;
  }
  kernel.getBody().walk([&](Operation *op) {
    if (hasDouble(op->getOperandTypes()) || hasDouble(op->getResultTypes())) {
      found.computes |= !isMove(op);
      if (!found.obstacle && !isKnown(op)) {
        found.obstacle = op;
      }
    }
  });
  return found;
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
           SplitOp<arith::NegFOp, buildNeg>, SplitOp<arith::MulFOp, buildMul>,
           SplitOp<arith::DivFOp, buildDiv>, SplitOp<math::FmaOp, buildFma>,
           SplitOp<math::SqrtOp, buildSqrt>, SplitOp<math::AbsFOp, buildAbs>,
           SplitOp<arith::MaxNumFOp, buildMax>,
           SplitOp<arith::MinNumFOp, buildMin>, SplitExtF, SplitTruncF,
           SplitConstant, SplitCompare, SplitSelect,
           SplitFromInteger<arith::SIToFPOp, true>,
           SplitFromInteger<arith::UIToFPOp, false>>(converter, context);
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
      Finding found = examine(kernel);
      if (!found.computes) {
        continue;
      }
      if (found.obstacle) {
        std::string what =
            found.obstacle == kernel
                ? "arguments"
                : "'" + found.obstacle->getName().getStringRef().str() + "'";
        found.obstacle->emitRemark("CP2110: doubles stay exact in this kernel; "
                                   "pairs of floats have no form of ")
            << what;
        continue;
      }
      kernel.emitWarning("CP2013: doubles are computed as pairs of floats; 46 "
                         "bits of precision instead of 53");
      if (failed(split(kernel))) {
        return signalPassFailure();
      }
    }
  }
};
} // namespace
