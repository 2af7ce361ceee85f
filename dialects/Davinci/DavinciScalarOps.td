// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the scalar unit does besides arith: memory access, core numbers.
#ifndef CUBEPORT_DAVINCI_SCALAR_OPS_TD
#define CUBEPORT_DAVINCI_SCALAR_OPS_TD

include "dialects/Davinci/DavinciDialect.td"
include "dialects/Davinci/DavinciAttrs.td"
include "dialects/Davinci/DavinciInterfaces.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Davinci_CoreIdOp : Davinci_Op<"core_id", [Pure]> {
  let summary = "number of this core in the launch (GetBlockIdx)";
  let description = [{
    Example:
    ```mlir
    func.func @f() -> i32 {
      %c = davinci.core_id
      return %c : i32
    }
    ```
  }];
  let results = (outs I32:$result);
  let assemblyFormat = "attr-dict";
}

def Davinci_CoreCountOp : Davinci_Op<"core_count", [Pure]> {
  let summary = "cores in the launch (GetBlockNum)";
  let description = [{
    Example:
    ```mlir
    func.func @f() -> i32 {
      %c = davinci.core_count
      return %c : i32
    }
    ```
  }];
  let results = (outs I32:$result);
  let assemblyFormat = "attr-dict";
}

def Davinci_GetValueOp
    : Davinci_Op<"get_value", [DeclareOpInterfaceMethods<Davinci_PipeOp>,
          TypesMatchWith<"result is an element of the buffer", "buffer",
              "result",
              "::llvm::cast<::mlir::MemRefType>($_self).getElementType()">]> {
  let summary = "reads one element (GetValue)";
  let description = [{
    From the UB, or from global memory through the core's data cache, which
    is not coherent: a `davinci.invalidate_cache` must stand between the write
    of another pipe or core and the read.

    Example:
    ```mlir
    func.func @f(%b: memref<64xf32, #davinci.space<ub>>, %i: i64) {
      %v = davinci.get_value %b[%i] : memref<64xf32, #davinci.space<ub>>
      return
    }
    ```
  }];
  let arguments = (ins AnyMemRef:$buffer, I64:$index);
  let results = (outs AnyType:$result);
  let hasVerifier = 1;
  let assemblyFormat = "$buffer `[` $index `]` attr-dict `:` type($buffer)";
}

def Davinci_SetValueOp
    : Davinci_Op<"set_value", [DeclareOpInterfaceMethods<Davinci_PipeOp>]> {
  let summary = "writes one element of the UB (SetValue)";
  let description = [{
    Example:
    ```mlir
    func.func @f(%b: memref<64xf32, #davinci.space<ub>>, %i: i64, %v: f32) {
      davinci.set_value %v, %b[%i] : f32, memref<64xf32, #davinci.space<ub>>
      return
    }
    ```
  }];
  let arguments = (ins AnyType:$value, AnyMemRef:$buffer, I64:$index);
  let hasVerifier = 1;
  let assemblyFormat = [{
    $value `,` $buffer `[` $index `]` attr-dict `:` type($value) `,` type($buffer)
  }];
}

def Davinci_InvalidateCacheOp
    : Davinci_Op<"invalidate_cache",
                 [DeclareOpInterfaceMethods<Davinci_PipeOp>]> {
  let summary = "drops the whole scalar data cache of this core";
  let description = [{
    DataCacheCleanAndInvalid over the entire cache: later scalar reads of
    global memory see what DMA and other cores wrote before. `src` names any
    global buffer.

    Example:
    ```mlir
    func.func @f(%a: memref<?xf32, #davinci.space<gm>>) {
      davinci.invalidate_cache %a : memref<?xf32, #davinci.space<gm>>
      return
    }
    ```
  }];
  let arguments = (ins AnyMemRef:$src);
  let hasVerifier = 1;
  let assemblyFormat = "$src attr-dict `:` type($src)";
}

#endif
