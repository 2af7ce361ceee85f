// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the threads of a warp do together. Lane and warp numbers are arithmetic
// on thread numbers: warps are 32 threads in x-first order.
#ifndef CUBEPORT_SIMT_WARP_OPS_TD
#define CUBEPORT_SIMT_WARP_OPS_TD

include "dialects/Simt/SimtAttrs.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

// All have effects, so that none is dropped, moved or merged: each lane named
// in the mask must come to it.
class Simt_WarpOp<string mnemonic, list<Trait> traits = []>
    : Simt_Op<mnemonic, !listconcat(traits, [
        MemoryEffects<[MemRead, MemWrite]>])>;

def Simt_Word : AnyTypeOf<[I32, F32]>;

def Simt_ShuffleOp : Simt_WarpOp<"shuffle", [
    AllTypesMatch<["value", "result"]>]> {
  let summary = "take the value that another lane of the warp has";
  let description = [{
    A warp is cut into segments of `width` lanes, a power of two up to 32. In
    its segment a lane takes `value` of the lane numbered `offset` (`idx`),
    its own number minus or plus `offset` (`up`, `down`), or xor `offset`
    (`xor`). Where there is no such lane in the segment, or for `xor` in this
    and the segments before, it gets its own value, and `valid` is false.
    `idx` takes `offset` modulo `width`. `mask` has a bit for each lane that
    takes part. Values of 64 bits are two shuffles.

    Example:
    ```mlir
    func.func @f(%x: f32, %n: i32, %w: i32, %all: i32) -> f32 {
      %y, %ok = simt.shuffle down %x, %n, %w, %all : f32
      return %y : f32
    }
    ```
  }];
  let arguments = (ins Simt_ShuffleModeAttr:$mode, Simt_Word:$value,
                       I32:$offset, I32:$width, I32:$mask);
  let results = (outs Simt_Word:$result, I1:$valid);
  let assemblyFormat = [{
    $mode $value `,` $offset `,` $width `,` $mask attr-dict `:` type($value)
  }];
}

def Simt_VoteOp : Simt_WarpOp<"vote"> {
  let summary = "combine a predicate over the lanes of a warp";
  let description = [{
    `any` and `all` are true if the predicate is in one or in all lanes of
    `mask`, `uni` if it is the same in all. `ballot` gives a bit per lane, 0
    for lanes out of `mask`.

    Example:
    ```mlir
    func.func @f(%p: i1, %all: i32) -> i32 {
      %b = simt.vote ballot %p, %all : i32
      %a = simt.vote any %p, %all : i1
      return %b : i32
    }
    ```
  }];
  let arguments = (ins Simt_VoteKindAttr:$kind, I1:$pred, I32:$mask);
  let results = (outs AnyTypeOf<[I1, I32]>:$result);
  let assemblyFormat = "$kind $pred `,` $mask attr-dict `:` type($result)";
  let hasVerifier = 1;
}

def Simt_MatchOp : Simt_WarpOp<"match"> {
  let summary = "find the lanes of a warp that have the same value";
  let description = [{
    `any` gives the lanes of `mask` whose value has the same bits as this
    lane's; `same` is true. `all` gives `mask` if that is all of them, else 0,
    and `same` says which.

    Example:
    ```mlir
    func.func @f(%x: i64, %all: i32) -> i32 {
      %lanes, %same = simt.match any %x, %all : i64
      return %lanes : i32
    }
    ```
  }];
  let arguments = (ins Simt_MatchKindAttr:$kind, AnyTypeOf<[I32, I64]>:$value,
                       I32:$mask);
  let results = (outs I32:$lanes, I1:$same);
  let assemblyFormat = "$kind $value `,` $mask attr-dict `:` type($value)";
}

def Simt_ActiveMaskOp : Simt_WarpOp<"active_mask"> {
  let summary = "the lanes of the warp that are here together";
  let description = [{
    A bit per lane that executes this operation at this moment; at least the
    lane's own.

    Example:
    ```mlir
    func.func @f() -> i32 {
      %m = simt.active_mask : i32
      return %m : i32
    }
    ```
  }];
  let results = (outs I32:$lanes);
  let assemblyFormat = "attr-dict `:` type($lanes)";
}

def Simt_WarpSyncOp : Simt_WarpOp<"warp_sync"> {
  let summary = "wait for the lanes of a mask, and see what they wrote";
  let description = [{
    Lanes of `mask` wait for each other. What they wrote before, they all see
    behind it.

    Example:
    ```mlir
    func.func @f(%all: i32) {
      simt.warp_sync %all
      return
    }
    ```
  }];
  let arguments = (ins I32:$mask);
  let assemblyFormat = "$mask attr-dict";
}

def Simt_WarpReduceOp : Simt_WarpOp<"warp_reduce"> {
  let summary = "sum or another combination over the lanes of a mask";
  let description = [{
    Every lane of `mask` gets the combination of all their values. `min` and
    `max` take them as signed, `umin` and `umax` as unsigned numbers; `add`
    wraps.

    Example:
    ```mlir
    func.func @f(%x: i32, %all: i32) -> i32 {
      %s = simt.warp_reduce add %x, %all : i32
      return %s : i32
    }
    ```
  }];
  let arguments = (ins Simt_ReduceKindAttr:$kind, I32:$value, I32:$mask);
  let results = (outs I32:$result);
  let assemblyFormat = "$kind $value `,` $mask attr-dict `:` type($value)";
}

#endif
