// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where lanes come from, which are active, and what they agree on.
#ifndef CUBEPORT_TILE_LANE_OPS_TD
#define CUBEPORT_TILE_LANE_OPS_TD

include "dialects/Tile/TileDialect.td"
include "dialects/Tile/TileAttrs.td"
include "mlir/Interfaces/SideEffectInterfaces.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"

class Tile_LaunchOp<string mnemonic, string text> : Tile_Op<mnemonic, [Pure]> {
  let summary = text # " along one axis, a uniform value";
  let arguments = (ins Tile_DimAttr:$dim);
  let results = (outs I32:$result);
  let assemblyFormat = "$dim attr-dict";
}

def Tile_BlockIdOp : Tile_LaunchOp<"block_id", "index of the CUDA block"> {
  let description = [{
    Example:
    ```mlir
    func.func @f() -> i32 {
      %b = tile.block_id x
      return %b : i32
    }
    ```
  }];
}
def Tile_BlockDimOp : Tile_LaunchOp<"block_dim", "threads of a CUDA block"> {
  let description = [{
    Example:
    ```mlir
    func.func @f() -> i32 {
      %b = tile.block_dim y
      return %b : i32
    }
    ```
  }];
}
def Tile_GridDimOp : Tile_LaunchOp<"grid_dim", "CUDA blocks of the grid"> {
  let description = [{
    Example:
    ```mlir
    func.func @f() -> i32 {
      %b = tile.grid_dim z
      return %b : i32
    }
    ```
  }];
}

def Tile_SharedBytesOp : Tile_Op<"shared_bytes", [Pure]> {
  let summary = "bytes of dynamic shared memory that the launch asks for";
  let description = [{
    Example:
    ```mlir
    func.func @f() -> i32 {
      %n = tile.shared_bytes
      return %n : i32
    }
    ```
  }];
  let results = (outs I32:$result);
  let assemblyFormat = "attr-dict";
}

def Tile_ChunkOp : Tile_Op<"chunk", [Pure]> {
  let summary = "the consecutive threads along x that one call does";
  let description = [{
    Stands in a kernel whose threads know only their global index, so that
    blocks do not matter: a call of it does a chunk of up to C threads of one
    row instead of a block. A row is what has the same global index along y and
    z. Gives the global index of the first thread and the number of threads,
    at least 1. The chunks of a launch cover its threads, each once, except
    those of a row whose global index is not below `below`, a signed number:
    they do nothing.

    Only constants and values computed of the kernel's arguments stand before
    it; they are computed once for all chunks.

    Example:
    ```mlir
    func.func @f(%n: i64) attributes {tile.lanes = 4096 : i64} {
      %c1 = arith.constant 1 : i32
      %first, %count = tile.chunk below %n
      tile.lanes (%count, %c1, %c1) {
        %i = tile.lane_id x : tensor<4096xi32>
      }
      return
    }
    ```
  }];
  let arguments = (ins Optional<I64>:$below);
  let results = (outs I32:$first, I32:$count);
  let assemblyFormat = "(`below` $below^)? attr-dict";
}

def Tile_RowOp : Tile_LaunchOp<"row", "global index of a chunk's threads"> {
  let description = [{
    Along y or z, where it is the same for all threads of a `tile.chunk`.

    Example:
    ```mlir
    func.func @f() -> i32 {
      %first, %count = tile.chunk
      %y = tile.row y
      return %y : i32
    }
    ```
  }];
}

def Tile_WarpIdOp : Tile_Op<"warp_id", [Pure]> {
  let summary = "number of the warp in its block that one call does";
  let description = [{
    Stands in a kernel whose warps do not meet: a call of it does one warp of a
    block of `tile.warps` warps instead of the block.

    Example:
    ```mlir
    func.func @f() attributes {tile.lanes = 64 : i64, tile.warps = 8 : i64} {
      %c1 = arith.constant 1 : i32
      %c32 = arith.constant 32 : i32
      %w = tile.warp_id
      tile.lanes (%c32, %c1, %c1) {
        %i = tile.lane_id x : tensor<64xi32>
      }
      return
    }
    ```
  }];
  let results = (outs I32:$result);
  let assemblyFormat = "attr-dict";
}

