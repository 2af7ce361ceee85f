// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA threads that one core runs one by one on its scalar unit.
#ifndef CUBEPORT_DAVINCI_THREAD_OPS_TD
#define CUBEPORT_DAVINCI_THREAD_OPS_TD

include "dialects/Davinci/DavinciDialect.td"
include "dialects/Davinci/DavinciAttrs.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Davinci_ThreadsOp : Davinci_Op<"threads", [SingleBlock,
    SingleBlockImplicitTerminator<"ThreadEndOp">]> {
  let summary = "runs its body for every CUDA thread of the grid";
  let description = [{
    One core does all blocks, one after the other, and the threads of a block
    in turn. Takes the extents of the grid and of a block and the bytes of
    dynamic shared memory, all i32; the body gets thread index x, y, z and
    block index x, y, z. Global memory is read and written through the core's
    data cache, which is right because no other core runs threads.

    Example:
    ```mlir
    func.func @f(%a: memref<?xf64, #davinci.space<gm>>, %n: i32, %s: i32) {
      davinci.threads grid(%n, %n, %n) block(%n, %n, %n) shared(%s) {
      ^bb0(%tx: i32, %ty: i32, %tz: i32, %bx: i32, %by: i32, %bz: i32):
        %i = arith.extsi %tx : i32 to i64
        %v = davinci.thread_load %a[%i] : memref<?xf64, #davinci.space<gm>>
        davinci.thread_store %v, %a[%i] : memref<?xf64, #davinci.space<gm>>
        davinci.thread_end
      }
      return
    }
    ```
  }];
  let arguments = (ins I32:$gridX, I32:$gridY, I32:$gridZ, I32:$blockX,
                       I32:$blockY, I32:$blockZ, I32:$sharedBytes);
  let regions = (region SizedRegion<1>:$body);
  let hasRegionVerifier = 1;
  let assemblyFormat = [{
    `grid` `(` $gridX `,` $gridY `,` $gridZ `)`
    `block` `(` $blockX `,` $blockY `,` $blockZ `)`
    `shared` `(` $sharedBytes `)` attr-dict-with-keyword $body
  }];
}

def Davinci_ThreadEndOp
    : Davinci_Op<"thread_end", [Terminator, Pure, HasParent<"ThreadsOp">]> {
  let summary = "ends the body of davinci.threads";
  let description = [{
    Example:
    ```mlir
    func.func @f(%n: i32) {
      davinci.threads grid(%n, %n, %n) block(%n, %n, %n) shared(%n) {
      ^bb0(%tx: i32, %ty: i32, %tz: i32, %bx: i32, %by: i32, %bz: i32):
        davinci.thread_end
      }
      return
    }
    ```
  }];
  let assemblyFormat = "attr-dict";
}

// It allocates: two arrays of one type are never one.
def Davinci_ThreadArrayOp : Davinci_Op<"thread_array"> {
  let summary = "an array that each thread has for itself";
  let description = [{
    Its elements are not initialised. It lies in global memory, or on the
    scalar unit's stack where no address of it is taken and no thread pauses.

    Example:
    ```mlir
    func.func @f() {
      %a = davinci.thread_array : memref<8xi32, #davinci.space<gm>>
      return
    }
    ```
  }];
  let results = (outs Res<AnyMemRef, "", [MemAlloc]>:$result);
  let assemblyFormat = "attr-dict `:` type($result)";
}

def Davinci_BlockArrayOp : Davinci_Op<"block_array", [Pure]> {
  let summary = "an array that the threads of a block share";
  let description = [{
    `offset` is its place in bytes in the block's shared memory. An array of
    unknown size is the dynamic shared memory, which begins behind the others.

    Example:
    ```mlir
    func.func @f() {
      %a = davinci.block_array 0 : memref<256xf32, #davinci.space<gm>>
      %d = davinci.block_array 1024 : memref<?xi8, #davinci.space<gm>>
      return
    }
    ```
  }];
  let arguments = (ins I64Attr:$offset);
  let results = (outs AnyMemRef:$result);
  let assemblyFormat = "$offset attr-dict `:` type($result)";
}

