// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Barriers that gpu.barrier cannot express, fences and clocks, and which
// threads run at all.
#ifndef CUBEPORT_SIMT_SYNC_OPS_TD
#define CUBEPORT_SIMT_SYNC_OPS_TD

include "dialects/Simt/SimtAttrs.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

class Simt_SyncOp<string mnemonic>
    : Simt_Op<mnemonic, [MemoryEffects<[MemRead, MemWrite]>]>;

def Simt_BarrierReduceOp : Simt_SyncOp<"barrier_reduce"> {
  let summary = "a barrier of the block that combines a predicate";
  let description = [{
    All threads of the block wait for each other, as at `gpu.barrier`, and
    each gets the number of threads whose predicate holds (`count`), or 1 or
    0 for whether it holds in all (`and`) or in any (`or`). Threads that have
    ended do not count.

    Example:
    ```mlir
    func.func @f(%p: i1) -> i32 {
      %n = simt.barrier_reduce count %p : i32
      return %n : i32
    }
    ```
  }];
  let arguments = (ins Simt_BarrierReduceKindAttr:$kind, I1:$pred);
  let results = (outs I32:$result);
  let assemblyFormat = "$kind $pred attr-dict `:` type($result)";
}

def Simt_NamedBarrierOp : Simt_SyncOp<"named_barrier"> {
  let summary = "wait at one of 16 barriers for a number of threads";
  let description = [{
    Barrier `id`, 0 to 15, opens when `threads` threads have come, a multiple
    of 32. With `arrive`, a thread counts as come and goes on at once. Barrier
    0 is the one of `gpu.barrier`.

    Example:
    ```mlir
    func.func @f(%id: i32, %n: i32) {
      simt.named_barrier %id, %n {arrive}
      simt.named_barrier %id, %n
      return
    }
    ```
  }];
  let arguments = (ins I32:$id, I32:$threads, UnitAttr:$arrive);
  let assemblyFormat = "$id `,` $threads attr-dict";
}

def Simt_GridSyncOp : Simt_SyncOp<"grid_sync"> {
  let summary = "wait for all threads of all blocks of the grid";
  let description = [{
    Only in cooperative launches. What any thread wrote before, all see
    behind it.

    Example:
    ```mlir
    func.func @f() {
      simt.grid_sync
      return
    }
    ```
  }];
  let assemblyFormat = "attr-dict";
}

def Simt_FenceOp : Simt_SyncOp<"fence"> {
  let summary = "order a thread's accesses as other threads see them";
  let description = [{
    What the thread wrote before is seen by the threads of the scope before
    what it writes behind; the same for its reads.

    Example:
    ```mlir
    func.func @f() {
      simt.fence device
      return
    }
    ```
  }];
  let arguments = (ins Simt_ScopeAttr:$scope);
  let assemblyFormat = "$scope attr-dict";
}

def Simt_ClockOp : Simt_SyncOp<"clock"> {
  let summary = "read a counter that only grows";
  let description = [{
    `cycles` counts ticks of the core, `nanoseconds` time.

    Example:
    ```mlir
    func.func @f() -> i64 {
      %t = simt.clock cycles : i64
      return %t : i64
    }
    ```
  }];
  let arguments = (ins Simt_ClockKindAttr:$kind);
  let results = (outs I64:$time);
  let assemblyFormat = "$kind attr-dict `:` type($time)";
}

def Simt_ThreadLimitOp : Simt_SyncOp<"thread_limit"> {
  let summary = "threads from a global index on do nothing";
  let description = [{
    A thread whose global index along x is not below the signed number ends
    here. Stands in the body of a kernel in front of all that has an effect;
    the number is computed of the kernel's arguments.

    Example:
    ```mlir
    func.func @f(%n: i64) {
      simt.thread_limit %n
      return
    }
    ```
  }];
  let arguments = (ins I64:$below);
  let assemblyFormat = "$below attr-dict";
}

#endif