def Tile_LanesOp : Tile_Op<"lanes", [SingleBlock, RecursiveMemoryEffects,
    SingleBlockImplicitTerminator<"EndOp">]> {
  let summary = "runs its body for all lanes of a lane space at once";
  let description = [{
    Takes the extents of the lane space, x first: the whole CUDA block, a part
    of it where threads do not communicate, or a `tile.chunk` of the grid. `lx * ly * lz` must not
    exceed the kernel's capacity. Each op of the body completes for all lanes
    before the next begins, so that `__syncthreads` needs no op.

    Example:
    ```mlir
    func.func @f() attributes {tile.lanes = 256 : i64} {
      %c1 = arith.constant 1 : i32
      %lx = tile.block_dim x
      tile.lanes (%lx, %c1, %c1) {
        %i = tile.lane_id x : tensor<256xi32>
      }
      return
    }
    ```
  }];
  let arguments = (ins I32:$lx, I32:$ly, I32:$lz);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = "`(` $lx `,` $ly `,` $lz `)` attr-dict-with-keyword $body";
}

def Tile_EndOp : Tile_Op<"end", [Terminator, Pure, HasParent<"LanesOp">]> {
  let summary = "ends the body of tile.lanes";
  let description = [{
    Written by the parser and printer of `tile.lanes` only.

    Example:
    ```mlir
    func.func @f(%n: i32) {
      tile.lanes (%n, %n, %n) {
        tile.end
      }
      return
    }
    ```
  }];
  let assemblyFormat = "attr-dict";
}

def Tile_LaneIdOp : Tile_Op<"lane_id", [Pure]> {
  let summary = "coordinate of each lane in the lane space, from 0";
  let description = [{
    Example:
    ```mlir
    func.func @f(%n: i32) {
      tile.lanes (%n, %n, %n) {
        %i = tile.lane_id y : tensor<256xi32>
      }
      return
    }
    ```
  }];
  let arguments = (ins Tile_DimAttr:$dim);
  let results = (outs AnyTypeOf<[RankedTensorOf<[I32]>]>:$result);
  let assemblyFormat = "$dim attr-dict `:` type($result)";
}

def Tile_BoxOp : Tile_Op<"box", [Pure]> {
  let summary = "mask of the lanes inside a box of the lane space";
  let description = [{
    A lane is in the box if `lo <= coordinate < hi` on each axis. Bounds are
    uniform and may lie outside of the lane space; an empty range is an empty
    mask. Loads and stores take a box directly: it bounds a copy, so no mask
    has to be computed.

    Example:
    ```mlir
    func.func @f(%n: i32) {
      %c0 = arith.constant 0 : i32
      tile.lanes (%n, %n, %n) {
        %m = tile.box (%c0, %c0, %c0) to (%n, %n, %n) : tensor<256xi1>
      }
      return
    }
    ```
  }];
  let arguments = (ins I32:$lox, I32:$loy, I32:$loz,
                       I32:$hix, I32:$hiy, I32:$hiz);
  let results = (outs RankedTensorOf<[I1]>:$result);
  let assemblyFormat = [{
    `(` $lox `,` $loy `,` $loz `)` `to` `(` $hix `,` $hiy `,` $hiz `)`
    attr-dict `:` type($result)
  }];
}

def Tile_ShuffleOp : Tile_Op<"shuffle", [Pure,
    AllTypesMatch<["value", "result"]>]> {
  let summary = "each lane takes the value of a lane at a constant distance";
  let description = [{
    Lanes are cut into segments of `width`, a power of two up to 32. In its
    segment a lane takes the value of the lane numbered `offset` (`idx`), its
    own number minus or plus `offset` (`up`, `down`), or xor `offset` (`xor`);
    where that is not in the segment, its own. `offset` is below `width`. What
    comes from a lane that is not in use is unspecified.

    Example:
    ```mlir
    func.func @f(%n: i32, %v: tensor<256xf32>) {
      tile.lanes (%n, %n, %n) {
        %a = tile.shuffle down %v by 16 of 32 : tensor<256xf32>
      }
      return
    }
    ```
  }];
  let arguments = (ins Tile_ShuffleModeAttr:$mode,
                       RankedTensorOf<[I32, F32]>:$value, I64Attr:$offset,
                       I64Attr:$width);
  let results = (outs RankedTensorOf<[I32, F32]>:$result);
  let assemblyFormat = [{
    $mode $value `by` $offset `of` $width attr-dict `:` type($value)
  }];
  let hasVerifier = 1;
}

def Tile_AnyOp : Tile_Op<"any", [Pure]> {
  let summary = "whether a mask holds in any lane in use";
  let description = [{
    Lanes beyond the lane space do not count, whatever their bits are.

    Example:
    ```mlir
    func.func @f(%m: tensor<256xi1>, %n: i32) {
      tile.lanes (%n, %n, %n) {
        %b = tile.any %m : tensor<256xi1>
      }
      return
    }
    ```
  }];
  let arguments = (ins RankedTensorOf<[I1]>:$mask);
  let results = (outs I1:$result);
  let assemblyFormat = "$mask attr-dict `:` type($mask)";
}

#endif
