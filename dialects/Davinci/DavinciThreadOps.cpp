// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Definitions of davinci's ops for CUDA threads on the scalar unit.
#include "dialects/Davinci/DavinciDialect.h"

using namespace mlir;
using namespace cubeport::davinci;

#define GET_OP_CLASSES
#include "dialects/Davinci/DavinciThreadOps.cpp.inc"
