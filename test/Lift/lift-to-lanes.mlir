// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt %s --lift-to-lanes --cse | FileCheck %s
// A guarded kernel: uniform values stay scalars, the guard is a box.

!gm = memref<?xf32, #gpu.address_space<global>>

gpu.module @device {
  // CHECK-LABEL: func.func @saxpy
  // CHECK-SAME: simt.arg_name = "n"
  // CHECK-SAME: simt.name = "saxpy", tile.lanes = 1024
  // CHECK-SAME: tile.whole_block
  gpu.func @saxpy(%n: i32 {simt.arg_name = "n"}, %a: f32, %x: !gm, %y: !gm)
      kernel attributes {simt.name = "saxpy"} {
    // CHECK: %[[DX:.*]] = tile.block_dim x
    // CHECK: tile.lanes(%[[DX]], %{{.*}}, %{{.*}}) {
    // CHECK: %[[B:.*]] = tile.block_id x
    // CHECK: %[[BASE:.*]] = arith.muli %[[B]]
    %t = gpu.thread_id x
    %b = gpu.block_id x
    %d = gpu.block_dim x
    %t32 = arith.index_cast %t : index to i32
    %b32 = arith.index_cast %b : index to i32
    %d32 = arith.index_cast %d : index to i32
    %m = arith.muli %b32, %d32 : i32
    %i = arith.addi %m, %t32 : i32
    // CHECK: %[[FLOOR:.*]] = arith.maxsi %arg0, %[[BASE]]
    // CHECK: %[[HI:.*]] = arith.subi %[[FLOOR]], %[[BASE]]
    %c = arith.cmpi slt, %i, %n : i32
    // CHECK-NOT: scf.if
    scf.if %c {
      // CHECK: %[[AT:.*]] = arith.extsi %[[BASE]] : i32 to i64
      %k = arith.index_cast %i : i32 to index
      // CHECK: %[[X:.*]] = tile.load %arg2[%[[AT]]] strides(%c1_i64, %c0_i64, %c0_i64) box(%c0_i32, %c0_i32, %c0_i32, %[[HI]],
      %vx = memref.load %x[%k] : !gm
      // CHECK: %[[A:.*]] = tensor.splat %arg1
      // CHECK: arith.mulf %[[A]], %[[X]] : tensor<1024xf32>
      %p = arith.mulf %a, %vx : f32
      // CHECK: tile.store {{.*}} box(
      memref.store %p, %y[%k] : !gm
    }
    gpu.return
  }

  // Known blocks give the capacity and fold; y guards along y.
  // CHECK-LABEL: func.func @plane
  // CHECK-SAME: tile.lanes = 128
  gpu.func @plane(%v: !gm, %w: i32, %h: i32, %a: f32) kernel
      attributes {simt.block = array<i32: 16, 8, 1>} {
    %tx = gpu.thread_id x
    %ty = gpu.thread_id y
    %x = arith.index_cast %tx : index to i32
    %y = arith.index_cast %ty : index to i32
    %cx = arith.cmpi sge, %x, %w : i32
    %cy = arith.cmpi sge, %y, %h : i32
    %out = arith.ori %cx, %cy : i1
    scf.if %out {
    } else {
      %r = arith.muli %y, %w overflow<nsw> : i32
      %i = arith.addi %r, %x overflow<nsw> : i32
      %k = arith.index_cast %i : i32 to index
      // CHECK: %[[W:.*]] = arith.extsi %arg1
      // CHECK: tile.store {{.*}} strides(%c1_i64, %[[W]], %c0_i64) box(%c0_i32, %c0_i32, %c0_i32, %arg1, %arg2, %c1_i32)
      memref.store %a, %v[%k] : !gm
    }
    gpu.return
  }

  // Uniform accesses happen once, and only where a lane is active.
  // CHECK-LABEL: func.func @uniform
  gpu.func @uniform(%v: !gm, %n: i32) kernel {
    %c3 = arith.constant 3 : index
    %t = gpu.thread_id x
    %x = arith.index_cast %t : index to i32
    %c = arith.cmpi slt, %x, %n : i32
    // CHECK: %[[ANY:.*]] = arith.cmpi {{.*}} : i32
    // CHECK: scf.if %[[ANY]] {
    scf.if %c {
      // CHECK: memref.load %arg0[%{{.*}}] : memref
      %s = memref.load %v[%c3] : !gm
      memref.store %s, %v[%t] : !gm
    }
    gpu.return
  }
}
