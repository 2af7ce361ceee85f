// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Definitions of tile's ops for threads one by one.
#include "dialects/Tile/TileDialect.h"

using namespace mlir;
using namespace cubeport::tile;

#define GET_OP_CLASSES
#include "dialects/Tile/TileThreadOps.cpp.inc"
