// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shared memory is a buffer: runs are copied, other accesses are gathered or
// written by a loop, and nothing behind the active lanes is touched.
// RUN: cubeport-opt --map-to-davinci --canonicalize --cse %s | FileCheck %s
!shared = memref<300xf32, #gpu.address_space<workgroup>>
!global = memref<?xf32, #gpu.address_space<global>>

// CHECK-LABEL: func.func @run
// CHECK: %[[S:.*]] = davinci.alloc : memref<320xf32, #davinci.space<ub>>
// CHECK: scf.for
// CHECK: %[[T:.*]] = davinci.view %[[S]]{{.*}} to memref<320xi32
// CHECK: davinci.binary_scalar adds %[[T]], %{{.*}}, %{{.*}}, %arg1
// CHECK: davinci.vector_gather %{{.*}}, %[[S]],
func.func @run(%x: !global, %n: i32) attributes {tile.lanes = 256 : i64} {
  %c1 = arith.constant 1 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %s = memref.alloca() : !shared
  tile.lanes (%n, %c1, %c1) {
    %v = tile.load %x[%zero] strides(%one, %zero, %zero)
        : !global, tensor<256xf32>
    tile.store %v, %s[%zero] strides(%one, %zero, %zero)
        : tensor<256xf32>, !shared
    %w = tile.load %s[%one] strides(%one, %zero, %zero)
        : !shared, tensor<256xf32>
    tile.store %w, %x[%zero] strides(%one, %zero, %zero)
        : tensor<256xf32>, !global
  }
  return
}

// Rows of 17 do not start on blocks: lanes write one by one.
// CHECK-LABEL: func.func @padded
// CHECK: %[[S:.*]] = davinci.alloc : memref<320xf32, #davinci.space<ub>>
// CHECK: scf.for
// CHECK: davinci.set_value %{{.*}}, %[[S]]
func.func @padded(%x: !global) attributes {tile.lanes = 256 : i64} {
  %c1 = arith.constant 1 : i32
  %c16 = arith.constant 16 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %k = arith.constant 16 : i64
  %p = arith.constant 17 : i64
  %s = memref.alloca() : !shared
  tile.lanes (%c16, %c16, %c1) {
    %v = tile.load %x[%zero] strides(%one, %k, %zero)
        : !global, tensor<256xf32>
    tile.store %v, %s[%zero] strides(%one, %p, %zero)
        : tensor<256xf32>, !shared
  }
  return
}

// The block reads and writes once what all threads agree on.
// CHECK-LABEL: func.func @uniform
// CHECK: davinci.copy_in %[[SLOT:.*]], %arg0
// CHECK: %[[V:.*]] = davinci.get_value %[[SLOT]]
// CHECK: davinci.set_value %[[V]], %{{.*}} : f32, memref<320xf32
// CHECK: davinci.set_value %[[V]], %[[OUT:.*]][
// CHECK: davinci.copy_out %arg0[%{{.*}}], %[[OUT]]
func.func @uniform(%x: !global) attributes {tile.lanes = 64 : i64} {
  %i = arith.constant 3 : index
  %s = memref.alloca() : !shared
  %v = memref.load %x[%i] : !global
  memref.store %v, %s[%i] : !shared
  memref.store %v, %x[%i] : !global
  return
}
