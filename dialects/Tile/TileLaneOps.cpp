// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Definitions of tile's lane ops.
#include "dialects/Tile/TileDialect.h"

using namespace mlir;
using namespace cubeport::tile;

#define GET_OP_CLASSES
#include "dialects/Tile/TileLaneOps.cpp.inc"
