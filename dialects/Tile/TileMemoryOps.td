// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory accesses of all lanes: affine, indexed, atomic.
#ifndef CUBEPORT_TILE_MEMORY_OPS_TD
#define CUBEPORT_TILE_MEMORY_OPS_TD

include "dialects/Tile/TileDialect.td"
include "dialects/Tile/TileAttrs.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Tile_LoadOp : Tile_Op<"load", [AttrSizedOperandSegments]> {
  let summary = "each active lane reads an element at an affine address";
  let description = [{
    Lane (x, y, z) reads `view[offset + sx*x + sy*y + sz*z]`; offset and
    strides are uniform i64 in elements. `box` (six i32: lo x y z, hi x y z)
    and `mask` restrict the active lanes; both must hold. Lanes that are not
    active read nothing and get an unspecified value.

    Example:
    ```mlir
    func.func @f(%v: memref<?xf32, #gpu.address_space<global>>, %n: i32,
                 %o: i64, %s: i64, %m: tensor<256xi1>) {
      tile.lanes (%n, %n, %n) {
        %a = tile.load %v[%o] strides(%s, %s, %s)
            : memref<?xf32, #gpu.address_space<global>>, tensor<256xf32>
        %b = tile.load %v[%o] strides(%s, %s, %s)
            box(%n, %n, %n, %n, %n, %n) mask(%m : tensor<256xi1>)
            : memref<?xf32, #gpu.address_space<global>>, tensor<256xf32>
      }
      return
    }
    ```
  }];
  let arguments = (ins Arg<AnyMemRef, "", [MemRead]>:$view, I64:$offset,
                       I64:$sx, I64:$sy, I64:$sz, Variadic<I32>:$box,
                       Optional<RankedTensorOf<[I1]>>:$mask);
  let results = (outs AnyRankedTensor:$result);
  let assemblyFormat = [{
    $view `[` $offset `]` `strides` `(` $sx `,` $sy `,` $sz `)`
    (`box` `(` $box^ `)`)? (`mask` `(` $mask^ `:` type($mask) `)`)?
    attr-dict `:` type($view) `,` type($result)
  }];
  let hasVerifier = 1;
}

def Tile_StoreOp : Tile_Op<"store", [AttrSizedOperandSegments]> {
  let summary = "each active lane writes an element at an affine address";
  let description = [{
    As `tile.load`. Where active lanes write the same address, the lane that
    comes last in dense order wins.

    Example:
    ```mlir
    func.func @f(%v: memref<?xf32, #gpu.address_space<global>>, %n: i32,
                 %o: i64, %s: i64, %a: tensor<256xf32>) {
      tile.lanes (%n, %n, %n) {
        tile.store %a, %v[%o] strides(%s, %s, %s) box(%n, %n, %n, %n, %n, %n)
            : tensor<256xf32>, memref<?xf32, #gpu.address_space<global>>
      }
      return
    }
    ```
  }];
  let arguments = (ins AnyRankedTensor:$value,
                       Arg<AnyMemRef, "", [MemWrite]>:$view, I64:$offset,
                       I64:$sx, I64:$sy, I64:$sz, Variadic<I32>:$box,
                       Optional<RankedTensorOf<[I1]>>:$mask);
  let assemblyFormat = [{
    $value `,` $view `[` $offset `]` `strides` `(` $sx `,` $sy `,` $sz `)`
    (`box` `(` $box^ `)`)? (`mask` `(` $mask^ `:` type($mask) `)`)?
    attr-dict `:` type($value) `,` type($view)
  }];
  let hasVerifier = 1;
}

def Tile_GatherOp : Tile_Op<"gather", [AttrSizedOperandSegments]> {
  let summary = "each active lane reads an element at an index of its own";
  let description = [{
    Indices are signed, in elements, i32 or i64.

    Example:
    ```mlir
    func.func @f(%v: memref<?xf32, #gpu.address_space<global>>, %n: i32,
                 %i: tensor<256xi32>, %m: tensor<256xi1>) {
      tile.lanes (%n, %n, %n) {
        %a = tile.gather %v[%i] mask(%m : tensor<256xi1>)
            : memref<?xf32, #gpu.address_space<global>>, tensor<256xi32>,
              tensor<256xf32>
      }
      return
    }
    ```
  }];
  let arguments = (ins Arg<AnyMemRef, "", [MemRead]>:$view,
                       RankedTensorOf<[I32, I64]>:$indices,
                       Variadic<I32>:$box,
                       Optional<RankedTensorOf<[I1]>>:$mask);
  let results = (outs AnyRankedTensor:$result);
  let assemblyFormat = [{
    $view `[` $indices `]`
    (`box` `(` $box^ `)`)? (`mask` `(` $mask^ `:` type($mask) `)`)?
    attr-dict `:` type($view) `,` type($indices) `,` type($result)
  }];
  let hasVerifier = 1;
}

