// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The pass map-legalize and what its patterns share.
#include "dialects/Davinci/DavinciDialect.h"
#include "lib/Map/Legalize.h"
#include "dialects/Tile/TileDialect.h"
#include "lib/Map/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

using namespace mlir;
using namespace cubeport;

namespace cubeport::map {
#define GEN_PASS_DEF_LEGALIZE
#include "lib/Map/Passes.h.inc"
} // namespace cubeport::map

Type map::withElement(Type type, Type element) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor ? Type(tensor.clone(element)) : element;
}

static Value splatConstant(OpBuilder &b, Location loc, Type type,
                           TypedAttr value) {
  if (auto tensor = dyn_cast<RankedTensorType>(type)) {
    value = DenseElementsAttr::get(tensor, Attribute(value));
  }
  return arith::ConstantOp::create(b, loc, value);
}

Value map::constantOfType(OpBuilder &b, Location loc, Type type, double value) {
  Type element = getElementTypeOrSelf(type);
  if (isa<FloatType>(element)) {
    return splatConstant(b, loc, type, b.getFloatAttr(element, value));
  }
  return bitsOfType(b, loc, type, int64_t(value));
}

Value map::bitsOfType(OpBuilder &b, Location loc, Type type, int64_t bits) {
  Type element = getElementTypeOrSelf(type);
  APInt value(64, uint64_t(bits));
  return splatConstant(
      b, loc, type,
      b.getIntegerAttr(element, value.trunc(element.getIntOrFloatBitWidth())));
}

namespace {

/// The uniform value that all lanes of `value` have, or null.
Value uniformOf(OpBuilder &b, Location loc, Value value) {
  if (!isa<TensorType>(value.getType())) {
    return value;
  }
  if (auto splat = value.getDefiningOp<tensor::SplatOp>()) {
    return splat.getInput();
  }
  SplatElementsAttr dense;
  if (matchPattern(value, m_Constant(&dense))) {
    return arith::ConstantOp::create(b, loc, dense.getSplatValue<TypedAttr>());
  }
  return Value();
}

// Pattern: op(splat a, splat c) -> splat op(a, c)
struct SinkSplat : RewritePattern {
  explicit SinkSplat(MLIRContext *context)
      : RewritePattern(MatchAnyOpTypeTag(), /*benefit=*/10, context) {}
  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    if (op->getNumResults() != 1 || op->getNumOperands() == 0 ||
        !OpTrait::hasElementwiseMappableTraits(op) ||
        !isa<RankedTensorType>(op->getResult(0).getType())) {
      return failure();
    }
    for (Value operand : op->getOperands()) {
      if (isa<TensorType>(operand.getType()) &&
          !operand.getDefiningOp<tensor::SplatOp>() &&
          !matchPattern(operand, m_Constant())) {
        return failure();
      }
    }
    SmallVector<Value> operands;
    for (Value operand : op->getOperands()) {
      Value scalar = uniformOf(rewriter, op->getLoc(), operand);
      if (!scalar) {
        return failure();
      }
      operands.push_back(scalar);
    }
    OperationState state(op->getLoc(), op->getName());
    state.addOperands(operands);
    state.addTypes(getElementTypeOrSelf(op->getResult(0).getType()));
    state.addAttributes(op->getAttrs());
    Operation *scalar = rewriter.create(state);
    rewriter.replaceOpWithNewOp<tensor::SplatOp>(op, op->getResult(0).getType(),
                                                 scalar->getResult(0));
    return success();
  }
};

struct Legalize : map::impl::LegalizeBase<Legalize> {
  using LegalizeBase::LegalizeBase;
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<SinkSplat>(&getContext());
    map::populateIntegerPatterns(patterns);
    map::populateMathPatterns(patterns);
    map::populateIndexPatterns(patterns);
    FrozenRewritePatternSet frozen(std::move(patterns));
    for (auto kernel : getOperation().getOps<func::FuncOp>()) {
      // Threads one by one compute with scalars, as C++ does.
      if (!kernel->hasAttr(davinci::DavinciDialect::kThreadsAttrName) &&
          failed(applyPatternsGreedily(kernel, frozen))) {
        return signalPassFailure();
      }
    }
  }
};

} // namespace
