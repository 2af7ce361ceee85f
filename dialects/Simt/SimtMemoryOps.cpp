// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Verifiers of simt's memory views.
#include "dialects/Simt/SimtDialect.h"

using namespace mlir;
using namespace cubeport::simt;

#define GET_OP_CLASSES
#include "dialects/Simt/SimtMemoryOps.cpp.inc"

LogicalResult ReinterpretOp::verify() {
  auto from = cast<MemRefType>(getSource().getType());
  auto to = cast<MemRefType>(getResult().getType());
  if (from.getRank() != 1 || to.getRank() != 1) {
    return emitOpError("views of rank ")
           << from.getRank() << " and " << to.getRank()
           << "; both must have rank 1";
  }
  if (from.getMemorySpace() != to.getMemorySpace()) {
    return emitOpError("views in different memory spaces; a view stays in "
                       "the space of its source");
  }
  return success();
}

/// An access has one index and values of the element's type.
static LogicalResult checkAccess(Operation *op, Type view, TypeRange values) {
  auto type = cast<MemRefType>(view);
  if (type.getRank() != 1) {
    return op->emitOpError("view of rank ")
           << type.getRank() << "; a view has rank 1";
  }
  for (Type value : values) {
    if (value != type.getElementType()) {
      return op->emitOpError("value of type ")
             << value << " on a view of " << type.getElementType()
             << "; all values have the element's type";
    }
  }
  return success();
}

LogicalResult AtomicCasOp::verify() {
  return checkAccess(
      *this, getView().getType(),
      {getExpected().getType(), getDesired().getType(), getOld().getType()});
}

LogicalResult AtomicUpdateOp::verify() {
  return checkAccess(*this, getView().getType(), {getValue().getType()});
}

LogicalResult VolatileLoadOp::verify() {
  return checkAccess(*this, getView().getType(), {getValue().getType()});
}

LogicalResult VolatileStoreOp::verify() {
  return checkAccess(*this, getView().getType(), {getValue().getType()});
}
