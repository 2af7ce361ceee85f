// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt %s --lift-to-lanes=lanes=128 --cse | FileCheck %s
// Blocks larger than the capacity: in chunks, if threads do not communicate.

!gm = memref<?xf32, #gpu.address_space<global>>

gpu.module @device {
  // CHECK-LABEL: func.func @alone
  // CHECK-SAME: tile.lanes = 128
  // CHECK-NOT: tile.whole_block
  // CHECK: scf.for %[[X:.*]] = %c0_i32 to %c256_i32 step %c128_i32
  // CHECK: tile.lanes(%{{.*}}, %c1_i32, %c1_i32) {
  // CHECK: %[[AT:.*]] = arith.extsi %[[X]] : i32 to i64
  // CHECK: tile.store %{{.*}}, %arg0[%[[AT]]]
  gpu.func @alone(%v: !gm, %a: f32) kernel
      attributes {simt.block = array<i32: 256, 1, 1>} {
    %t = gpu.thread_id x
    memref.store %a, %v[%t] : !gm
    gpu.return
  }

  // CHECK-LABEL: func.func @together
  // CHECK-SAME: tile.lanes = 128
  // CHECK-SAME: tile.whole_block
  // CHECK-NOT: scf.for
  gpu.func @together(%v: !gm, %a: f32) kernel {
    %t = gpu.thread_id x
    gpu.barrier
    memref.store %a, %v[%t] : !gm
    gpu.return
  }
}
