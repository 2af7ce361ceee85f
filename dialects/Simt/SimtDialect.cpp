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
