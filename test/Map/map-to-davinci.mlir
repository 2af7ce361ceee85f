// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The frame of a kernel and one run of lanes under a guard.
// RUN: cubeport-opt --map-to-davinci --canonicalize --cse %s | FileCheck %s
!global = memref<?xf32, #gpu.address_space<global>>

// CHECK-LABEL: func.func @scale
// CHECK-SAME: %[[N:arg0]]: i32 {simt.arg_name = "n"}
// CHECK-SAME: %[[X:arg1]]: memref<?xf32, #davinci.space<gm>>
// CHECK-SAME: %[[GX:arg2]]: i32 {simt.arg_name = "gridX"}
// CHECK-SAME: %[[BX:arg5]]: i32 {simt.arg_name = "blockX"}
// CHECK-SAME: davinci.lanes = 256 : i64
// CHECK-SAME: davinci.max_block = 256 : i64
// CHECK-DAG: %[[CORE:.*]] = davinci.core_id
// CHECK-DAG: %[[CORES:.*]] = davinci.core_count
// CHECK: scf.for %[[B:.*]] = %[[CORE]] to %{{.*}} step %[[CORES]]
// CHECK: %[[ID:.*]] = arith.remsi %[[B]], %[[GX]]
// CHECK: %[[COUNT:.*]] = arith.maxsi
// CHECK: %[[V:.*]] = davinci.alloc : memref<256xf32, #davinci.space<ub>>
// CHECK: davinci.copy_in %[[V]], %[[X]][%[[O:.*]]] rows(%{{.*}}, %[[COUNT]],
// CHECK: davinci.binary_scalar muls %[[W:.*]], %[[V]], %{{.*}}, %[[BX]]
// CHECK: davinci.copy_out %[[X]][%[[O]]], %[[W]] rows(%{{.*}}, %[[COUNT]],
func.func @scale(%n: i32 {simt.arg_name = "n"},
                 %x: !global {simt.arg_name = "x"})
    attributes {tile.lanes = 256 : i64, tile.whole_block} {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %b = tile.block_id x
  %lx = tile.block_dim x
  %base = arith.muli %b, %lx : i32
  %o = arith.extsi %base : i32 to i64
  %hi = arith.subi %n, %base : i32
  tile.lanes (%lx, %c1, %c1) {
    %v = tile.load %x[%o] strides(%one, %zero, %zero)
        box(%c0, %c0, %c0, %hi, %c1, %c1) : !global, tensor<256xf32>
    %k = arith.constant dense<2.0> : tensor<256xf32>
    %w = arith.mulf %k, %v : tensor<256xf32>
    tile.store %w, %x[%o] strides(%one, %zero, %zero)
        box(%c0, %c0, %c0, %hi, %c1, %c1) : tensor<256xf32>, !global
  }
  return
}

// Buffers are whole repeats of 256 bytes, compares count them.
// CHECK-LABEL: func.func @short
// CHECK-DAG: %[[C96:.*]] = arith.constant 96 : i32
// CHECK-DAG: %[[C128:.*]] = arith.constant 128 : i32
// CHECK: davinci.alloc : memref<128xf32, #davinci.space<ub>>
// CHECK: davinci.compare_scalar GT %[[M:.*]], %{{.*}}, %{{.*}}, %[[C128]] : memref<256xui8
// CHECK: davinci.select %{{.*}}, %[[M]], %{{.*}}, %{{.*}}, %[[C96]]
func.func @short(%x: !global) attributes {tile.lanes = 128 : i64} {
  %c1 = arith.constant 1 : i32
  %c96 = arith.constant 96 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  tile.lanes (%c96, %c1, %c1) {
    %v = tile.load %x[%zero] strides(%one, %zero, %zero)
        : !global, tensor<128xf32>
    %k = arith.constant dense<2.0> : tensor<128xf32>
    %m = arith.cmpf olt, %k, %v : tensor<128xf32>
    %w = arith.select %m, %k, %v : tensor<128xi1>, tensor<128xf32>
    tile.store %w, %x[%zero] strides(%one, %zero, %zero)
        : tensor<128xf32>, !global
  }
  return
}
