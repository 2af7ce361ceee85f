// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt --frontend-verify %s | FileCheck %s

// CHECK: gpu.func @k
gpu.module @device {
  gpu.func @k(%p: memref<?xf32>, %n: i32) kernel attributes {simt.name = "k"} {
    %i = arith.index_cast %n : i32 to index
    %x = memref.load %p[%i] : memref<?xf32>
    %y = math.exp %x : f32
    memref.store %y, %p[%i] : memref<?xf32>
    gpu.return
  }
}
