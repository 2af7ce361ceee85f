// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The tile dialect: its name, its purpose, its attribute names.
#ifndef CUBEPORT_TILE_DIALECT_TD
#define CUBEPORT_TILE_DIALECT_TD

include "mlir/IR/OpBase.td"
include "mlir/IR/AttrTypeBase.td"

def Tile_Dialect : Dialect {
  let name = "tile";
  let cppNamespace = "::cubeport::tile";
  let summary = "what a group of CUDA threads does together";
  let useDefaultAttributePrinterParser = 1;
  let description = [{
    A kernel in tile form is a `func.func` that does the work of one CUDA
    block, or of a `tile.chunk` of threads where blocks do not matter. Values that are equal in all threads are scalars; values that vary
    are `tensor<CxT>`, one element per lane, in the dense order
    `(z * ly + y) * lx + x` of the lane space of the enclosing `tile.lanes`.
    C is the capacity; the lanes in use are `lx * ly * lz <= C`. What stands
    in a lane that is not in use, or was not active, is unspecified.
  }];
  let extraClassDeclaration = [{
    /// On a kernel: i64, the lane capacity C of all its tensors.
    static constexpr llvm::StringLiteral kLanesAttrName = "tile.lanes";
    /// On a kernel: unit; the lanes are a whole block at once, so a launch
    /// with more than C threads in a block must be refused.
    static constexpr llvm::StringLiteral kWholeBlockAttrName =
        "tile.whole_block";
    /// On a kernel: i64, the warps of a block, if a call of it does one warp.
    static constexpr llvm::StringLiteral kWarpsAttrName = "tile.warps";
    /// On a kernel: unit; it has a buffer of `tile.shared_bytes` bytes.
    static constexpr llvm::StringLiteral kDynamicSharedAttrName =
        "tile.dynamic_shared";
    /// On a kernel: i64 array x, y, z; index arithmetic was taken not to wrap
    /// for grids of up to so many blocks along each axis. A launch with more
    /// must be refused, and so must one with 2^31 threads or more on an axis.
    static constexpr llvm::StringLiteral kMaxGridAttrName = "tile.max_grid";
    /// On a 32-bit integer argument of a kernel: i64; index arithmetic was
    /// taken not to wrap for values up to this. A launch with more must be
    /// refused.
    static constexpr llvm::StringLiteral kAtMostAttrName = "tile.at_most";
  }];
}

class Tile_Op<string mnemonic, list<Trait> traits = []>
    : Op<Tile_Dialect, mnemonic, traits>;

#endif
