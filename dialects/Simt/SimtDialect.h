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

#define GET_OP_CLASSES
#include "dialects/Simt/SimtMemoryOps.h.inc"

#endif
