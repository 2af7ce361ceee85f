// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Scalars and dense lanes of the tile form; masks are in LaneMask.cpp.
#include "lib/Lift/LaneBuilder.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::lift;

RankedTensorType LaneBuilder::lanesOf(Type element) {
  return RankedTensorType::get({capacity}, element);
}

Value LaneBuilder::constant(Type type, int64_t value) {
  TypedAttr attr;
  if (auto floatType = dyn_cast<FloatType>(type)) {
    attr = b.getFloatAttr(floatType, double(value));
  } else {
    attr = b.getIntegerAttr(type, value);
  }
  Value &known = constants[attr];
  if (!known) {
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPoint(constantAnchor);
    known = arith::ConstantOp::create(b, loc, attr);
  }
  return known;
}

std::optional<int64_t> LaneBuilder::constantOf(Value v) {
  APInt constant;
  if (v && matchPattern(v, m_ConstantInt(&constant))) {
    return constant.getSExtValue();
  }
  return std::nullopt;
}

template <typename OpTy> Value LaneBuilder::fold(Value x, Value y) {
  return b.createOrFold<OpTy>(loc, x, y);
}

Value LaneBuilder::add(Value x, Value y) { return fold<arith::AddIOp>(x, y); }
Value LaneBuilder::sub(Value x, Value y) { return fold<arith::SubIOp>(x, y); }
Value LaneBuilder::mul(Value x, Value y) {
  // Constants on the right, where folds look for them.
  if (constantOf(x) && !constantOf(y)) {
    std::swap(x, y);
  }
  return fold<arith::MulIOp>(x, y);
}

Value LaneBuilder::resize(Value v, Type element, bool isSigned) {
  Type from = getElementTypeOrSelf(v.getType());
  if (from == element) {
    return v;
  }
  bool isLanes = isa<RankedTensorType>(v.getType());
  Type to = isLanes ? Type(lanesOf(element)) : element;
  if (std::optional<int64_t> c = isLanes ? std::nullopt : constantOf(v)) {
    if (isSigned || *c >= 0) {
      return constant(element, *c);
    }
  }
  unsigned fromWidth = from.getIntOrFloatBitWidth();
  unsigned toWidth = element.getIntOrFloatBitWidth();
  if (toWidth < fromWidth) {
    return b.createOrFold<arith::TruncIOp>(loc, to, v);
  }
  return isSigned ? b.createOrFold<arith::ExtSIOp>(loc, to, v)
                  : b.createOrFold<arith::ExtUIOp>(loc, to, v);
}

Value LaneBuilder::remember(Value key, unsigned tag,
                            llvm::function_ref<Value()> make) {
  for (auto &scope : llvm::reverse(scopes)) {
    auto it = scope.find({key, tag});
    if (it != scope.end()) {
      return it->second;
    }
  }
  Value made = make();
  scopes.back()[{key, tag}] = made;
  return made;
}

Value LaneBuilder::splat(Value scalar) {
  return remember(scalar, 0, [&]() -> Value {
    return tensor::SplatOp::create(b, loc, scalar, lanesOf(scalar.getType()));
  });
}

Value LaneBuilder::laneId(unsigned axis, Type element) {
  if (!laneIds.lookup({axis, element})) {
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPoint(laneIdAnchor);
    Value made;
    if (element.isInteger(32)) {
      made = tile::LaneIdOp::create(b, loc, lanesOf(element),
                                    static_cast<tile::Dim>(axis));
    } else {
      made = resize(laneId(axis, b.getI32Type()), element);
    }
    laneIds[{axis, element}] = made;
  }
  return laneIds[{axis, element}];
}

Value LaneBuilder::sum(const AffineLanes &affine) {
  Type element = affine.base.getType();
  Value total;
  for (unsigned axis = 0; axis < 3; ++axis) {
    Value coef = affine.coef[axis];
    std::optional<int64_t> known = constantOf(coef);
    if (!coef || (known && *known == 0)) {
      continue;
    }
    Value term = laneId(axis, element);
    if (!known || *known != 1) {
      term = arith::MulIOp::create(b, loc, term, splat(coef));
    }
    total = total ? Value(arith::AddIOp::create(b, loc, total, term)) : term;
  }
  if (!total) {
    return splat(affine.base);
  }
  if (constantOf(affine.base) == 0) {
    return total;
  }
  return arith::AddIOp::create(b, loc, total, splat(affine.base));
}

AffineLanes LaneBuilder::denseIndex() {
  AffineLanes &known = dense;
  if (!known.base) {
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPoint(laneIdAnchor);
    Type i64 = b.getI64Type();
    Value row = resize(extent[0], i64);
    known.base = constant(i64, 0);
    known.coef = {constant(i64, 1), row, mul(row, resize(extent[1], i64))};
  }
  return known;
}
