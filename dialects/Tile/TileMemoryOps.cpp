// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Verifiers of tile's memory accesses.
#include "dialects/Tile/TileDialect.h"

using namespace mlir;
using namespace cubeport::tile;

#define GET_OP_CLASSES
#include "dialects/Tile/TileMemoryOps.cpp.inc"

/// A box has all six bounds or is absent; views are 1-D; the element types of
/// view and lanes agree; a mask has as many lanes as the value.
static LogicalResult verifyAccess(Operation *op, Value view, Type lanes,
                                  ValueRange box, Value mask) {
  auto viewType = cast<MemRefType>(view.getType());
  auto laneType = cast<RankedTensorType>(lanes);
  if (viewType.getRank() != 1) {
    return op->emitOpError("view of rank ")
           << viewType.getRank() << "; a view has rank 1";
  }
  if (viewType.getElementType() != laneType.getElementType()) {
    return op->emitOpError("view of ")
           << viewType.getElementType() << " and lanes of "
           << laneType.getElementType() << "; both must be the same type";
  }
  if (laneType.getRank() != 1) {
    return op->emitOpError("lanes of rank ")
           << laneType.getRank() << "; lanes are dense, of rank 1";
  }
  if (!box.empty() && box.size() != 6) {
    return op->emitOpError("box of ")
           << box.size() << " bounds; a box has six, lo x y z and hi x y z";
  }
  if (mask &&
      cast<RankedTensorType>(mask.getType()).getShape() != laneType.getShape()) {
    return op->emitOpError("mask and lanes of different shape");
  }
  return success();
}

LogicalResult LoadOp::verify() {
  return verifyAccess(*this, getView(), getType(), getBox(), getMask());
}
LogicalResult StoreOp::verify() {
  return verifyAccess(*this, getView(), getValue().getType(), getBox(),
                      getMask());
}
LogicalResult GatherOp::verify() {
  return verifyAccess(*this, getView(), getType(), getBox(), getMask());
}
LogicalResult ScatterOp::verify() {
  return verifyAccess(*this, getView(), getValue().getType(), getBox(),
                      getMask());
}
LogicalResult AtomicOp::verify() {
  return verifyAccess(*this, getView(), getValue().getType(), getBox(),
                      getMask());
}
LogicalResult AtomicCasOp::verify() {
  return verifyAccess(*this, getView(), getType(), getBox(), getMask());
}
