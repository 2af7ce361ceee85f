// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt --frontend-outline-kernels %s | FileCheck %s

// CHECK: gpu.module @device {
// CHECK: llvm.mlir.global internal @table
llvm.mlir.global internal @table(dense<0> : tensor<4xi32>) : !llvm.array<4 x i32>

// Other functions stay as declarations.
// CHECK: llvm.func @recursive(i32)
// CHECK-NOT: {
llvm.func internal @recursive(%n: i32) {
  llvm.call @recursive(%n) : (i32) -> ()
  llvm.return
}

// CHECK: gpu.func @k(%{{.*}}: !llvm.ptr {simt.arg_name = "p", simt.restrict}, %[[C:.*]]: i1 {simt.arg_name = "c"})
// CHECK-SAME: kernel attributes {simt.block = array<i32: 8, 4, 1>, simt.name = "k"}
llvm.func ptx_kernelcc @k(
    %p: !llvm.ptr {llvm.noundef, simt.arg_name = "p", simt.restrict},
    %c: i1 {simt.arg_name = "c"})
    attributes {simt.name = "k", simt.block = array<i32: 8, 4, 1>} {
  // CHECK: cf.cond_br %[[C]], ^[[ONE:.*]], ^[[TWO:.*]]
  llvm.cond_br %c, ^bb1, ^bb2
^bb1:
  // CHECK: ^[[ONE]]:
  // CHECK: cf.br ^[[TWO]]
  llvm.br ^bb2
^bb2:
  // CHECK: ^[[TWO]]:
  // CHECK: gpu.return
  llvm.return
}

// CHECK: gpu.func @s
llvm.func ptx_kernelcc @s(%x: i32) attributes {simt.name = "s"} {
  // CHECK: cf.switch %{{.*}} : i32
  llvm.switch %x : i32, ^bb1 [3: ^bb2]
^bb1:
  llvm.return
^bb2:
  // What is never reached may as well return.
  // CHECK: gpu.return
  // CHECK: gpu.return
  llvm.unreachable
}
