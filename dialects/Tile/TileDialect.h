// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The tile dialect: what a group of CUDA threads does together.
#ifndef CUBEPORT_DIALECTS_TILE_TILEDIALECT_H
#define CUBEPORT_DIALECTS_TILE_TILEDIALECT_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "dialects/Tile/TileDialect.h.inc"
#include "dialects/Tile/TileEnums.h.inc"
#define GET_ATTRDEF_CLASSES
#include "dialects/Tile/TileAttrs.h.inc"
#define GET_OP_CLASSES
#include "dialects/Tile/TileLaneOps.h.inc"
#define GET_OP_CLASSES
#include "dialects/Tile/TileMemoryOps.h.inc"
#define GET_OP_CLASSES
#include "dialects/Tile/TileThreadOps.h.inc"
#define GET_OP_CLASSES
#include "dialects/Tile/TileTripOps.h.inc"

namespace cubeport::tile {
/// What leaves every value as it is in a fold. A sum's is -0, which also keeps
/// -0.
mlir::TypedAttr getNeutral(FoldKind kind, mlir::Type type);
} // namespace cubeport::tile

#endif