def Davinci_ThreadLoadOp : Davinci_Op<"thread_load", [
    TypesMatchWith<"result is an element of the memory", "source", "result",
        "::llvm::cast<::mlir::MemRefType>($_self).getElementType()">]> {
  let summary = "a thread reads an element";
  let description = [{
    Example:
    ```mlir
    func.func @f(%a: memref<?xf32, #davinci.space<gm>>, %i: i64) {
      %v = davinci.thread_load %a[%i] : memref<?xf32, #davinci.space<gm>>
      return
    }
    ```
  }];
  let arguments = (ins Arg<AnyMemRef, "", [MemRead]>:$source, I64:$index);
  let results = (outs AnyType:$result);
  let assemblyFormat = "$source `[` $index `]` attr-dict `:` type($source)";
}

def Davinci_ThreadStoreOp : Davinci_Op<"thread_store", [
    TypesMatchWith<"value is an element of the memory", "target", "value",
        "::llvm::cast<::mlir::MemRefType>($_self).getElementType()">]> {
  let summary = "a thread writes an element";
  let description = [{
    Example:
    ```mlir
    func.func @f(%a: memref<?xf32, #davinci.space<gm>>, %i: i64, %v: f32) {
      davinci.thread_store %v, %a[%i] : memref<?xf32, #davinci.space<gm>>
      return
    }
    ```
  }];
  let arguments = (ins AnyType:$value, Arg<AnyMemRef, "", [MemWrite]>:$target,
                       I64:$index);
  let assemblyFormat = [{
    $value `,` $target `[` $index `]` attr-dict `:` type($target)
  }];
}

def Davinci_PauseOp : Davinci_Op<"pause"> {
  let summary = "a thread waits for others, which run meanwhile";
  let description = [{
    What it waits for is the kind: all threads of the block (`barrier...`, a
    count, a conjunction or disjunction of an i1), of the grid (`grid`), those
    of its warp that an i32 mask names (`warp`, `shuffle_...`, `vote_...`,
    `ballot`, `match_...`, `reduce_...`), those at the same place
    (`active_mask`), a number of threads at a barrier of a number
    (`named_barrier`), or nothing but that others had a turn (`yield`).
    Operands are the value, for shuffles then offset and width, then the mask.
    Results are what CUDA's function gives.

    Example:
    ```mlir
    func.func @f(%v: f32, %o: i32, %w: i32, %m: i32, %p: i1) {
      davinci.pause barrier() : () -> ()
      %a, %ok = davinci.pause shuffle_down(%v, %o, %w, %m)
          : (f32, i32, i32, i32) -> (f32, i1)
      %n = davinci.pause barrier_count(%p) : (i1) -> i32
      return
    }
    ```
  }];
  let arguments = (ins Davinci_PauseKindAttr:$kind, Variadic<AnyType>:$inputs);
  let results = (outs Variadic<AnyType>:$outputs);
  let assemblyFormat = [{
    $kind `(` $inputs `)` attr-dict `:` functional-type($inputs, $outputs)
  }];
}

def Davinci_CallOp : Davinci_Op<"call"> {
  let summary = "calls a scalar function of the emitted support headers";
  let description = [{
    With `pure`, the call has no effect but its result.

    Example:
    ```mlir
    func.func @f(%x: f32) -> f32 {
      %y = davinci.call "cubeport::exp"(%x) {pure} : (f32) -> f32
      return %y : f32
    }
    ```
  }];
  let arguments = (ins StrAttr:$callee, Variadic<AnyType>:$inputs,
                       UnitAttr:$pure);
  let results = (outs Variadic<AnyType>:$outputs);
  let assemblyFormat = [{
    $callee `(` $inputs `)` attr-dict `:` functional-type($inputs, $outputs)
  }];
}

def Davinci_PrintOp : Davinci_Op<"print"> {
  let summary = "a thread prints a line for the host (AscendC::printf)";
  let description = [{
    Example:
    ```mlir
    func.func @f(%x: i32) {
      davinci.print "x = %d"(%x) : (i32)
      return
    }
    ```
  }];
  let arguments = (ins StrAttr:$format, Variadic<AnyType>:$inputs);
  let assemblyFormat =
      "$format `(` $inputs `)` attr-dict `:` `(` type($inputs) `)`";
}

def Davinci_AbortOp : Davinci_Op<"abort"> {
  let summary = "says why and stops the kernel (Trap)";
  let description = [{
    Example:
    ```mlir
    func.func @f() {
      davinci.abort "a.cu:7: assertion 'n > 0' failed"
      return
    }
    ```
  }];
  let arguments = (ins StrAttr:$message);
  let assemblyFormat = "$message attr-dict";
}

#endif
