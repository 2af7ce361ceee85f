// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Trips that run together: a loop over boxes of iterations, in lanes of their
// own, and folds, which are as wide as these until the loop ends.
// RUN: cubeport-opt --map-to-davinci --canonicalize --cse %s | FileCheck %s
!global = memref<?xf32, #gpu.address_space<global>>
!words = memref<?xi32, #gpu.address_space<global>>

// CHECK-LABEL: func.func @dense
// CHECK-DAG: %[[W:.*]] = arith.constant 4096 : i32
// CHECK-DAG: %[[W64:.*]] = arith.constant 4096 : i64
// CHECK-DAG: %[[ONE:.*]] = arith.constant 1 : i32
// CHECK: %[[SUM:.*]] = davinci.alloc : memref<4096xf32
// CHECK: davinci.duplicate %[[SUM]], %{{.*}}, %[[W]]
// CHECK: scf.for %[[I:.*]] = %{{.*}} to %arg2 step %[[W64]] : i64
// CHECK: %[[LEFT:.*]] = arith.subi %arg2, %[[I]]
// CHECK: %[[HERE:.*]] = arith.minsi %[[LEFT]], %[[W64]]
// CHECK: %[[COUNT:.*]] = arith.trunci %[[HERE]]
// CHECK: davinci.copy_in %[[V:.*]], %arg0[%[[I]]] rows(%[[ONE]], %[[COUNT]], %{{.*}}) {nonempty}
// CHECK: davinci.binary  mul %[[P:.*]], %[[V]], %[[V]], %[[COUNT]]
// CHECK: davinci.binary  add %[[SUM]], %[[SUM]], %[[P]], %[[COUNT]]
// CHECK: davinci.binary  add %[[SUM]], %[[SUM]], %{{.*}}, %c2048_i32
// CHECK: davinci.binary  add %[[SUM]], %[[SUM]], %{{.*}}, %c1024_i32
// CHECK: davinci.binary  add %[[SUM]], %[[SUM]], %{{.*}}, %c512_i32
// CHECK: davinci.binary  add %[[SUM]], %[[SUM]], %{{.*}}, %[[LX:.*]] :
// CHECK: davinci.copy_out %arg1[%{{.*}}], %[[SUM]] rows(%[[ONE]], %[[LX]],
// The boxes of a dense loop are runs of memory; all 16 rows fold onto one.
func.func @dense(%x: !global, %y: !global, %n: i64)
    attributes {tile.lanes = 256 : i64} {
  %c1 = arith.constant 1 : i32
  %many = arith.constant 16 : i32
  %lx = arith.constant 256 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %step = arith.constant 256 : i64
  %init = arith.constant dense<0.0> : tensor<256xf32>
  tile.lanes (%lx, %c1, %c1) {
    %sum = tile.trips %zero to %n step %step together %many lanes 4096 dense
        fold [#tile<fold add>] (%init : tensor<256xf32>) {
    ^bb0(%base: i64, %width: i32, %rows: i32):
      %v = tile.load %x[%base] strides(%one, %zero, %zero) : !global, tensor<4096xf32>
      %w = arith.mulf %v, %v : tensor<4096xf32>
      tile.trip_end %w : tensor<4096xf32>
    }
    tile.store %sum, %y[%zero] strides(%one, %zero, %zero) : tensor<256xf32>, !global
  }
  return
}

