// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Definitions of simt's barriers, fences and clocks.
#include "dialects/Simt/SimtDialect.h"

using namespace mlir;
using namespace cubeport::simt;

#define GET_OP_CLASSES
#include "dialects/Simt/SimtSyncOps.cpp.inc"
