// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The davinci dialect: one AI core. For tools and stages.
#ifndef CUBEPORT_DIALECTS_DAVINCI_DAVINCIDIALECT_H
#define CUBEPORT_DIALECTS_DAVINCI_DAVINCIDIALECT_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "dialects/Davinci/DavinciDialect.h.inc"
#include "dialects/Davinci/DavinciEnums.h.inc"
#define GET_ATTRDEF_CLASSES
#include "dialects/Davinci/DavinciAttrs.h.inc"
#include "dialects/Davinci/DavinciInterfaces.h.inc"

namespace cubeport::davinci {
/// The memref operands of an op but the first, which is its destination.
llvm::SmallVector<mlir::Value> memrefOperandsAfterFirst(mlir::Operation *op);
/// The memory that a memref lies in; gm if it carries no #davinci.space.
Space getSpace(mlir::Type memref);
/// A 1-D memref of `count` elements (kDynamic allowed) in `space`.
mlir::MemRefType getBufferType(mlir::Type element, int64_t count, Space space);
} // namespace cubeport::davinci

#define GET_OP_CLASSES
#include "dialects/Davinci/DavinciVectorOps.h.inc"
#define GET_OP_CLASSES
#include "dialects/Davinci/DavinciMoveOps.h.inc"
#define GET_OP_CLASSES
#include "dialects/Davinci/DavinciScalarOps.h.inc"
#define GET_OP_CLASSES
#include "dialects/Davinci/DavinciSyncOps.h.inc"
#define GET_OP_CLASSES
#include "dialects/Davinci/DavinciThreadOps.h.inc"

#endif
