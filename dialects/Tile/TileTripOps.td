// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops whose trips run together, in a lane space of their own.
#ifndef CUBEPORT_TILE_TRIP_OPS_TD
#define CUBEPORT_TILE_TRIP_OPS_TD

include "dialects/Tile/TileDialect.td"
include "dialects/Tile/TileAttrs.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Tile_TripsOp : Tile_Op<"trips", [SingleBlock, RecursiveMemoryEffects,
    AllTypesMatch<["inits", "results"]>]> {
  let summary = "a loop that each lane makes for itself, many trips at a time";
  let description = [{
    Stands in a `tile.lanes` of lx lanes along x, one along y and z. Lane x
    makes the loop `for (i = first + x; i < end; i += step)`, signed. `step` is
    at least lx, so that i rises from each trip's last lane to the next trip's
    first one.

    The body has a lane space of its own, of up to `lanes` lanes. It runs for
    boxes of iterations that follow each other in the order of i and are all of
    them, each once: `width` lanes along x of `rows` trips along y. Lane (x, y)
    has i = base + x + y * step. Either `width` is lx or there is one row. No
    box is empty. With `dense`, `step` is lx: trips follow each other without a
    gap, and a box is one row, of up to `together * lx` lanes; else it has up to
    `together` rows. `together` is 1, or a power of two where lx is a multiple
    of 32; `together * lx` is at most `lanes`.

    Lanes of the body and those around it are never mixed, so `lanes` differs
    from their number: the type of a tensor says which it is.

    `fold` reduces what the body yields: lane x of a result is lane x of the
    init and all that was yielded in iterations of lane x, in any order.

    Example:
    ```mlir
    func.func @f(%v: memref<?xf32, #gpu.address_space<global>>, %n: i64)
        attributes {tile.lanes = 256 : i64} {
      %c0 = arith.constant 0 : i64
      %c1 = arith.constant 1 : i64
      %step = arith.constant 256 : i64
      %lx = arith.constant 256 : i32
      %one = arith.constant 1 : i32
      %many = arith.constant 16 : i32
      %zero = arith.constant dense<0.0> : tensor<256xf32>
      tile.lanes (%lx, %one, %one) {
        %sum = tile.trips %c0 to %n step %step together %many lanes 4096 dense
            fold [#tile<fold add>] (%zero : tensor<256xf32>) {
        ^bb0(%base: i64, %width: i32, %rows: i32):
          %a = tile.load %v[%base] strides(%c1, %c0, %c0)
              : memref<?xf32, #gpu.address_space<global>>, tensor<4096xf32>
          tile.trip_end %a : tensor<4096xf32>
        }
      }
      return
    }
    ```
  }];
  let arguments = (ins I64:$first, I64:$end, I64:$step, I32:$together,
                       I64Attr:$lanes, UnitAttr:$dense,
                       OptionalAttr<Tile_FoldArrayAttr>:$folds,
                       Variadic<AnyRankedTensor>:$inits);
  let results = (outs Variadic<AnyRankedTensor>:$results);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    $first `to` $end `step` $step `together` $together `lanes` $lanes
    (`dense` $dense^)? (`fold` $folds^ `(` $inits `:` type($inits) `)`)?
    attr-dict-with-keyword $body
  }];
  let hasRegionVerifier = 1;
}

def Tile_TripEndOp
    : Tile_Op<"trip_end", [Terminator, Pure, HasParent<"TripsOp">]> {
  let summary = "ends the body of tile.trips with what is folded";
  let description = [{
    Example:
    ```mlir
    func.func @f(%n: i64, %k: i32) {
      tile.trips %n to %n step %n together %k lanes 64 {
      ^bb0(%base: i64, %width: i32, %rows: i32):
        tile.trip_end
      }
      return
    }
    ```
  }];
  let arguments = (ins Variadic<AnyRankedTensor>:$values);
  let assemblyFormat = "($values^ `:` type($values))? attr-dict";
}

#endif
