// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt %s --lift-merge-blocks=lanes=4096 | FileCheck %s
// Threads that know only their global index run in chunks.

!gm = memref<?xf32, #gpu.address_space<global>>

gpu.module @device {
  // CHECK-LABEL: gpu.func @guarded
  // CHECK-SAME: simt.chunk = 4096
  // CHECK: %[[M:.*]] = arith.extsi %arg2 : i32 to i64
  // CHECK: simt.thread_limit %[[M]]
  // CHECK-NOT: scf.if
  // CHECK: memref.store
  gpu.func @guarded(%a: !gm, %v: f32, %n: i32) kernel {
    %b = gpu.block_id x
    %b32 = arith.index_cast %b : index to i32
    %d = gpu.block_dim x
    %d32 = arith.index_cast %d : index to i32
    %t = gpu.thread_id x
    %t32 = arith.index_cast %t : index to i32
    %o = arith.muli %d32, %b32 : i32
    %i = arith.addi %t32, %o : i32
    %in = arith.cmpi slt, %i, %n : i32
    scf.if %in {
      %at = arith.index_cast %i : i32 to index
      memref.store %v, %a[%at] : !gm
    }
    gpu.return
  }

  // An unsigned bound that reaches above all indices, and one that is not
  // left out.
  // CHECK-LABEL: gpu.func @wide
  // CHECK: %[[U:.*]] = arith.minui %arg2, %c4294967296_i64 : i64
  // CHECK: %[[S:.*]] = arith.minsi %[[U]], %c4294967296_i64{{.*}} : i64
  // CHECK: %[[L:.*]] = arith.addi %[[S]], %c1_i64 : i64
  // CHECK: simt.thread_limit %[[L]]
  gpu.func @wide(%a: !gm, %v: f32, %n: i64) kernel {
    %b = gpu.block_id x
    %b64 = arith.index_cast %b : index to i64
    %d = gpu.block_dim x
    %d64 = arith.index_castui %d : index to i64
    %t = gpu.thread_id x
    %t64 = arith.index_cast %t : index to i64
    %o = arith.muli %b64, %d64 overflow<nsw, nuw> : i64
    %i = arith.addi %o, %t64 overflow<nsw, nuw> : i64
    %in = arith.cmpi uge, %n, %i : i64
    scf.if %in {
      %at = arith.index_cast %i : i64 to index
      memref.store %v, %a[%at] : !gm
    }
    gpu.return
  }

  // Blocks of a size that every launch has; a condition that is no bound of
  // all that happens stays.
  // CHECK-LABEL: gpu.func @fixed
  // CHECK-SAME: simt.chunk = 4096
  // CHECK-NOT: simt.thread_limit
  // CHECK-DAG: gpu.global_id  x
  // CHECK-DAG: gpu.global_id  y
  // CHECK: memref.load
  // CHECK: scf.if
  gpu.func @fixed(%a: !gm, %n: index) kernel
      attributes {simt.block = array<i32: 256, 1, 1>} {
    %c256 = arith.constant 256 : index
    %b = gpu.block_id x
    %t = gpu.thread_id x
    %o = arith.muli %b, %c256 : index
    %i = arith.ori %o, %t : index
    %by = gpu.block_id y
    %dy = gpu.block_dim y
    %ty = gpu.thread_id y
    %oy = arith.muli %by, %dy : index
    %y = arith.addi %oy, %ty : index
    %at = arith.addi %i, %y : index
    %v = memref.load %a[%at] : !gm
    %in = arith.cmpi slt, %i, %n : index
    scf.if %in {
      memref.store %v, %a[%at] : !gm
    }
    gpu.return
  }

  // All lanes of a chunk wait for the last one in the loop: fewer of them.
  // CHECK-LABEL: gpu.func @divergent
  // CHECK-SAME: simt.chunk = 2048
  gpu.func @divergent(%a: !gm) kernel {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %zero = arith.constant 0.0 : f32
    %b = gpu.block_id x
    %d = gpu.block_dim x
    %t = gpu.thread_id x
    %o = arith.muli %b, %d : index
    %i = arith.addi %o, %t : index
    %r = scf.for %k = %c0 to %i step %c1 iter_args(%s = %zero) -> f32 {
      %v = memref.load %a[%k] : !gm
      %n = arith.addf %s, %v : f32
      scf.yield %n : f32
    }
    memref.store %r, %a[%i] : !gm
    gpu.return
  }
}
