// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt %s --map-to-davinci | FileCheck %s
// Numbers near 2^63: a stride goes element by element, a buffer that no chip
// has is left to the planner.

!global = memref<?xf32, #gpu.address_space<global>>

// CHECK-LABEL: func.func @stride
func.func @stride(%x: !global) attributes {tile.lanes = 128 : i64} {
  %c1 = arith.constant 1 : i32
  %c96 = arith.constant 96 : i32
  %zero = arith.constant 0 : i64
  %far = arith.constant 9223372036854775807 : i64
  // CHECK: scf.for
  tile.lanes (%c96, %c1, %c1) {
    %v = tile.load %x[%zero] strides(%far, %zero, %zero)
        : !global, tensor<128xf32>
    tile.store %v, %x[%zero] strides(%far, %zero, %zero)
        : tensor<128xf32>, !global
  }
  return
}

// CHECK-LABEL: func.func @lanes
func.func @lanes(%x: !global)
    attributes {tile.lanes = 9223372036854775807 : i64} {
  %c1 = arith.constant 1 : i32
  %c64 = arith.constant 64 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  // CHECK: davinci.alloc : memref<1099511627776xf32
  tile.lanes (%c64, %c1, %c1) {
    %v = tile.load %x[%zero] strides(%one, %zero, %zero)
        : !global, tensor<64xf32>
    %s = arith.addf %v, %v : tensor<64xf32>
    tile.store %s, %x[%zero] strides(%one, %zero, %zero)
        : tensor<64xf32>, !global
  }
  return
}
