// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt %s --lift-normalize | FileCheck %s
// Multi-way branches become two-way, while loops that count become for.

// CHECK-LABEL: func.func @choice
// CHECK-NOT: scf.index_switch
func.func @choice(%i: index, %a: f32, %b: f32) -> f32 {
  // CHECK: %[[HIT:.*]] = arith.cmpi eq, %{{.*}}, %c7
  // CHECK: %[[R:.*]] = scf.if %[[HIT]] -> (f32)
  // CHECK:   scf.yield %arg1
  // CHECK: } else {
  // CHECK:   arith.cmpi eq, %{{.*}}, %c9
  // CHECK:   scf.yield %arg2
  %r = scf.index_switch %i -> f32
  case 7 {
    scf.yield %a : f32
  }
  case 9 {
    scf.yield %b : f32
  }
  default {
    %s = arith.addf %a, %b : f32
    scf.yield %s : f32
  }
  // CHECK: return %[[R]]
  return %r : f32
}

gpu.module @device {
  // CHECK-LABEL: gpu.func @grid_stride
  // CHECK-NOT: scf.while
  // CHECK: gpu.block_dim x
  // CHECK: %[[STRIDE:.*]] = arith.index_cast %{{.*}} : index to i32
  // CHECK: scf.for %{{.*}} = %{{.*}} to %{{.*}} step %[[STRIDE]]
  gpu.func @grid_stride(%v: memref<?xf32, #gpu.address_space<global>>,
                        %n: i32, %a: f32) kernel {
    %t = gpu.thread_id x
    %i = arith.index_cast %t : index to i32
    %end = scf.while (%k = %i) : (i32) -> i32 {
      %go = arith.cmpi slt, %k, %n : i32
      scf.condition(%go) %k : i32
    } do {
    ^bb0(%k: i32):
      %at = arith.index_cast %k : i32 to index
      memref.store %a, %v[%at] : memref<?xf32, #gpu.address_space<global>>
      %d = gpu.block_dim x
      %s = arith.index_cast %d : index to i32
      %next = arith.addi %k, %s : i32
      scf.yield %next : i32
    }
    gpu.return
  }

  // CHECK-LABEL: gpu.func @unsigned_count
  // CHECK-NOT: scf.while
  // CHECK: scf.for
  gpu.func @unsigned_count(%v: memref<?xf32, #gpu.address_space<global>>,
                           %a: f32) kernel {
    %c0 = arith.constant 0 : i32
    %c8 = arith.constant 8 : i32
    %c32 = arith.constant 32 : i32
    %end = scf.while (%k = %c0) : (i32) -> i32 {
      %go = arith.cmpi ult, %k, %c32 : i32
      scf.condition(%go) %k : i32
    } do {
    ^bb0(%k: i32):
      %at = arith.index_cast %k : i32 to index
      memref.store %a, %v[%at] : memref<?xf32, #gpu.address_space<global>>
      %next = arith.addi %k, %c8 overflow<nsw, nuw> : i32
      scf.yield %next : i32
    }
    gpu.return
  }
}

gpu.module @step {
  // Lanes in step need no waiting in a warp, and see shared memory as it is.
  // CHECK-LABEL: gpu.func @warp_reduction
  gpu.func @warp_reduction(%g: memref<?xi32, #gpu.address_space<global>>,
                           %i: index, %m: i32, %c: i1)
      workgroup(%s: memref<64xi32, #gpu.address_space<workgroup>>) kernel {
    // CHECK-NOT: simt.warp_sync
    // CHECK-NOT: simt.fence block
    // CHECK: %[[X:.*]] = memref.load
    // CHECK: memref.store %[[X]]
    // CHECK: simt.fence device
    // CHECK: simt.volatile_store
    simt.warp_sync %m
    %x = simt.volatile_load %s[%i] : memref<64xi32, #gpu.address_space<workgroup>>, i32
    simt.fence block
    simt.volatile_store %x, %s[%i] : i32, memref<64xi32, #gpu.address_space<workgroup>>
    simt.fence device
    simt.volatile_store %x, %g[%i] : i32, memref<?xi32, #gpu.address_space<global>>
    // In a loop a thread may wait for what another warp writes.
    // CHECK: scf.while
    // CHECK: simt.volatile_load
    scf.while : () -> () {
      %y = simt.volatile_load %s[%i] : memref<64xi32, #gpu.address_space<workgroup>>, i32
      %d = arith.cmpi eq, %y, %m : i32
      scf.condition(%d)
    } do {
      scf.yield
    }
    gpu.return
  }
}
