// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A module that names no LLVM type: the pass makes the pointer type itself.
// RUN: cubeport-opt --frontend-recover-views %s | FileCheck %s
// CHECK: memref.atomic_rmw
gpu.module @device {
  gpu.func @atomic(%v: memref<?xf32, #gpu.address_space<global>>, %a: f32)
      kernel {
    %c0 = arith.constant 0 : index
    %r = memref.atomic_rmw mulf %a, %v[%c0]
        : (f32, memref<?xf32, #gpu.address_space<global>>) -> f32
    gpu.return
  }
}
