// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A kernel in davinci form passes; functions that are no kernels are left alone.
// RUN: cubeport-opt --map-verify %s | FileCheck %s

// CHECK-LABEL: func.func @kernel
func.func @kernel() attributes {davinci.lanes = 64 : i64} {
  %b = davinci.alloc : memref<64xf32, #davinci.space<ub>>
  return
}

// CHECK-LABEL: func.func @other
func.func @other(%a: tensor<64xf32>) -> tensor<64xf32> {
  %b = arith.addf %a, %a : tensor<64xf32>
  return %b : tensor<64xf32>
}
