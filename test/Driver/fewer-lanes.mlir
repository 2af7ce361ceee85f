// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport translate %s --start-from=lift --stop-after=plan | FileCheck %s
// RUN: cubeport translate %s --start-from=lift --stop-after=plan --lanes=128 | FileCheck %s --check-prefix=FEW
// Three buffers of 16384 floats have no room, so that the kernel is lifted
// again with half the lanes.

!gm = memref<?xf32, #gpu.address_space<global>>

// CHECK: func.func @add
// CHECK-SAME: davinci.lanes = 8192
// FEW: func.func @add
// FEW-SAME: davinci.lanes = 128
gpu.module @device {
  gpu.func @add(%a: !gm, %b: !gm, %c: !gm) kernel
      attributes {simt.chunk = 16384 : i64} {
    %i = gpu.global_id x
    %x = memref.load %a[%i] : !gm
    %y = memref.load %b[%i] : !gm
    %z = arith.addf %x, %y : f32
    memref.store %z, %c[%i] : !gm
    gpu.return
  }
}
