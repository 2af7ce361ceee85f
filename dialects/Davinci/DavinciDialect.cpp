// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Registration of the davinci dialect.
#include "dialects/Davinci/DavinciDialect.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace cubeport::davinci;

#include "dialects/Davinci/DavinciDialect.cpp.inc"
#include "dialects/Davinci/DavinciEnums.cpp.inc"
#define GET_ATTRDEF_CLASSES
#include "dialects/Davinci/DavinciAttrs.cpp.inc"

void DavinciDialect::initialize() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "dialects/Davinci/DavinciAttrs.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/Davinci/DavinciVectorOps.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/Davinci/DavinciMoveOps.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/Davinci/DavinciScalarOps.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/Davinci/DavinciSyncOps.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/Davinci/DavinciThreadOps.cpp.inc"
      >();
}
