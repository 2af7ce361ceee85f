// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt --map-threads --canonicalize --cse %s | FileCheck %s

// CHECK-LABEL: func.func @count
// CHECK-SAME: davinci.shared_bytes = 64 : i64, davinci.threads
func.func @count(%a: memref<?xi32, #gpu.address_space<global>>) {
  %c1 = arith.constant 1 : i32
  %bx = tile.block_dim x
  %s = memref.alloca() : memref<8xi32, #gpu.address_space<workgroup>>
  // CHECK: davinci.threads grid(
  tile.threads (%bx, %c1, %c1) {
  ^bb0(%x: i32, %y: i32, %z: i32):
    // Two arrays of one type stay two.
    // CHECK-COUNT-2: davinci.thread_array : memref<4xi32
    %p = memref.alloca() : memref<4xi32, #gpu.address_space<private>>
    %q = memref.alloca() : memref<4xi32, #gpu.address_space<private>>
    // CHECK: davinci.block_array 0 : memref<8xi32
    %i = arith.index_cast %x : i32 to index
    memref.store %x, %p[%i] : memref<4xi32, #gpu.address_space<private>>
    memref.store %y, %q[%i] : memref<4xi32, #gpu.address_space<private>>
    // An atomic update: a read, an operation, a write.
    // CHECK: %[[OLD:.*]] = davinci.thread_load %{{.*}} {davinci.may_change}
    // CHECK: %[[NEW:.*]] = arith.addi %[[OLD]]
    // CHECK: davinci.thread_store %[[NEW]]
    %old = memref.atomic_rmw addi %c1, %s[%i]
        : (i32, memref<8xi32, #gpu.address_space<workgroup>>) -> i32
    // CHECK: davinci.pause barrier()
    gpu.barrier
    // CHECK: davinci.pause ballot(
    %t = arith.cmpi eq, %old, %x : i32
    %m = simt.vote ballot %t, %c1 : i32
    memref.store %m, %a[%i] : memref<?xi32, #gpu.address_space<global>>
  }
  return
}

// A loop that reads what others write lets them have a turn.
// CHECK-LABEL: func.func @spin
func.func @spin(%a: memref<?xi32, #gpu.address_space<global>>) {
  %c1 = arith.constant 1 : i32
  %c0 = arith.constant 0 : index
  tile.threads (%c1, %c1, %c1) {
  ^bb0(%x: i32, %y: i32, %z: i32):
    // CHECK: scf.while
    scf.while : () -> () {
      %v = simt.volatile_load %a[%c0]
          : memref<?xi32, #gpu.address_space<global>>, i32
      %go = arith.cmpi ne, %v, %c1 : i32
      scf.condition(%go)
    } do {
      // CHECK: davinci.pause yield()
      scf.yield
    }
  }
  return
}

// Those that are active meet around a write to volatile shared memory.
// CHECK-LABEL: func.func @steps
func.func @steps(%n: i32) {
  %c1 = arith.constant 1 : i32
  %c0 = arith.constant 0 : index
  %tile = memref.alloca() : memref<32xi32, #gpu.address_space<workgroup>>
  tile.threads (%n, %c1, %c1) {
  ^bb0(%x: i32, %y: i32, %z: i32):
    // CHECK: davinci.pause active_mask() : () -> ()
    // CHECK: davinci.thread_store
    // CHECK: davinci.pause active_mask() : () -> ()
    simt.volatile_store %x, %tile[%c0]
        : i32, memref<32xi32, #gpu.address_space<workgroup>>
  }
  return
}