def Tile_ScatterOp : Tile_Op<"scatter", [AttrSizedOperandSegments]> {
  let summary = "each active lane writes an element at an index of its own";
  let description = [{
    As `tile.gather`; of lanes that write the same address the last in dense
    order wins.

    Example:
    ```mlir
    func.func @f(%v: memref<?xf32, #gpu.address_space<global>>, %n: i32,
                 %i: tensor<256xi64>, %a: tensor<256xf32>) {
      tile.lanes (%n, %n, %n) {
        tile.scatter %a, %v[%i]
            : tensor<256xf32>, memref<?xf32, #gpu.address_space<global>>,
              tensor<256xi64>
      }
      return
    }
    ```
  }];
  let arguments = (ins AnyRankedTensor:$value,
                       Arg<AnyMemRef, "", [MemWrite]>:$view,
                       RankedTensorOf<[I32, I64]>:$indices,
                       Variadic<I32>:$box,
                       Optional<RankedTensorOf<[I1]>>:$mask);
  let assemblyFormat = [{
    $value `,` $view `[` $indices `]`
    (`box` `(` $box^ `)`)? (`mask` `(` $mask^ `:` type($mask) `)`)?
    attr-dict `:` type($value) `,` type($view) `,` type($indices)
  }];
  let hasVerifier = 1;
}

def Tile_AtomicOp : Tile_Op<"atomic", [AttrSizedOperandSegments]> {
  let summary = "each active lane updates an element, one lane after another";
  let description = [{
    Lanes update in dense order. With a result, each active lane gets the
    value that stood there before its own update.

    Example:
    ```mlir
    func.func @f(%v: memref<?xi32, #gpu.address_space<global>>, %n: i32,
                 %i: tensor<256xi32>, %a: tensor<256xi32>) {
      tile.lanes (%n, %n, %n) {
        tile.atomic add %a, %v[%i]
            : tensor<256xi32>, memref<?xi32, #gpu.address_space<global>>,
              tensor<256xi32>
      }
      return
    }
    ```
  }];
  let arguments = (ins Tile_AtomicKindAttr:$kind, AnyRankedTensor:$value,
                       Arg<AnyMemRef, "", [MemRead, MemWrite]>:$view,
                       RankedTensorOf<[I32, I64]>:$indices,
                       Variadic<I32>:$box,
                       Optional<RankedTensorOf<[I1]>>:$mask);
  let results = (outs Optional<AnyRankedTensor>:$old);
  let assemblyFormat = [{
    $kind $value `,` $view `[` $indices `]`
    (`box` `(` $box^ `)`)? (`mask` `(` $mask^ `:` type($mask) `)`)?
    attr-dict `:` type($value) `,` type($view) `,` type($indices)
    (`->` type($old)^)?
  }];
  let hasVerifier = 1;
}

def Tile_AtomicCasOp : Tile_Op<"atomic_cas", [AttrSizedOperandSegments,
    AllTypesMatch<["expected", "desired", "old"]>]> {
  let summary = "each active lane swaps an element if it has one value";
  let description = [{
    Lanes act in dense order. A lane stores `desired` if the element equals
    `expected`, and gets the element as it was before, either way.

    Example:
    ```mlir
    func.func @f(%v: memref<?xi32, #gpu.address_space<global>>, %n: i32,
                 %i: tensor<256xi32>, %a: tensor<256xi32>,
                 %b: tensor<256xi32>) {
      tile.lanes (%n, %n, %n) {
        %old = tile.atomic_cas %a, %b, %v[%i]
            : tensor<256xi32>, memref<?xi32, #gpu.address_space<global>>,
              tensor<256xi32>
      }
      return
    }
    ```
  }];
  let arguments = (ins AnyRankedTensor:$expected, AnyRankedTensor:$desired,
                       Arg<AnyMemRef, "", [MemRead, MemWrite]>:$view,
                       RankedTensorOf<[I32, I64]>:$indices,
                       Variadic<I32>:$box,
                       Optional<RankedTensorOf<[I1]>>:$mask);
  let results = (outs AnyRankedTensor:$old);
  let assemblyFormat = [{
    $expected `,` $desired `,` $view `[` $indices `]`
    (`box` `(` $box^ `)`)? (`mask` `(` $mask^ `:` type($mask) `)`)?
    attr-dict `:` type($expected) `,` type($view) `,` type($indices)
  }];
  let hasVerifier = 1;
}

#endif
