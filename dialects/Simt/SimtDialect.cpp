// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Registration of the simt dialect.
#include "dialects/Simt/SimtDialect.h"

using namespace mlir;
using namespace cubeport::simt;

#include "dialects/Simt/SimtDialect.cpp.inc"

void SimtDialect::initialize() {
  addOperations<
#define GET_OP_LIST
#include "dialects/Simt/SimtMemoryOps.cpp.inc"
      >();
}
