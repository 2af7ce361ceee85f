// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt %s --lift-unroll --cse | FileCheck %s
// Short loops in which threads meet become their trips.

!gm = memref<?xf32, #gpu.address_space<global>>
!shared = memref<256xf32, #gpu.address_space<workgroup>>

gpu.module @device {
  // The distance halves from half of a block size that all launches have.
  // CHECK-LABEL: gpu.func @tree
  // CHECK-NOT: scf.while
  // CHECK: arith.cmpi ult, %{{.*}}, %c4_i32
  // CHECK: gpu.barrier
  // CHECK: arith.cmpi ult, %{{.*}}, %c2_i32
  // CHECK: gpu.barrier
  // CHECK: arith.cmpi ult, %{{.*}}, %c1_i32
  // CHECK: gpu.barrier
  // CHECK-NOT: gpu.barrier
  // CHECK: gpu.return
  gpu.func @tree() workgroup(%p: !shared) kernel
      attributes {simt.block = array<i32: 8, 1, 1>} {
    %c0 = arith.constant 0 : i32
    %c1 = arith.constant 1 : i32
    %d = gpu.block_dim x
    %d32 = arith.index_cast %d : index to i32
    %half = arith.shrui %d32, %c1 : i32
    %t = gpu.thread_id x
    %t32 = arith.index_cast %t : index to i32
    %end = scf.while (%w = %half) : (i32) -> i32 {
      %more = arith.cmpi ne, %w, %c0 : i32
      scf.condition(%more) %w : i32
    } do {
    ^bb0(%w: i32):
      %in = arith.cmpi ult, %t32, %w : i32
      scf.if %in {
        %o = arith.addi %t32, %w : i32
        %oi = arith.index_cast %o : i32 to index
        %a = memref.load %p[%t] : !shared
        %b = memref.load %p[%oi] : !shared
        %s = arith.addf %a, %b : f32
        memref.store %s, %p[%t] : !shared
      }
      gpu.barrier
      %h = arith.shrui %w, %c1 : i32
      scf.yield %h : i32
    }
    gpu.return
  }

  // A number of trips that the launch decides.
  // CHECK-LABEL: gpu.func @unknown
  // CHECK: scf.while
  gpu.func @unknown(%n: i32) kernel {
    %c0 = arith.constant 0 : i32
    %c1 = arith.constant 1 : i32
    %end = scf.while (%w = %n) : (i32) -> i32 {
      %more = arith.cmpi ne, %w, %c0 : i32
      scf.condition(%more) %w : i32
    } do {
    ^bb0(%w: i32):
      gpu.barrier
      %h = arith.shrui %w, %c1 : i32
      scf.yield %h : i32
    }
    gpu.return
  }

  // Threads that do not meet gain nothing.
  // CHECK-LABEL: gpu.func @alone
  // CHECK: scf.while
  gpu.func @alone(%v: !gm) kernel {
    %c0 = arith.constant 0 : i32
    %c1 = arith.constant 1 : i32
    %c4 = arith.constant 4 : i32
    %t = gpu.thread_id x
    %end = scf.while (%w = %c4) : (i32) -> i32 {
      %more = arith.cmpi ne, %w, %c0 : i32
      scf.condition(%more) %w : i32
    } do {
    ^bb0(%w: i32):
      %f = arith.sitofp %w : i32 to f32
      memref.store %f, %v[%t] : !gm
      %h = arith.shrui %w, %c1 : i32
      scf.yield %h : i32
    }
    gpu.return
  }

  // More than 16 trips stay a loop, and so does one that never ends.
  // CHECK-LABEL: gpu.func @long
  // CHECK: scf.while
  // CHECK: scf.while
  gpu.func @long() kernel {
    %c1 = arith.constant 1 : i32
    %c17 = arith.constant 17 : i32
    %end = scf.while (%w = %c1) : (i32) -> i32 {
      %more = arith.cmpi ule, %w, %c17 : i32
      scf.condition(%more) %w : i32
    } do {
    ^bb0(%w: i32):
      gpu.barrier
      %h = arith.addi %w, %c1 : i32
      scf.yield %h : i32
    }
    %never = scf.while (%w = %c1) : (i32) -> i32 {
      %more = arith.cmpi ne, %w, %c17 : i32
      scf.condition(%more) %w : i32
    } do {
    ^bb0(%w: i32):
      gpu.barrier
      scf.yield %w : i32
    }
    gpu.return
  }
}
