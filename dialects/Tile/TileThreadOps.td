// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Threads that run one by one, where lanes in step cannot say what they do.
#ifndef CUBEPORT_TILE_THREAD_OPS_TD
#define CUBEPORT_TILE_THREAD_OPS_TD

include "dialects/Tile/TileDialect.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Tile_ThreadsOp : Tile_Op<"threads", [SingleBlock,
    SingleBlockImplicitTerminator<"ThreadEndOp">]> {
  let summary = "runs its body for each thread of a block, one by one";
  let description = [{
    The counterpart of `tile.lanes` for kernels that do not go in step. Takes
    the extents of the block, x first; the body gets the thread index as three
    i32 and holds scalars only: `arith`, `math`, `scf`, `memref` and what the
    `simt` dialect has for one thread. A thread runs until it waits for others
    (`gpu.barrier`, votes, shuffles and the like); then another one goes on.

    Example:
    ```mlir
    func.func @f(%a: memref<?xf64, #gpu.address_space<global>>) {
      %c1 = arith.constant 1 : i32
      %lx = tile.block_dim x
      tile.threads (%lx, %c1, %c1) {
      ^bb0(%x: i32, %y: i32, %z: i32):
        %i = arith.index_cast %x : i32 to index
        %v = memref.load %a[%i] : memref<?xf64, #gpu.address_space<global>>
        %s = arith.addf %v, %v : f64
        memref.store %s, %a[%i] : memref<?xf64, #gpu.address_space<global>>
        tile.thread_end
      }
      return
    }
    ```
  }];
  let arguments = (ins I32:$lx, I32:$ly, I32:$lz);
  let regions = (region SizedRegion<1>:$body);
  let hasRegionVerifier = 1;
  let assemblyFormat = "`(` $lx `,` $ly `,` $lz `)` attr-dict-with-keyword $body";
}

def Tile_ThreadEndOp
    : Tile_Op<"thread_end", [Terminator, Pure, HasParent<"ThreadsOp">]> {
  let summary = "ends the body of tile.threads";
  let description = [{
    Example:
    ```mlir
    func.func @f(%n: i32) {
      tile.threads (%n, %n, %n) {
      ^bb0(%x: i32, %y: i32, %z: i32):
        tile.thread_end
      }
      return
    }
    ```
  }];
  let assemblyFormat = "attr-dict";
}

#endif
