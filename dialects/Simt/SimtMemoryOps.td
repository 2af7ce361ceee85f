// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Views of memory that memref alone cannot express.
#ifndef CUBEPORT_SIMT_MEMORY_OPS_TD
#define CUBEPORT_SIMT_MEMORY_OPS_TD

include "dialects/Simt/SimtAttrs.td"
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
    loaded from memory, or computed. Where the address is that of a shared or
    private array, the view is of that array: such memory has addresses of
    global memory in every target that takes it.

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

def Simt_AtomicUpdateOp : Simt_Op<"atomic_update", [
    AllTypesMatch<["value", "old"]>]> {
  let summary = "count an element up or down with wrap-around, in one step";
  let description = [{
    Stores at `view[index]`, where `old` stands: for `inc`, 0 if `old` is not
    below `value`, else `old + 1`; for `dec`, `value` if `old` is 0 or above
    `value`, else `old - 1`. All numbers are unsigned. Other atomic updates
    are `memref.atomic_rmw`.

    Example:
    ```mlir
    func.func @f(%a: memref<?xi32, #gpu.address_space<global>>, %i: index,
                 %n: i32) -> i32 {
      %old = simt.atomic_update inc %n, %a[%i]
          : memref<?xi32, #gpu.address_space<global>>, i32
      return %old : i32
    }
    ```
  }];
  let arguments = (ins Simt_UpdateKindAttr:$kind, AnyInteger:$value,
    Arg<AnyMemRef, "", [MemRead, MemWrite]>:$view, Index:$index);
  let results = (outs AnyInteger:$old);
  let assemblyFormat = [{
    $kind $value `,` $view `[` $index `]` attr-dict
    `:` type($view) `,` type($old)
  }];
  let hasVerifier = 1;
}

// Reads have a write effect as well, so that two of them are never one.
def Simt_VolatileLoadOp : Simt_Op<"volatile_load", [
    MemoryEffects<[MemRead, MemWrite]>]> {
  let summary = "read an element that other threads may change at any time";
  let description = [{
    The element is read from memory here, each time anew, in the order of the
    program with other volatile accesses.

    Example:
    ```mlir
    func.func @f(%a: memref<?xi32, #gpu.address_space<global>>,
                 %i: index) -> i32 {
      %x = simt.volatile_load %a[%i]
          : memref<?xi32, #gpu.address_space<global>>, i32
      return %x : i32
    }
    ```
  }];
  let arguments = (ins AnyMemRef:$view, Index:$index);
  let results = (outs AnyType:$value);
  let assemblyFormat = [{
    $view `[` $index `]` attr-dict `:` type($view) `,` type($value)
  }];
  let hasVerifier = 1;
}

def Simt_VolatileStoreOp : Simt_Op<"volatile_store", [
    MemoryEffects<[MemRead, MemWrite]>]> {
  let summary = "write an element so that other threads see it soon";
  let description = [{
    The element is written to memory here, in the order of the program with
    other volatile accesses.

    Example:
    ```mlir
    func.func @f(%a: memref<?xi32, #gpu.address_space<global>>, %i: index,
                 %x: i32) {
      simt.volatile_store %x, %a[%i]
          : i32, memref<?xi32, #gpu.address_space<global>>
      return
    }
    ```
  }];
  let arguments = (ins AnyType:$value, AnyMemRef:$view, Index:$index);
  let assemblyFormat = [{
    $value `,` $view `[` $index `]` attr-dict `:` type($value) `,` type($view)
  }];
  let hasVerifier = 1;
}

#endif
