// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt --lift-to-threads %s | FileCheck %s

gpu.module @device {
  // CHECK-LABEL: func.func @reverse
  // CHECK-DAG: %[[BX:.*]] = tile.block_dim x
  // CHECK-DAG: %[[BY:.*]] = tile.block_dim y
  // CHECK-DAG: %[[BZ:.*]] = tile.block_dim z
  // Shared memory stands in front of the threads.
  // CHECK: memref.alloca() : memref<64xf64, #gpu.address_space<workgroup>>
  // CHECK: tile.threads(%[[BX]], %[[BY]], %[[BZ]])
  // CHECK: ^bb0(%[[X:.*]]: i32, %{{.*}}: i32, %{{.*}}: i32):
  // CHECK: arith.index_cast %[[X]] : i32 to index
  // CHECK: tile.block_id x
  // CHECK: gpu.barrier
  // CHECK-NOT: gpu.thread_id
  gpu.func @reverse(%a: memref<?xf64, #gpu.address_space<global>>)
      workgroup(%s: memref<64xf64, #gpu.address_space<workgroup>>) kernel {
    %i = gpu.thread_id x
    %b = gpu.block_id x
    %v = memref.load %a[%i] : memref<?xf64, #gpu.address_space<global>>
    memref.store %v, %s[%i] : memref<64xf64, #gpu.address_space<workgroup>>
    gpu.barrier
    %w = memref.load %s[%b] : memref<64xf64, #gpu.address_space<workgroup>>
    memref.store %w, %a[%i] : memref<?xf64, #gpu.address_space<global>>
    gpu.return
  }
}
