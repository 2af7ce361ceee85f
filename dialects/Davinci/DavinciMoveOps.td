// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Buffers, views of them, and copies between memories (target.md 2.3).
#ifndef CUBEPORT_DAVINCI_MOVE_OPS_TD
#define CUBEPORT_DAVINCI_MOVE_OPS_TD

include "dialects/Davinci/DavinciDialect.td"
include "dialects/Davinci/DavinciAttrs.td"
include "dialects/Davinci/DavinciInterfaces.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Davinci_AllocOp : Davinci_Op<"alloc", [MemoryEffects<[MemAlloc]>]> {
  let summary = "a buffer in a local memory";
  let description = [{
    `address`, in bytes, is set by plan-place-buffers; a multiple of 32.

    Example:
    ```mlir
    func.func @f() {
      %b = davinci.alloc : memref<64xf32, #davinci.space<ub>>
      %c = davinci.alloc {address = 256 : i64} : memref<64xf32, #davinci.space<ub>>
      return
    }
    ```
  }];
  let arguments = (ins OptionalAttr<I64Attr>:$address);
  let results = (outs AnyMemRef:$result);
  let hasVerifier = 1;
  let assemblyFormat = "attr-dict `:` type($result)";
}

def Davinci_ViewOp : Davinci_Op<"view", [Pure]> {
  let summary = "part of a buffer, or the same bytes as another type";
  let description = [{
    Starts `offset` elements of the source type into the source. A local view
    must start on a 32-byte block when a vector or copy op uses it.

    Example:
    ```mlir
    func.func @f(%b: memref<64xf32, #davinci.space<ub>>, %o: i64) {
      %c = davinci.view %b[%o] : memref<64xf32, #davinci.space<ub>>
                              to memref<128xui16, #davinci.space<ub>>
      return
    }
    ```
  }];
  let arguments = (ins AnyMemRef:$source, I64:$offset);
  let results = (outs AnyMemRef:$result);
  let hasVerifier = 1;
  let assemblyFormat = [{
    $source `[` $offset `]` attr-dict `:` type($source) `to` type($result)
  }];
}

def Davinci_FromAddressOp : Davinci_Op<"from_address", [Pure]> {
  let summary = "global memory at an integer address";
  let description = [{
    Example:
    ```mlir
    func.func @f(%p: i64) {
      %a = davinci.from_address %p : memref<?xf32, #davinci.space<gm>>
      return
    }
    ```
  }];
  let arguments = (ins I64:$address);
  let results = (outs AnyMemRef:$result);
  let hasVerifier = 1;
  let assemblyFormat = "$address attr-dict `:` type($result)";
}

def Davinci_AddressOfOp : Davinci_Op<"address_of", [Pure]> {
  let summary = "the address of global memory as an integer";
  let description = [{
    Example:
    ```mlir
    func.func @f(%a: memref<?xf32, #davinci.space<gm>>) -> i64 {
      %p = davinci.address_of %a : memref<?xf32, #davinci.space<gm>>
      return %p : i64
    }
    ```
  }];
  let arguments = (ins AnyMemRef:$source);
  let results = (outs I64:$result);
  let hasVerifier = 1;
  let assemblyFormat = "$source attr-dict `:` type($source)";
}

def Davinci_CopyInOp
    : Davinci_Op<"copy_in", [DeclareOpInterfaceMethods<Davinci_PipeOp>]> {
  let summary = "rows of global memory into the UB (DataCopyPad, MTE2)";
  let description = [{
    Copies `rows` rows of `len` elements; row r comes from
    `src[offset + r * src_stride]` (elements) and goes to the r-th row of
    `dst`, where a row takes `len` elements rounded up to 32 bytes plus
    `dst_gap` blocks of 32 bytes. `src_stride >= len` or `rows == 1`;
    `rows <= 4095`, a row `<= 2097151` bytes. `dst` is 32-byte aligned. Zero rows or
    a zero length copy nothing, and do not occur in a copy that is `nonempty`.

    Example:
    ```mlir
    func.func @f(%d: memref<64xf32, #davinci.space<ub>>,
                 %s: memref<?xf32, #davinci.space<gm>>, %o: i64, %n: i32,
                 %g: i64) {
      davinci.copy_in %d, %s[%o] rows(%n, %n, %g, %n)
          : memref<64xf32, #davinci.space<ub>>, memref<?xf32, #davinci.space<gm>>
      return
    }
    ```
  }];
  let arguments = (ins AnyMemRef:$dst, AnyMemRef:$src, I64:$offset, I32:$rows,
                       I32:$len, I64:$src_stride, I32:$dst_gap,
                       UnitAttr:$nonempty);
  let hasVerifier = 1;
  let assemblyFormat = [{
    $dst `,` $src `[` $offset `]`
    `rows` `(` $rows `,` $len `,` $src_stride `,` $dst_gap `)`
    attr-dict `:` type($dst) `,` type($src)
  }];
}

def Davinci_CopyOutOp
    : Davinci_Op<"copy_out", [DeclareOpInterfaceMethods<Davinci_PipeOp>]> {
  let summary = "rows of the UB into global memory (DataCopyPad, MTE3)";
  let description = [{
    The way back of `davinci.copy_in`: writes exactly `rows * len` elements.
    The atomic kind that `davinci.set_atomic` set last applies.

    Example:
    ```mlir
    func.func @f(%s: memref<64xf32, #davinci.space<ub>>,
                 %d: memref<?xf32, #davinci.space<gm>>, %o: i64, %n: i32,
                 %g: i64) {
      davinci.copy_out %d[%o], %s rows(%n, %n, %g, %n)
          : memref<?xf32, #davinci.space<gm>>, memref<64xf32, #davinci.space<ub>>
      return
    }
    ```
  }];
  let arguments = (ins AnyMemRef:$dst, I64:$offset, AnyMemRef:$src, I32:$rows,
                       I32:$len, I64:$dst_stride, I32:$src_gap,
                       UnitAttr:$nonempty);
  let hasVerifier = 1;
  let assemblyFormat = [{
    $dst `[` $offset `]` `,` $src
    `rows` `(` $rows `,` $len `,` $dst_stride `,` $src_gap `)`
    attr-dict `:` type($dst) `,` type($src)
  }];
}

def Davinci_SetAtomicOp
    : Davinci_Op<"set_atomic", [DeclareOpInterfaceMethods<Davinci_PipeOp>]> {
  let summary = "what later copies to global memory do to what stands there";
  let description = [{
    The hardware orders it against copies; no flag is needed.

    Example:
    ```mlir
    func.func @f() {
      davinci.set_atomic add f32
      davinci.set_atomic none f32
      return
    }
    ```
  }];
  let arguments = (ins Davinci_AtomicKindAttr:$kind, TypeAttr:$type);
  let hasVerifier = 1;
  let assemblyFormat = "$kind $type attr-dict";
}

#endif
