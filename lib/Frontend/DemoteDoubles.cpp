// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arithmetic in double becomes arithmetic in float; memory keeps doubles.
#include "dialects/Simt/SimtDialect.h"
#include "lib/Frontend/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/SCF/Transforms/Patterns.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/Transforms/DialectConversion.h"
#include "llvm/ADT/DenseSet.h"

namespace cubeport::frontend {
#define GEN_PASS_DEF_DEMOTEDOUBLES
#include "lib/Frontend/Passes.h.inc"
} // namespace cubeport::frontend

using namespace mlir;
using namespace cubeport;

static bool hasDouble(TypeRange types) {
  return llvm::any_of(types, [](Type type) { return type.isF64(); });
}

static bool hasDouble(Operation *op) {
  return hasDouble(op->getOperandTypes()) || hasDouble(op->getResultTypes());
}

/// Functions that round in a direction exist for doubles alone; those of
/// floats are computed by them.
static bool isRounded(Operation *op) {
  auto call = dyn_cast<simt::CallOp>(op);
  return call && call.getCallee().contains("Rounding::");
}

static bool isComputation(Operation *op) {
  return isa<arith::ArithDialect, math::MathDialect, ub::UBDialect>(
             op->getDialect()) ||
         isa<simt::CallOp>(op);
}

namespace {
/// Finds what has to stay: a value that is rounded in a direction has to come
/// there as it is, or the direction would be lost.
class ExactOps {
public:
  explicit ExactOps(gpu::GPUFuncOp kernel) {
    SmallVector<Operation *> ops;
    kernel.getBody().walk([&](Operation *op) { ops.push_back(op); });
    for (Operation *op : llvm::reverse(ops)) {
      if (isRounded(op) ||
          (isComputation(op) && hasDouble(op) && feedsDirections(op))) {
        exact.insert(op);
      }
    }
  }

  bool contains(Operation *op) const { return exact.contains(op); }

private:
  llvm::DenseSet<Operation *> exact;

  bool feedsDirections(Operation *op) const {
    return !op->use_empty() && llvm::all_of(op->getUsers(), [&](auto *user) {
      auto call = dyn_cast<simt::CallOp>(user);
      bool isNearest = call && call.getCallee().contains("Rounding::Nearest");
      return contains(user) && !isNearest;
    });
  }
};

// Pattern: op on f64 -> the same op on f32
struct DemoteOp : ConversionPattern {
  DemoteOp(const TypeConverter &converter, MLIRContext *context)
      : ConversionPattern(converter, MatchAnyOpTypeTag(), /*benefit=*/1,
                          context) {}

  LogicalResult
  matchAndRewrite(Operation *op, ArrayRef<Value> operands,
                  ConversionPatternRewriter &rewriter) const override {
    if (!isComputation(op)) {
      return failure();
    }
    if (auto constant = dyn_cast<arith::ConstantOp>(op)) {
      double value = cast<FloatAttr>(constant.getValue()).getValueAsDouble();
      rewriter.replaceOpWithNewOp<arith::ConstantOp>(
          op, rewriter.getF32FloatAttr(static_cast<float>(value)));
      return success();
    }
    SmallVector<Type> types;
    if (failed(typeConverter->convertTypes(op->getResultTypes(), types))) {
      return failure();
    }
    // Between f32 and f64 nothing is left to convert.
    if (isa<arith::ExtFOp, arith::TruncFOp>(op) &&
        operands[0].getType() == types[0]) {
      rewriter.replaceOp(op, operands[0]);
      return success();
    }
    OperationState state(op->getLoc(), op->getName(), operands, types,
                         op->getDiscardableAttrDictionary().getValue());
    state.propertiesAttr = op->getPropertiesAsAttribute();
    rewriter.replaceOp(op, rewriter.create(state)->getResults());
    return success();
  }
};
} // namespace

template <typename Op>
static Value convertTo(OpBuilder &b, Type type, ValueRange inputs,
                       Location loc) {
  return Op::create(b, loc, type, inputs[0]);
}

static LogicalResult demote(gpu::GPUFuncOp kernel, const ExactOps &exact) {
  MLIRContext *context = kernel.getContext();
  TypeConverter converter;
  converter.addConversion([](Type type) { return type; });
  converter.addConversion([](FloatType type) -> std::optional<Type> {
    if (!type.isF64()) {
      return std::nullopt;
    }
    return Float32Type::get(type.getContext());
  });
  converter.addTargetMaterialization(convertTo<arith::TruncFOp>);
  converter.addSourceMaterialization(convertTo<arith::ExtFOp>);
  RewritePatternSet patterns(context);
  patterns.add<DemoteOp>(converter, context);
  ConversionTarget target(*context);
  scf::populateSCFStructuralTypeConversionsAndLegality(converter, patterns,
                                                       target);
  // Bits of a double are those in memory, so their type stays.
  target.markUnknownOpDynamicallyLegal([&](Operation *op) {
    return !isComputation(op) || !hasDouble(op) || isa<arith::BitcastOp>(op) ||
           exact.contains(op);
  });
  return applyPartialConversion(kernel, target, std::move(patterns));
}

/// Whether there is anything that float computes otherwise than double.
static bool computesDoubles(gpu::GPUFuncOp kernel, const ExactOps &exact) {
  WalkResult result = kernel.getBody().walk([&](Operation *op) {
    bool computes = isComputation(op) && hasDouble(op) &&
                    !isa<arith::ConstantOp, arith::BitcastOp, arith::ExtFOp,
                         arith::TruncFOp, ub::PoisonOp>(op) &&
                    !exact.contains(op);
    return computes ? WalkResult::interrupt() : WalkResult::advance();
  });
  return result.wasInterrupted();
}

namespace {
struct DemoteDoubles
    : cubeport::frontend::impl::DemoteDoublesBase<DemoteDoubles> {
  void runOnOperation() override {
    for (auto kernel : getOperation().getOps<gpu::GPUFuncOp>()) {
      ExactOps exact(kernel);
      if (!computesDoubles(kernel, exact)) {
        continue;
      }
      kernel.emitWarning("CP2020: arithmetic in double is done in float; 24 "
                         "bits of precision instead of 53");
      if (failed(demote(kernel, exact))) {
        return signalPassFailure();
      }
    }
  }
};
} // namespace
