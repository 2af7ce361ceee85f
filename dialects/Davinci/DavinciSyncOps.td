// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Order between pipes of one core (target.md 1.3).
#ifndef CUBEPORT_DAVINCI_SYNC_OPS_TD
#define CUBEPORT_DAVINCI_SYNC_OPS_TD

include "dialects/Davinci/DavinciDialect.td"
include "dialects/Davinci/DavinciAttrs.td"

class Davinci_FlagOp<string mnemonic> : Davinci_Op<mnemonic> {
  let arguments = (ins Davinci_PipeAttr:$src, Davinci_PipeAttr:$dst,
                       ConfinedAttr<I32Attr, [IntMinValue<0>,
                                              IntMaxValue<5>]>:$id,
                       Optional<I32>:$slot);
  let assemblyFormat = "$src `to` $dst $id (`+` $slot^)? attr-dict";
  let hasVerifier = 1;
}

def Davinci_SetFlagOp : Davinci_FlagOp<"set_flag"> {
  let summary = "raises a flag when all earlier ops of pipe src are done";
  let description = [{
    `src` and `dst` differ; ids 0 to 5 are ours (6 and 7 belong to the vendor's
    library). Every set has exactly one wait. With a slot, the number of the
    flag is `id` plus the slot: one flag for each of the copies that a buffer
    has in a loop.

    Example:
    ```mlir
    func.func @f(%slot: i32) {
      davinci.set_flag MTE2 to V 0
      davinci.wait_flag MTE2 to V 0
      davinci.set_flag MTE2 to V 1 + %slot
      davinci.wait_flag MTE2 to V 1 + %slot
      return
    }
    ```
  }];
}

def Davinci_WaitFlagOp : Davinci_FlagOp<"wait_flag"> {
  let summary = "holds pipe dst until the flag is raised, and lowers it";
  let description = [{
    A wait of pipe S holds the whole instruction stream.

    Example:
    ```mlir
    func.func @f() {
      davinci.set_flag V to S 1
      davinci.wait_flag V to S 1
      return
    }
    ```
  }];
}

def Davinci_PipeBarrierOp : Davinci_Op<"pipe_barrier"> {
  let summary = "later ops of a pipe start after its earlier ops are done";
  let description = [{
    Needed between dependent vector instructions on dav-c220. `ALL` waits for
    every pipe.

    Example:
    ```mlir
    func.func @f() {
      davinci.pipe_barrier V
      return
    }
    ```
  }];
  let arguments = (ins Davinci_PipeAttr:$pipe);
  let hasVerifier = 1;
  let assemblyFormat = "$pipe attr-dict";
}

#endif
