// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The passes of the plan stage: addresses, flags, and the gate.
#ifndef CUBEPORT_LIB_PLAN_PASSES_TD
#define CUBEPORT_LIB_PLAN_PASSES_TD

include "mlir/Pass/PassBase.td"

def PlaceBuffers : Pass<"plan-place-buffers", "::mlir::func::FuncOp"> {
  let summary = "gives every local buffer an address";
  let description = [{
    A buffer lives from the first to the last op that uses it or a view of it,
    counted in the block of its `davinci.alloc`: a use inside a loop or a branch
    of that block keeps it alive for the whole loop or branch. If all buffers
    fit side by side, no address is used twice; otherwise buffers with
    disjoint lives share addresses (first fit). Overflow is error CP5001 with a
    table of the largest buffers.

    Then buffers move, where that makes vector instructions a tenth faster: two
    sources that start in one group of banks, or a result that is written where
    the next repeat is read, make an instruction up to twice as long.

    Before:
    ```mlir
    func.func @f(%n: i32) {
      %a = davinci.alloc : memref<64xf32, #davinci.space<ub>>
      %b = davinci.alloc : memref<64xf32, #davinci.space<ub>>
      davinci.unary exp %b, %a, %n
          : memref<64xf32, #davinci.space<ub>>, memref<64xf32, #davinci.space<ub>>
      return
    }
    ```
    After:
    ```mlir
    func.func @f(%n: i32) attributes {davinci.ub_bytes = 512 : i64} {
      %a = davinci.alloc {address = 0 : i64} : memref<64xf32, #davinci.space<ub>>
      %b = davinci.alloc {address = 256 : i64} : memref<64xf32, #davinci.space<ub>>
      davinci.unary exp %b, %a, %n
          : memref<64xf32, #davinci.space<ub>>, memref<64xf32, #davinci.space<ub>>
      return
    }
    ```
  }];
  let dependentDialects = ["::cubeport::davinci::DavinciDialect"];
  let options = [
    Option<"capacity", "capacity", "int64_t", /*default=*/"0",
           "bytes of UB to use; 0: what the chip has">,
    Option<"reuse", "reuse", "bool", /*default=*/"false",
           "share addresses even if all buffers fit side by side">,
    Option<"banks", "banks", "bool", /*default=*/"true",
           "move buffers so that instructions meet fewer bank conflicts">,
  ];
}

def DoubleBuffer : Pass<"plan-double-buffer", "::mlir::func::FuncOp"> {
  let summary = "gives buffers of copies one slot for each of two iterations";
  let description = [{
    A buffer that a copy fills or drains in each iteration of a loop gets
    `slots` slots, which iterations take in turn: while one iteration computes,
    the next loads and the one before stores. The loop carries the number of
    the slot; plan-insert-flags orders the slots. All such buffers of a loop
    get slots, or, where the UB has no room, those that are filled, or those
    that are drained, or none.

    Left alone are buffers from outside of the loop, because their values may
    live on; loops that run at most once, that use one pipe, or that may load
    what they store (the loop over CUDA blocks may: blocks have no order).

    Before:
    ```mlir
    func.func @f(%x: memref<?xf32, #davinci.space<gm>>, %n: i32, %o: i64,
                 %one: i32) {
      scf.for %i = %one to %n step %one : i32 {
        %a = davinci.alloc : memref<64xf32, #davinci.space<ub>>
        davinci.copy_in %a, %x[%o] rows(%one, %n, %o, %n)
            : memref<64xf32, #davinci.space<ub>>, memref<?xf32, #davinci.space<gm>>
        davinci.unary exp %a, %a, %n
            : memref<64xf32, #davinci.space<ub>>, memref<64xf32, #davinci.space<ub>>
      }
      return
    }
    ```
    After:
    ```mlir
    func.func @f(%x: memref<?xf32, #davinci.space<gm>>, %n: i32, %o: i64,
                 %one: i32) {
      %c0 = arith.constant 0 : i32
      %b = davinci.alloc : memref<128xf32, #davinci.space<ub>>
      %last = scf.for %i = %one to %n step %one iter_args(%slot = %c0) -> (i32) : i32 {
        %c64 = arith.constant 64 : i32
        %start = arith.muli %slot, %c64 : i32
        %offset = arith.extsi %start : i32 to i64
        %a = davinci.view %b[%offset] : memref<128xf32, #davinci.space<ub>>
                                     to memref<64xf32, #davinci.space<ub>>
        davinci.copy_in %a, %x[%o] rows(%one, %n, %o, %n)
            : memref<64xf32, #davinci.space<ub>>, memref<?xf32, #davinci.space<gm>>
        davinci.unary exp %a, %a, %n
            : memref<64xf32, #davinci.space<ub>>, memref<64xf32, #davinci.space<ub>>
        %c1 = arith.constant 1 : i32
        %next = arith.subi %c1, %slot : i32
        scf.yield %next : i32
      }
      return
    }
    ```
  }];
  let dependentDialects = ["::cubeport::davinci::DavinciDialect",
                           "::mlir::arith::ArithDialect"];
  let options = [
    Option<"slots", "slots", "int64_t", /*default=*/"2",
           "slots of a buffer, 2 or 3; 0: none">,
    Option<"capacity", "capacity", "int64_t", /*default=*/"0",
           "bytes of UB to use; 0: what the chip has">,
  ];
}

