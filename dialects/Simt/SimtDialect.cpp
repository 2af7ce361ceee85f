// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Registration of the simt dialect.
#include "dialects/Simt/SimtDialect.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace cubeport::simt;

#include "dialects/Simt/SimtDialect.cpp.inc"
#include "dialects/Simt/SimtEnums.cpp.inc"
#define GET_ATTRDEF_CLASSES
#include "dialects/Simt/SimtAttrs.cpp.inc"

LogicalResult
SimtDialect::verifyOperationAttribute(Operation *op, NamedAttribute attribute) {
  if (attribute.getName() != kBlockAttrName) {
    return success();
  }
  auto block = dyn_cast<DenseI32ArrayAttr>(attribute.getValue());
  auto isExtent = [](int32_t extent) { return extent >= 1 && extent <= 1024; };
  if (!block || block.size() != 3 ||
      !llvm::all_of(block.asArrayRef(), isExtent)) {
    return op->emitOpError()
           << "attribute '" << kBlockAttrName << "' is "
           << attribute.getValue()
           << "; it is three i32 from 1 to 1024, the extents of a block";
  }
  return success();
}

void SimtDialect::initialize() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "dialects/Simt/SimtAttrs.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/Simt/SimtMemoryOps.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/Simt/SimtCallOps.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/Simt/SimtWarpOps.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/Simt/SimtSyncOps.cpp.inc"
      >();
}
