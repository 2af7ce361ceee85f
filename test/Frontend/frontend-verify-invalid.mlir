// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt --frontend-verify --split-input-file --verify-diagnostics %s
// RUN: cubeport-opt --frontend-verify=drop-refused --split-input-file %s 2>/dev/null | FileCheck %s

gpu.module @device {
  gpu.func @assembly() kernel {
    // expected-error @+1 {{CP2002: inline assembly}}
    llvm.inline_asm "bar.sync 0;", "" : () -> ()
    gpu.return
  }
  // CHECK-NOT: @assembly
  // CHECK: gpu.func @kept
  gpu.func @kept() kernel {
    gpu.return
  }
}

// -----

gpu.module @device {
  llvm.func @recursive(i32) -> i32
  gpu.func @calls(%n: i32) kernel {
    // expected-error @+1 {{CP2003: call of 'recursive'}}
    %0 = llvm.call @recursive(%n) : (i32) -> i32
    gpu.return
  }
}

// -----

gpu.module @device {
  llvm.func @__nv_aligned_device_malloc(i64) -> !llvm.ptr
  gpu.func @output(%n: i64) kernel {
    // Only the call is reported, not what prepares it.
    %p = llvm.mlir.zero : !llvm.ptr
    // expected-error @+1 {{CP2012: '__nv_aligned_device_malloc' in a kernel}}
    %1 = llvm.call @__nv_aligned_device_malloc(%n) : (i64) -> !llvm.ptr
    gpu.return
  }
}

// -----

gpu.module @device {
  gpu.func @vote(%m: i32, %p: i1) kernel {
    // expected-error @+1 {{CP2007: warp operation}}
    %0 = llvm.call_intrinsic "llvm.nvvm.vote.ballot.sync"(%m, %p) : (i32, i1) -> i32
    gpu.return
  }
}

// -----

gpu.module @device {
  gpu.func @clock() kernel {
    // expected-error @+1 {{CP2001: unsupported operation 'nvvm.read.ptx.sreg.clock'}}
    %0 = nvvm.read.ptx.sreg.clock : i32
    gpu.return
  }
}

// -----

gpu.module @device {
  llvm.mlir.global internal constant @table(0 : i64) {addr_space = 1 : i32} : i64
  gpu.func @pointers() kernel {
    // expected-error @+1 {{CP2008: constant table with pointers in it}}
    %p = llvm.mlir.addressof @table : !llvm.ptr<1>
    gpu.return
  }
}