def InsertFlags : Pass<"plan-insert-flags", "::mlir::func::FuncOp"> {
  let summary = "orders dependent instructions of different pipes";
  let description = [{
    Follows, through branches and around loops, which earlier accesses each
    pipe does not know to be complete. Before an instruction that conflicts
    with one of them it puts a set and a wait of a flag, side by side, or a
    barrier of the pipe. Pairs then move out of loops where they are needed
    only once, and those that others imply go. Runs after plan-place-buffers:
    buffers conflict by their addresses.

    Before:
    ```mlir
    func.func @f(%x: memref<?xf32, #davinci.space<gm>>, %o: i64, %n: i32,
                 %one: i32) {
      %a = davinci.alloc {address = 0 : i64} : memref<64xf32, #davinci.space<ub>>
      davinci.copy_in %a, %x[%o] rows(%one, %n, %o, %n)
          : memref<64xf32, #davinci.space<ub>>, memref<?xf32, #davinci.space<gm>>
      davinci.unary exp %a, %a, %n
          : memref<64xf32, #davinci.space<ub>>, memref<64xf32, #davinci.space<ub>>
      return
    }
    ```
    After:
    ```mlir
    func.func @f(%x: memref<?xf32, #davinci.space<gm>>, %o: i64, %n: i32,
                 %one: i32) {
      %a = davinci.alloc {address = 0 : i64} : memref<64xf32, #davinci.space<ub>>
      davinci.copy_in %a, %x[%o] rows(%one, %n, %o, %n)
          : memref<64xf32, #davinci.space<ub>>, memref<?xf32, #davinci.space<gm>>
      davinci.set_flag MTE2 to V 0
      davinci.wait_flag MTE2 to V 0
      davinci.unary exp %a, %a, %n
          : memref<64xf32, #davinci.space<ub>>, memref<64xf32, #davinci.space<ub>>
      return
    }
    ```
  }];
  let dependentDialects = ["::cubeport::davinci::DavinciDialect"];
}

def VerifyPlan : Pass<"plan-verify", "::mlir::func::FuncOp"> {
  let summary = "gate: every buffer placed, every hazard ordered";
  let description = [{
    States what holds after the plan stage: each `davinci.alloc` has an aligned
    address inside its memory (CP5002), buffers that live at the same time do
    not overlap (CP5003), each flag that is set is waited for before it is set
    again or the kernel ends (CP5004), and no instruction can start before a
    conflicting earlier one is complete (CP5005). The hazard check is written
    apart from plan-insert-flags: it follows one access at a time over a flat
    control-flow graph.

    Before:
    ```mlir
    func.func @f() {
      %a = davinci.alloc {address = 0 : i64} : memref<64xf32, #davinci.space<ub>>
      return
    }
    ```
    After: the same.
  }];
}

def DropSync : Pass<"plan-drop-sync", "::mlir::ModuleOp"> {
  let summary = "removes one flag or barrier, for mutation tests";
  let description = [{
    Numbers the units of synchronisation of a planned module (a set with its
    wait is one unit, a barrier is one), removes number `index`, and says so
    in a remark, with how many there are. An index past the end removes
    nothing. The twin must report a hazard in what is left.

    Before:
    ```mlir
    func.func @f() {
      davinci.set_flag MTE2 to V 0
      davinci.wait_flag MTE2 to V 0
      davinci.pipe_barrier V
      return
    }
    ```
    After, with `index=0`:
    ```mlir
    func.func @f() {
      davinci.pipe_barrier V
      return
    }
    ```
  }];
  let options = [
    Option<"index", "index", "int64_t", /*default=*/"-1",
           "which unit to remove, from 0; -1: only count">,
  ];
}

#endif
