// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lane indices: the vector unit has no 64-bit arithmetic, and mostly none is
// needed.
#include "dialects/Tile/TileDialect.h"
#include "lib/Map/Legalize.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::map;

static bool isLocal(Value view) {
  auto space = dyn_cast_or_null<gpu::AddressSpaceAttr>(
      cast<MemRefType>(view.getType()).getMemorySpace());
  return space && space.getValue() != gpu::AddressSpace::Global;
}

/// The low 32 bits of a 64-bit value, if it is made by ops whose low half
/// depends on low halves only. With `build` unset only asks.
static Value lowHalf(OpBuilder &b, Value value, bool build, bool &isPossible,
                     unsigned depth = 0) {
  Type i32 = withElement(value.getType(), b.getI32Type());
  Operation *def = value.getDefiningOp();
  APInt constant;
  if (matchPattern(value, m_ConstantInt(&constant))) {
    return build ? bitsOfType(b, value.getLoc(), i32,
                              constant.trunc(32).getSExtValue())
                 : Value();
  }
  if (!isa<TensorType>(value.getType())) {
    return build ? Value(arith::TruncIOp::create(b, value.getLoc(), i32, value))
                 : Value();
  }
  if (!def || depth > 16) {
    isPossible = false;
    return Value();
  }
  if (isa<arith::ExtSIOp, arith::ExtUIOp>(def) &&
      getElementTypeOrSelf(def->getOperand(0).getType()).isInteger(32)) {
    return def->getOperand(0);
  }
  if (!isa<arith::AddIOp, arith::SubIOp, arith::MulIOp, tensor::SplatOp>(def)) {
    isPossible = false;
    return Value();
  }
  SmallVector<Value> operands;
  for (Value operand : def->getOperands()) {
    operands.push_back(lowHalf(b, operand, build, isPossible, depth + 1));
  }
  if (!build || !isPossible) {
    return Value();
  }
  OperationState state(def->getLoc(), def->getName());
  state.addOperands(operands);
  state.addTypes(i32);
  return b.create(state)->getResult(0);
}

namespace {

// Pattern: access at 64-bit indices -> access at 32-bit indices. An index
// into shared memory fits 32 bits, so its low half is the index; one into
// global memory is narrowed only where it was widened before.
template <typename Access> struct NarrowIndices : OpRewritePattern<Access> {
  using OpRewritePattern<Access>::OpRewritePattern;
  LogicalResult matchAndRewrite(Access op,
                                PatternRewriter &rewriter) const override {
    Value indices = op.getIndices();
    if (!getElementTypeOrSelf(indices.getType()).isInteger(64)) {
      return failure();
    }
    Value narrow;
    if (auto ext = indices.template getDefiningOp<arith::ExtSIOp>()) {
      if (getElementTypeOrSelf(ext.getIn().getType()).isInteger(32)) {
        narrow = ext.getIn();
      }
    }
    bool isPossible = isLocal(op.getView());
    if (!narrow && isPossible) {
      lowHalf(rewriter, indices, /*build=*/false, isPossible);
      if (isPossible) {
        rewriter.setInsertionPoint(op);
        narrow = lowHalf(rewriter, indices, /*build=*/true, isPossible);
      }
    }
    if (!narrow) {
      return failure();
    }
    rewriter.modifyOpInPlace(op,
                             [&] { op.getIndicesMutable().assign(narrow); });
    return success();
  }
};

} // namespace

void map::populateIndexPatterns(RewritePatternSet &patterns) {
  patterns.add<NarrowIndices<tile::GatherOp>, NarrowIndices<tile::ScatterOp>,
               NarrowIndices<tile::AtomicOp>, NarrowIndices<tile::AtomicCasOp>>(
      patterns.getContext());
}
