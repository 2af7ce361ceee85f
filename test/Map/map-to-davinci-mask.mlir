// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Masked and scattered accesses touch the addresses of active lanes only.
// RUN: cubeport-opt --map-to-davinci --canonicalize --cse %s | FileCheck %s
!global = memref<?xf32, #gpu.address_space<global>>
!indices = memref<?xi32, #gpu.address_space<global>>

// CHECK-LABEL: func.func @masked
// CHECK: davinci.compare_scalar GT %[[M:.*]], %
// CHECK: davinci.invalidate_cache %arg0
// CHECK: scf.for %[[L:.*]] =
// CHECK: %[[BYTE:.*]] = davinci.get_value %{{.*}} : memref<256xi8
// CHECK: scf.if
// CHECK: %[[V:.*]] = davinci.get_value %arg0
// CHECK: davinci.set_value %[[V]]
// CHECK: scf.for
// CHECK: scf.if
// CHECK: davinci.set_value %{{.*}}, %[[SLOTS:.*]][%
// CHECK: scf.for
// CHECK: scf.if
// CHECK: %[[SLOT:.*]] = davinci.view %[[SLOTS]]
// CHECK: davinci.copy_out %arg0[%{{.*}}], %[[SLOT]]
func.func @masked(%x: !global) attributes {tile.lanes = 64 : i64} {
  %c1 = arith.constant 1 : i32
  %c64 = arith.constant 64 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  tile.lanes (%c64, %c1, %c1) {
    %k = arith.constant dense<0.0> : tensor<64xf32>
    %a = tile.load %x[%zero] strides(%one, %zero, %zero)
        : !global, tensor<64xf32>
    %m = arith.cmpf ogt, %a, %k : tensor<64xf32>
    %v = tile.load %x[%zero] strides(%one, %zero, %zero)
        mask(%m : tensor<64xi1>) : !global, tensor<64xf32>
    tile.store %v, %x[%zero] strides(%one, %zero, %zero)
        mask(%m : tensor<64xi1>) : tensor<64xf32>, !global
  }
  return
}

// CHECK-LABEL: func.func @gather
// CHECK: davinci.invalidate_cache %arg0
// CHECK: scf.for
// CHECK: %[[I:.*]] = davinci.get_value %{{.*}} : memref<64xi32
// CHECK: %[[W:.*]] = arith.extsi %[[I]]
// CHECK: davinci.get_value %arg0[%[[W]]]
func.func @gather(%x: !global, %p: !indices)
    attributes {tile.lanes = 64 : i64} {
  %c1 = arith.constant 1 : i32
  %c64 = arith.constant 64 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  tile.lanes (%c64, %c1, %c1) {
    %i = tile.load %p[%zero] strides(%one, %zero, %zero)
        : !indices, tensor<64xi32>
    %v = tile.gather %x[%i] : !global, tensor<64xi32>, tensor<64xf32>
    tile.store %v, %x[%zero] strides(%one, %zero, %zero)
        : tensor<64xf32>, !global
  }
  return
}

// A vote reads the mask's words and clears the bits behind the last lane.
// CHECK-LABEL: func.func @vote
// CHECK: %[[W:.*]] = davinci.view %{{.*}} to memref<32xi64
// CHECK: scf.for
// CHECK: davinci.get_value %[[W]]
// CHECK: arith.ori
// CHECK: arith.cmpi ne
func.func @vote(%x: !global, %n: i32) attributes {tile.lanes = 64 : i64} {
  %c1 = arith.constant 1 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  tile.lanes (%n, %c1, %c1) {
    %k = arith.constant dense<0.0> : tensor<64xf32>
    %a = tile.load %x[%zero] strides(%one, %zero, %zero)
        : !global, tensor<64xf32>
    %m = arith.cmpf ogt, %a, %k : tensor<64xf32>
    %any = tile.any %m : tensor<64xi1>
    scf.if %any {
      tile.store %k, %x[%zero] strides(%one, %zero, %zero)
          : tensor<64xf32>, !global
    }
  }
  return
}
