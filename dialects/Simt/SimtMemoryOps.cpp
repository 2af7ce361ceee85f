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

LogicalResult AtomicCasOp::verify() {
  Type element = cast<MemRefType>(getView().getType()).getElementType();
  for (Type type : {getExpected().getType(), getDesired().getType(),
                    getOld().getType()}) {
    if (type != element) {
      return emitOpError("value of type ")
             << type << " on a view of " << element
             << "; all values have the element's type";
    }
  }
  return success();
}
