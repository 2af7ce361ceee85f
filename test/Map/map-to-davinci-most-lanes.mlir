// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt %s --map-to-davinci | FileCheck %s
// A lane capacity near 2^63: what counts lanes comes to an end, and sizes do
// not come round. The planner refuses the buffers.

!global = memref<?xf32, #gpu.address_space<global>>
!integers = memref<?xi32, #gpu.address_space<global>>

// CHECK-LABEL: func.func @numbers
func.func @numbers(%x: !integers)
    attributes {tile.lanes = 9223372036854775807 : i64} {
  %c1 = arith.constant 1 : i32
  %c64 = arith.constant 64 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  // CHECK: davinci.alloc : memref<1099511627776xi32
  tile.lanes (%c64, %c1, %c1) {
    %i = tile.lane_id x : tensor<64xi32>
    tile.store %i, %x[%zero] strides(%one, %zero, %zero)
        : tensor<64xi32>, !integers
  }
  return
}

// CHECK-LABEL: func.func @staged
func.func @staged(%x: !global)
    attributes {tile.lanes = 9223372036854775807 : i64} {
  %c8 = arith.constant 8 : i32
  %c1 = arith.constant 1 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %pitch = arith.constant 100 : i64
  // CHECK: davinci.alloc : memref<1099511627776xf32
  tile.lanes (%c8, %c8, %c1) {
    %v = tile.load %x[%zero] strides(%one, %pitch, %zero)
        : !global, tensor<64xf32>
    tile.store %v, %x[%one] strides(%one, %pitch, %zero)
        : tensor<64xf32>, !global
  }
  return
}
