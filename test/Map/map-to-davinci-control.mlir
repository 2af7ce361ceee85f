// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lanes that loops carry and branches choose stand in buffers.
// RUN: cubeport-opt --map-to-davinci --canonicalize --cse %s | FileCheck %s
!global = memref<?xf32, #gpu.address_space<global>>

// A sum is formed where it is carried.
// CHECK-LABEL: func.func @sum
// CHECK: %[[ACC:.*]] = davinci.alloc
// CHECK: davinci.duplicate %[[ACC]]
// CHECK: scf.for
// CHECK: davinci.binary add %[[ACC]], %[[ACC]],
// CHECK-NOT: davinci.copy %
// CHECK: davinci.copy_out %arg0[%{{.*}}], %[[ACC]]
func.func @sum(%x: !global, %n: i32) attributes {tile.lanes = 64 : i64} {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %c64 = arith.constant 64 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  tile.lanes (%c64, %c1, %c1) {
    %k = arith.constant dense<0.0> : tensor<64xf32>
    %r = scf.for %i = %c0 to %n step %c1 iter_args(%a = %k)
        -> (tensor<64xf32>) : i32 {
      %o = arith.extsi %i : i32 to i64
      %v = tile.load %x[%o] strides(%one, %zero, %zero)
          : !global, tensor<64xf32>
      %s = arith.addf %a, %v : tensor<64xf32>
      scf.yield %s : tensor<64xf32>
    }
    tile.store %r, %x[%zero] strides(%one, %zero, %zero)
        : tensor<64xf32>, !global
  }
  return
}

// Two carried values that change places need a third buffer.
// CHECK-LABEL: func.func @swap
// CHECK: scf.for
// CHECK: scf.for
// CHECK: davinci.copy %[[T:.*]], %[[A:.*]],
// CHECK: davinci.copy %[[U:.*]], %[[B:.*]],
// CHECK: davinci.copy %{{.*}}, %{{.*}},
func.func @swap(%x: !global, %n: i32) attributes {tile.lanes = 64 : i64} {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %c64 = arith.constant 64 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  tile.lanes (%c64, %c1, %c1) {
    %p = tile.load %x[%zero] strides(%one, %zero, %zero)
        : !global, tensor<64xf32>
    %q = tile.load %x[%one] strides(%one, %zero, %zero)
        : !global, tensor<64xf32>
    %r:2 = scf.for %i = %c0 to %n step %c1 iter_args(%a = %p, %b = %q)
        -> (tensor<64xf32>, tensor<64xf32>) : i32 {
      scf.yield %b, %a : tensor<64xf32>, tensor<64xf32>
    }
    %s = arith.subf %r#0, %r#1 : tensor<64xf32>
    tile.store %s, %x[%zero] strides(%one, %zero, %zero)
        : tensor<64xf32>, !global
  }
  return
}
