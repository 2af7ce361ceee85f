// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The simt dialect: what one CUDA thread does that upstream cannot say.
#ifndef CUBEPORT_DIALECTS_SIMT_SIMTDIALECT_H
#define CUBEPORT_DIALECTS_SIMT_SIMTDIALECT_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "dialects/Simt/SimtDialect.h.inc"
#include "dialects/Simt/SimtEnums.h.inc"

#define GET_ATTRDEF_CLASSES
#include "dialects/Simt/SimtAttrs.h.inc"
#define GET_OP_CLASSES
#include "dialects/Simt/SimtMemoryOps.h.inc"
#define GET_OP_CLASSES
#include "dialects/Simt/SimtCallOps.h.inc"
#define GET_OP_CLASSES
#include "dialects/Simt/SimtWarpOps.h.inc"
#define GET_OP_CLASSES
#include "dialects/Simt/SimtSyncOps.h.inc"

#endif
