// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Views of memory that memref alone cannot express.
#ifndef CUBEPORT_SIMT_MEMORY_OPS_TD
#define CUBEPORT_SIMT_MEMORY_OPS_TD

include "dialects/Simt/SimtDialect.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Simt_ReinterpretOp : Simt_Op<"reinterpret", [Pure]> {
  let summary = "the same bytes seen as elements of another type";
  let description = [{
    Gives a view that starts at the same address and has another element type.
    Both types are 1-D memrefs in the same memory space.

    Example:
    ```mlir
    func.func @f(%a: memref<?xf32, #gpu.address_space<global>>) {
      %b = simt.reinterpret %a : memref<?xf32, #gpu.address_space<global>>
                              to memref<?xi32, #gpu.address_space<global>>
      return
    }
    ```
  }];
  let arguments = (ins AnyMemRef:$source);
  let results = (outs AnyMemRef:$result);
  let assemblyFormat =
      "$source attr-dict `:` type($source) `to` type($result)";
  let hasVerifier = 1;
}

def Simt_AddressOfOp : Simt_Op<"address_of", [Pure]> {
  let summary = "the address of a view as a 64-bit integer";
  let description = [{
    Example:
    ```mlir
    func.func @f(%a: memref<?xf32, #gpu.address_space<global>>) -> i64 {
      %p = simt.address_of %a : memref<?xf32, #gpu.address_space<global>>
      return %p : i64
    }
    ```
  }];
  let arguments = (ins AnyMemRef:$source);
  let results = (outs I64:$result);
  let assemblyFormat = "$source attr-dict `:` type($source)";
}

def Simt_FromAddressOp : Simt_Op<"from_address", [Pure]> {
  let summary = "a view of global memory that starts at an integer address";
  let description = [{
    For pointers that do not lead back to one kernel parameter: selected,
    loaded from memory, or computed.

    Example:
    ```mlir
    func.func @f(%p: i64) {
      %a = simt.from_address %p : memref<?xf32, #gpu.address_space<global>>
      return
    }
    ```
  }];
  let arguments = (ins I64:$address);
  let results = (outs AnyMemRef:$result);
  let assemblyFormat = "$address attr-dict `:` type($result)";
}

def Simt_AtomicCasOp : Simt_Op<"atomic_cas", [
    AllTypesMatch<["expected", "desired", "old"]>]> {
  let summary = "compare an element and swap it if equal, in one step";
  let description = [{
    Stores `desired` at `view[index]` if the element there equals `expected`.
    Gives the element as it was before, either way.

    Example:
    ```mlir
    func.func @f(%a: memref<?xi32, #gpu.address_space<global>>, %i: index,
                 %x: i32, %y: i32) -> i32 {
      %old = simt.atomic_cas %a[%i], %x, %y
          : memref<?xi32, #gpu.address_space<global>>, i32
      return %old : i32
    }
    ```
  }];
  let arguments = (ins
    Arg<AnyMemRef, "", [MemRead, MemWrite]>:$view,
    Index:$index, AnyInteger:$expected, AnyInteger:$desired);
  let results = (outs AnyInteger:$old);
  let assemblyFormat = [{
    $view `[` $index `]` `,` $expected `,` $desired attr-dict
    `:` type($view) `,` type($old)
  }];
  let hasVerifier = 1;
}

#endif
