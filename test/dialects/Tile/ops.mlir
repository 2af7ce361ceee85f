// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt %s | cubeport-opt | FileCheck %s
// Every op of tile, there and back.

!gm = memref<?xf32, #gpu.address_space<global>>
!gi = memref<?xi32, #gpu.address_space<global>>

// CHECK-LABEL: func.func @launch
func.func @launch() attributes {tile.lanes = 64 : i64} {
  // CHECK: tile.block_id x
  %0 = tile.block_id x
  // CHECK: tile.block_dim y
  %1 = tile.block_dim y
  // CHECK: tile.grid_dim z
  %2 = tile.grid_dim z
  // CHECK: tile.shared_bytes
  %3 = tile.shared_bytes
  return
}

// CHECK-LABEL: func.func @masks
func.func @masks(%n: i32, %m: tensor<64xi1>) {
  // CHECK: tile.lanes(%{{.*}}, %{{.*}}, %{{.*}}) {
  tile.lanes (%n, %n, %n) {
    // CHECK: tile.lane_id x : tensor<64xi32>
    %0 = tile.lane_id x : tensor<64xi32>
    // CHECK: tile.box(%{{.*}}) to(%{{.*}}) : tensor<64xi1>
    %1 = tile.box (%n, %n, %n) to (%n, %n, %n) : tensor<64xi1>
    // CHECK: tile.any %{{.*}} : tensor<64xi1>
    %2 = tile.any %m : tensor<64xi1>
  }
  return
}

// CHECK-LABEL: func.func @affine
func.func @affine(%v: !gm, %n: i32, %o: i64, %m: tensor<64xi1>) {
  tile.lanes (%n, %n, %n) {
    // CHECK: tile.load %{{.*}}[%{{.*}}] strides(%{{.*}}) : memref
    %0 = tile.load %v[%o] strides(%o, %o, %o) : !gm, tensor<64xf32>
    // CHECK: tile.load {{.*}} box(%{{.*}}) mask(%{{.*}} : tensor<64xi1>)
    %1 = tile.load %v[%o] strides(%o, %o, %o) box(%n, %n, %n, %n, %n, %n)
        mask(%m : tensor<64xi1>) : !gm, tensor<64xf32>
    // CHECK: tile.store %{{.*}}, %{{.*}}[%{{.*}}] strides({{.*}}) mask(
    tile.store %1, %v[%o] strides(%o, %o, %o) mask(%m : tensor<64xi1>)
        : tensor<64xf32>, !gm
  }
  return
}

// CHECK-LABEL: func.func @indexed
func.func @indexed(%v: !gm, %w: !gi, %n: i32, %i: tensor<64xi32>,
                   %j: tensor<64xi64>, %m: tensor<64xi1>) {
  tile.lanes (%n, %n, %n) {
    // CHECK: tile.gather %{{.*}}[%{{.*}}] mask(
    %0 = tile.gather %v[%i] mask(%m : tensor<64xi1>)
        : !gm, tensor<64xi32>, tensor<64xf32>
    // CHECK: tile.scatter %{{.*}}, %{{.*}}[%{{.*}}] box(
    tile.scatter %0, %v[%j] box(%n, %n, %n, %n, %n, %n)
        : tensor<64xf32>, !gm, tensor<64xi64>
    // CHECK: tile.atomic umax %{{.*}}, %{{.*}}[%{{.*}}] : {{.*}} -> tensor
    %1 = tile.atomic umax %i, %w[%i]
        : tensor<64xi32>, !gi, tensor<64xi32> -> tensor<64xi32>
    // CHECK: tile.atomic_cas %{{.*}}, %{{.*}}, %{{.*}}[%{{.*}}] mask(
    %2 = tile.atomic_cas %i, %1, %w[%i] mask(%m : tensor<64xi1>)
        : tensor<64xi32>, !gi, tensor<64xi32>
  }
  return
}

// CHECK-LABEL: func.func @warps
func.func @warps(%v: tensor<64xi32>)
    attributes {tile.lanes = 64 : i64, tile.warps = 2 : i64} {
  %c1 = arith.constant 1 : i32
  %c32 = arith.constant 32 : i32
  // CHECK: tile.warp_id
  %w = tile.warp_id
  tile.lanes (%c32, %c1, %c1) {
    // CHECK: tile.shuffle xor %arg0 by 16 of 32 : tensor<64xi32>
    %0 = tile.shuffle xor %v by 16 of 32 : tensor<64xi32>
  }
  return
}
