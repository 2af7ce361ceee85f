// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Indices into shared memory are narrowed as a whole, those into global
// memory only where they were widened.
// RUN: cubeport-opt --map-legalize --cse %s | FileCheck %s
!shared = memref<256xf32, #gpu.address_space<workgroup>>
!global = memref<?xf32, #gpu.address_space<global>>

// CHECK-LABEL: @shared
// CHECK: %[[I:.*]] = arith.muli %{{.*}} : tensor<64xi32>
// CHECK: tile.gather %{{.*}}[%[[I]]]
func.func @shared(%s: !shared, %i: tensor<64xi32>, %g: !global, %n: i32,
                  %o: i64) {
  tile.lanes (%n, %n, %n) {
    %k = arith.constant dense<3> : tensor<64xi64>
    %w = arith.extsi %i : tensor<64xi32> to tensor<64xi64>
    %j = arith.muli %w, %k : tensor<64xi64>
    %a = tile.gather %s[%j] : !shared, tensor<64xi64>, tensor<64xf32>
    tile.store %a, %g[%o] strides(%o, %o, %o) : tensor<64xf32>, !global
  }
  return
}

// CHECK-LABEL: @global
// CHECK: tile.gather %{{.*}} : memref<?xf32, #gpu.address_space<global>>, tensor<64xi32>
// CHECK: tile.gather %{{.*}} : memref<?xf32, #gpu.address_space<global>>, tensor<64xi64>
func.func @global(%i: tensor<64xi32>, %g: !global, %n: i32, %o: i64) {
  tile.lanes (%n, %n, %n) {
    %k = arith.constant dense<3> : tensor<64xi64>
    %w = arith.extsi %i : tensor<64xi32> to tensor<64xi64>
    %j = arith.muli %w, %k : tensor<64xi64>
    %a = tile.gather %g[%w] : !global, tensor<64xi64>, tensor<64xf32>
    %b = tile.gather %g[%j] : !global, tensor<64xi64>, tensor<64xf32>
    %c = arith.addf %a, %b : tensor<64xf32>
    tile.store %c, %g[%o] strides(%o, %o, %o) : tensor<64xf32>, !global
  }
  return
}