// CHECK-LABEL: func.func @starts
// CHECK-DAG: %[[NONE:.*]] = arith.constant -0.000000e+00 : f32
// CHECK-DAG: %[[FACTOR:.*]] = arith.constant 1.000000e+00 : f32
// CHECK: davinci.duplicate %[[SUM:.*]], %[[NONE]], %c128_i32
// CHECK: davinci.duplicate %[[SUM]], %arg3, %c64_i32
// CHECK: davinci.duplicate %[[LEAST:.*]], %arg3, %c128_i32
// CHECK: davinci.duplicate %[[PRODUCT:.*]], %[[FACTOR]], %c128_i32
// CHECK: davinci.duplicate %[[PRODUCT]], %arg3, %c64_i32
// CHECK: scf.for
// CHECK: davinci.binary  min %[[LEAST]], %[[LEAST]]
// CHECK: davinci.binary_scalar  muls %[[PRODUCT]], %[[PRODUCT]], %arg3
// Another start than the neutral element stands in the first row only; what
// all threads have in common is filled in at once.
func.func @starts(%x: !global, %y: !global, %n: i64, %f: f32)
    attributes {tile.lanes = 64 : i64} {
  %c1 = arith.constant 1 : i32
  %many = arith.constant 2 : i32
  %lx = arith.constant 64 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %step = arith.constant 64 : i64
  tile.lanes (%lx, %c1, %c1) {
    %init = tensor.splat %f : tensor<64xf32>
    %sum:3 = tile.trips %zero to %n step %step together %many lanes 128 dense
        fold [#tile<fold add>, #tile<fold min>, #tile<fold mul>]
        (%init, %init, %init : tensor<64xf32>, tensor<64xf32>, tensor<64xf32>) {
    ^bb0(%base: i64, %width: i32, %rows: i32):
      %v = tile.load %x[%base] strides(%one, %zero, %zero) : !global, tensor<128xf32>
      %s = tensor.splat %f : tensor<128xf32>
      tile.trip_end %v, %v, %s
          : tensor<128xf32>, tensor<128xf32>, tensor<128xf32>
    }
    %a = arith.addf %sum#0, %sum#1 : tensor<64xf32>
    %b = arith.addf %a, %sum#2 : tensor<64xf32>
    tile.store %b, %y[%zero] strides(%one, %zero, %zero) : tensor<64xf32>, !global
  }
  return
}

// CHECK-LABEL: func.func @rows
// CHECK: %[[NEAR:.*]] = arith.cmpi sle, %arg2
// CHECK: %[[MOST:.*]] = arith.select %[[NEAR]]
// CHECK: %[[FULL:.*]] = arith.select
// CHECK: scf.for %[[B:.*]] = %{{.*}} to %{{.*}} step
// CHECK: %[[AT:.*]] = arith.muli %[[B]], %[[MOST]]
// CHECK: %[[ROW:.*]] = arith.minsi %[[AT]], %[[FULL]]
// CHECK: %[[BASE:.*]] = arith.muli %[[ROW]], %arg2
// CHECK: davinci.copy_in %{{.*}}, %arg0[%[[BASE]]] rows(%[[ROWS:.*]], %[[WIDTH:.*]], %arg2, %{{.*}}) {nonempty}
// CHECK: davinci.copy_out %arg0[%[[BASE]]], %{{.*}} rows(%[[ROWS]], %[[WIDTH]], %arg2, %{{.*}}) {nonempty}
// Trips that do not follow each other: boxes of rows, then one shorter row.
func.func @rows(%x: !global, %n: i64, %step: i64)
    attributes {tile.lanes = 256 : i64} {
  %c1 = arith.constant 1 : i32
  %many = arith.constant 16 : i32
  %lx = arith.constant 256 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  tile.lanes (%lx, %c1, %c1) {
    tile.trips %zero to %n step %step together %many lanes 4096 {
    ^bb0(%base: i64, %width: i32, %rows: i32):
      %v = tile.load %x[%base] strides(%one, %step, %zero) : !global, tensor<4096xf32>
      %w = arith.mulf %v, %v : tensor<4096xf32>
      tile.store %w, %x[%base] strides(%one, %step, %zero)
          : tensor<4096xf32>, !global
      tile.trip_end
    }
  }
  return
}

// CHECK-LABEL: func.func @late
// CHECK: %[[W:.*]] = arith.muli %arg6, %arg2
// CHECK: davinci.duplicate %[[BITS:.*]], %{{.*}}, %[[W]]
// CHECK: scf.for
// CHECK: davinci.binary  and
// CHECK: davinci.unary  not
// CHECK: davinci.binary  or
// CHECK: davinci.binary  and
// CHECK: scf.while (%[[HALF:.*]] =
// CHECK: davinci.view %[[BITS]][%{{.*}}]
// CHECK: davinci.alloc : memref<1024xi32
// CHECK: davinci.binary  and
// As many trips as the launch has room for; bits fold in words of 16.
func.func @late(%x: !words, %n: i64, %many: i32)
    attributes {tile.lanes = 256 : i64} {
  %c1 = arith.constant 1 : i32
  %lx = tile.block_dim x
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %step = arith.extsi %lx : i32 to i64
  %init = arith.constant dense<0> : tensor<256xi32>
  tile.lanes (%lx, %c1, %c1) {
    %bits = tile.trips %zero to %n step %step together %many lanes 1024 dense
        fold [#tile<fold xor>] (%init : tensor<256xi32>) {
    ^bb0(%base: i64, %width: i32, %rows: i32):
      %v = tile.load %x[%base] strides(%one, %zero, %zero) : !words, tensor<1024xi32>
      tile.trip_end %v : tensor<1024xi32>
    }
    tile.store %bits, %x[%zero] strides(%one, %zero, %zero) : tensor<256xi32>, !words
  }
  return
}
