// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Folds, and verifiers of loops whose trips run together.
#include "dialects/Tile/TileDialect.h"

using namespace mlir;
using namespace cubeport::tile;

#define GET_OP_CLASSES
#include "dialects/Tile/TileTripOps.cpp.inc"

TypedAttr cubeport::tile::getNeutral(FoldKind kind, Type type) {
  Builder b(type.getContext());
  if (auto real = dyn_cast<FloatType>(type)) {
    const llvm::fltSemantics &semantics = real.getFloatSemantics();
    switch (kind) {
    case FoldKind::mul:
      return b.getFloatAttr(real, 1);
    case FoldKind::max:
    case FoldKind::min:
      return b.getFloatAttr(real,
                            APFloat::getInf(semantics, kind == FoldKind::max));
    default:
      return b.getFloatAttr(real, APFloat::getZero(semantics, true));
    }
  }
  unsigned width = type.getIntOrFloatBitWidth();
  switch (kind) {
  case FoldKind::mul:
    return b.getIntegerAttr(type, 1);
  case FoldKind::max:
    return b.getIntegerAttr(type, APInt::getSignedMinValue(width));
  case FoldKind::min:
    return b.getIntegerAttr(type, APInt::getSignedMaxValue(width));
  case FoldKind::and_:
    return b.getIntegerAttr(type, APInt::getAllOnes(width));
  default:
    return b.getIntegerAttr(type, 0);
  }
}

/// The body's arguments are an i64 and two i32; what it yields are lanes of
/// the body, of the types of the inits; bits fold integers only.
LogicalResult TripsOp::verifyRegions() {
  Block &block = getBody().front();
  Builder b(getContext());
  SmallVector<Type> expected = {b.getI64Type(), b.getI32Type(), b.getI32Type()};
  if (ValueRange(block.getArguments()).getTypes() != TypeRange(expected)) {
    return emitOpError("body without the arguments base: i64, width: i32, "
                       "rows: i32");
  }
  int64_t lanes = getLanes();
  if (lanes <= 0 || lanes % 64 != 0) {
    return emitOpError("lanes ")
           << lanes << "; a capacity is a positive multiple of 64";
  }
  size_t count = getFolds() ? getFolds()->size() : 0;
  auto end = cast<TripEndOp>(block.getTerminator());
  if (count != getInits().size() || count != end.getValues().size()) {
    return emitOpError("with ")
           << count << " folds of " << getInits().size() << " inits and "
           << end.getValues().size() << " values";
  }
  for (size_t i = 0; i < count; ++i) {
    auto init = cast<RankedTensorType>(getInits()[i].getType());
    auto kind = cast<FoldKindAttr>((*getFolds())[i]).getValue();
    Type element = init.getElementType();
    if (end.getValues()[i].getType() !=
        RankedTensorType::get({lanes}, element)) {
      return emitOpError("yields ")
             << end.getValues()[i].getType() << " to an init of " << init
             << "; lanes of the body are tensor<" << lanes << "xT>";
    }
    bool isBitwise = kind == FoldKind::and_ || kind == FoldKind::or_ ||
                     kind == FoldKind::xor_;
    if (isBitwise && !isa<IntegerType>(element)) {
      return emitOpError("folds the bits of ") << element;
    }
  }
  return success();
}
