// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt %s --map-to-davinci --canonicalize | FileCheck %s
// A shuffle is a gather by a table of lanes that stands before the blocks.

// CHECK-LABEL: func.func @shuffles
// CHECK: davinci.duplicate %[[DOWN:.*]], %c31_i32
// CHECK: davinci.binary and
// CHECK: davinci.binary_scalar adds %[[DOWN]], %[[DOWN]], %c-16_i32
// CHECK: davinci.binary_scalar shr %[[DOWN]], %[[DOWN]], %c31_i32
// CHECK: davinci.binary_scalar muls %[[DOWN]], %[[DOWN]], %c-16_i32
// CHECK: davinci.binary add %[[DOWN]], %[[DOWN]]
// CHECK: davinci.binary_scalar muls %[[DOWN]], %[[DOWN]], %c4_i32
// CHECK: davinci.duplicate %[[XOR:.*]], %c8_i32
// CHECK: scf.for
// CHECK: davinci.vector_gather
// CHECK: davinci.vector_gather
// CHECK: davinci.vector_gather
// CHECK-NOT: davinci.vector_gather
func.func @shuffles(%v: memref<?xf32, #gpu.address_space<global>>)
    attributes {tile.lanes = 64 : i64, tile.whole_block} {
  %c1 = arith.constant 1 : i32
  %c64 = arith.constant 64 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  tile.lanes (%c64, %c1, %c1) {
    %a = tile.load %v[%zero] strides(%one, %zero, %zero)
        : memref<?xf32, #gpu.address_space<global>>, tensor<64xf32>
    %b = tile.shuffle down %a by 16 of 32 : tensor<64xf32>
    %c = tile.shuffle xor %b by 8 of 32 : tensor<64xf32>
    %d = tile.shuffle down %c by 16 of 32 : tensor<64xf32>
    tile.store %d, %v[%zero] strides(%one, %zero, %zero)
        : tensor<64xf32>, memref<?xf32, #gpu.address_space<global>>
  }
  return
}

// All lanes add to one element: halves, then one copy.
// CHECK-LABEL: func.func @sum
// CHECK: davinci.duplicate %[[W:.*]], %cst
// CHECK: davinci.binary_scalar adds
// CHECK: %[[UPPER:.*]] = davinci.view %[[W]][%c32_i64]
// CHECK: davinci.binary add %[[W]], %[[W]], %[[UPPER]], %c32_i32
// CHECK: davinci.binary add %[[W]], %[[W]], %{{.*}}, %c16_i32
// CHECK: davinci.binary add %[[W]], %[[W]], %{{.*}}, %c8_i32
// CHECK-COUNT-8: davinci.get_value
// CHECK: davinci.copy_out
// CHECK-NOT: davinci.copy_out
// CHECK: davinci.set_atomic none
func.func @sum(%v: memref<?xf32, #gpu.address_space<global>>)
    attributes {tile.lanes = 64 : i64, tile.whole_block} {
  %c1 = arith.constant 1 : i32
  %c64 = arith.constant 64 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  tile.lanes (%c64, %c1, %c1) {
    %a = tile.load %v[%zero] strides(%one, %zero, %zero)
        : memref<?xf32, #gpu.address_space<global>>, tensor<64xf32>
    %at = tensor.splat %one : tensor<64xi64>
    tile.atomic add %a, %v[%at]
        : tensor<64xf32>, memref<?xf32, #gpu.address_space<global>>,
          tensor<64xi64>
  }
  return
}

// An old value that is used keeps the order of lanes.
// CHECK-LABEL: func.func @old
// CHECK-NOT: davinci.binary add
// CHECK: return
func.func @old(%v: memref<?xf32, #gpu.address_space<global>>)
    attributes {tile.lanes = 64 : i64, tile.whole_block} {
  %c1 = arith.constant 1 : i32
  %c64 = arith.constant 64 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  tile.lanes (%c64, %c1, %c1) {
    %a = tile.load %v[%zero] strides(%one, %zero, %zero)
        : memref<?xf32, #gpu.address_space<global>>, tensor<64xf32>
    %at = tensor.splat %one : tensor<64xi64>
    %b = tile.atomic add %a, %v[%at]
        : tensor<64xf32>, memref<?xf32, #gpu.address_space<global>>,
          tensor<64xi64> -> tensor<64xf32>
    tile.store %b, %v[%one] strides(%one, %zero, %zero)
        : tensor<64xf32>, memref<?xf32, #gpu.address_space<global>>
  }
  return
}
