// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt %s --map-to-davinci --canonicalize | FileCheck %s
// An update of shared memory is one vector instruction where it stands.

!shared = memref<256xf32, #gpu.address_space<workgroup>>

// Lanes below 128 add what stands 128 further on.
// CHECK-LABEL: func.func @aligned
// CHECK: %[[P:.*]] = davinci.alloc : memref<256xf32
// CHECK: %[[UPPER:.*]] = davinci.view %[[P]][%c128_i64]
// CHECK-NOT: davinci.copy
// CHECK: davinci.binary add %[[P]], %[[P]], %[[UPPER]], %c128_i32
// CHECK-NOT: davinci.binary
// CHECK: return
func.func @aligned() attributes {tile.lanes = 256 : i64, tile.whole_block} {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %c128 = arith.constant 128 : i32
  %c256 = arith.constant 256 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %far = arith.constant 128 : i64
  %p = memref.alloca() : !shared
  tile.lanes (%c256, %c1, %c1) {
    %a = tile.load %p[%zero] strides(%one, %zero, %zero)
        box(%c0, %c0, %c0, %c128, %c1, %c1) : !shared, tensor<256xf32>
    %b = tile.load %p[%far] strides(%one, %zero, %zero)
        box(%c0, %c0, %c0, %c128, %c1, %c1) : !shared, tensor<256xf32>
    %s = arith.addf %a, %b : tensor<256xf32>
    tile.store %s, %p[%zero] strides(%one, %zero, %zero)
        box(%c0, %c0, %c0, %c128, %c1, %c1) : tensor<256xf32>, !shared
  }
  return
}

// Four elements further on there is no block: a gather of four lanes.
// CHECK-LABEL: func.func @unaligned
// CHECK: %[[P:.*]] = davinci.alloc : memref<256xf32
// CHECK: davinci.vector_gather %[[T:.*]], %[[P]], %{{.*}}, %c16_i32, %c4_i32
// CHECK: davinci.binary add %[[P]], %[[P]], %[[T]], %c4_i32
func.func @unaligned() attributes {tile.lanes = 256 : i64, tile.whole_block} {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %c4 = arith.constant 4 : i32
  %c256 = arith.constant 256 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %far = arith.constant 4 : i64
  %p = memref.alloca() : !shared
  tile.lanes (%c256, %c1, %c1) {
    %a = tile.load %p[%zero] strides(%one, %zero, %zero)
        box(%c0, %c0, %c0, %c4, %c1, %c1) : !shared, tensor<256xf32>
    %b = tile.load %p[%far] strides(%one, %zero, %zero)
        box(%c0, %c0, %c0, %c4, %c1, %c1) : !shared, tensor<256xf32>
    %s = arith.addf %a, %b : tensor<256xf32>
    tile.store %s, %p[%zero] strides(%one, %zero, %zero)
        box(%c0, %c0, %c0, %c4, %c1, %c1) : tensor<256xf32>, !shared
  }
  return
}

// Lanes below 128 read what others of them write: all loads come first.
// CHECK-LABEL: func.func @overlapping
// CHECK: %[[P:.*]] = davinci.alloc : memref<256xf32
// CHECK: davinci.copy %[[T:.*]], %{{.*}}, %c128_i32
// CHECK: davinci.binary add %[[P]], %[[P]], %[[T]], %c128_i32
func.func @overlapping() attributes {tile.lanes = 256 : i64, tile.whole_block} {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %c128 = arith.constant 128 : i32
  %c256 = arith.constant 256 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %far = arith.constant 64 : i64
  %p = memref.alloca() : !shared
  tile.lanes (%c256, %c1, %c1) {
    %a = tile.load %p[%zero] strides(%one, %zero, %zero)
        box(%c0, %c0, %c0, %c128, %c1, %c1) : !shared, tensor<256xf32>
    %b = tile.load %p[%far] strides(%one, %zero, %zero)
        box(%c0, %c0, %c0, %c128, %c1, %c1) : !shared, tensor<256xf32>
    %s = arith.addf %a, %b : tensor<256xf32>
    tile.store %s, %p[%zero] strides(%one, %zero, %zero)
        box(%c0, %c0, %c0, %c128, %c1, %c1) : tensor<256xf32>, !shared
  }
  return
}

// A write between load and store keeps its place.
// CHECK-LABEL: func.func @between
// CHECK: davinci.copy %[[A:.*]], %{{.*}}, %c128_i32
// CHECK: davinci.set_value
// CHECK: davinci.binary_scalar muls %{{.*}}, %[[A]]
func.func @between(%x: f32) attributes {tile.lanes = 256 : i64, tile.whole_block} {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %c128 = arith.constant 128 : i32
  %c256 = arith.constant 256 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %i = arith.constant 3 : index
  %p = memref.alloca() : !shared
  tile.lanes (%c256, %c1, %c1) {
    %a = tile.load %p[%zero] strides(%one, %zero, %zero)
        box(%c0, %c0, %c0, %c128, %c1, %c1) : !shared, tensor<256xf32>
    memref.store %x, %p[%i] : !shared
    %y = tensor.splat %x : tensor<256xf32>
    %s = arith.mulf %a, %y : tensor<256xf32>
    tile.store %s, %p[%zero] strides(%one, %zero, %zero)
        box(%c0, %c0, %c0, %c128, %c1, %c1) : tensor<256xf32>, !shared
  }
  return
}
