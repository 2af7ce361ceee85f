// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Accesses with two axes: rows on blocks are one copy, others are staged and
// gathered; what strides does not know is decided at run time.
// RUN: cubeport-opt --map-to-davinci --canonicalize --cse %s | FileCheck %s
!global = memref<?xf32, #gpu.address_space<global>>

// CHECK-LABEL: func.func @rows
// CHECK-DAG: %[[C4095:.*]] = arith.constant 4095 : i32
// CHECK: %[[ONE:.*]] = arith.select %{{.*}}, %[[C4095]], %{{.*}} : i32
// CHECK: scf.for %[[R:.*]] = %{{.*}} to %{{.*}} step %[[ONE]]
// CHECK: %[[LEFT:.*]] = arith.subi %{{.*}}, %[[R]]
// CHECK: %[[ROWS:.*]] = arith.minsi %[[LEFT]], %[[ONE]]
// CHECK: davinci.copy_in %{{.*}} rows(%[[ROWS]], %{{.*}}, %arg1, %{{.*}})
// CHECK-NOT: davinci.vector_gather
// CHECK: davinci.copy_out
func.func @rows(%x: !global, %pitch: i64) attributes {tile.lanes = 256 : i64} {
  %c1 = arith.constant 1 : i32
  %c16 = arith.constant 16 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  tile.lanes (%c16, %c16, %c1) {
    %v = tile.load %x[%zero] strides(%one, %pitch, %zero)
        : !global, tensor<256xf32>
    tile.store %v, %x[%zero] strides(%one, %pitch, %zero)
        : tensor<256xf32>, !global
  }
  return
}

// One element per row of lanes.
// CHECK-LABEL: func.func @broadcast
// CHECK: davinci.copy_in %[[S:.*]], %arg0
// CHECK: davinci.vector_gather %{{.*}}, %[[S]],
func.func @broadcast(%x: !global, %y: !global)
    attributes {tile.lanes = 256 : i64} {
  %c1 = arith.constant 1 : i32
  %c16 = arith.constant 16 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %s = arith.constant 16 : i64
  tile.lanes (%c16, %c16, %c1) {
    %v = tile.load %x[%zero] strides(%zero, %one, %zero)
        : !global, tensor<256xf32>
    tile.store %v, %y[%zero] strides(%one, %s, %zero)
        : tensor<256xf32>, !global
  }
  return
}

// A guard from below moves the first lane off the block.
// CHECK-LABEL: func.func @from_below
// CHECK: %[[LO:.*]] = arith.maxsi %arg1, %{{.*}} : i32
// CHECK: davinci.copy_in %[[S:.*]], %arg0
// CHECK: davinci.vector_gather %[[V:.*]], %[[S]],
// CHECK: davinci.vector_gather %[[ROW:.*]], %[[V]],
// CHECK: davinci.copy_out %arg0[%{{.*}}], %[[ROW]]
func.func @from_below(%x: !global, %lo: i32)
    attributes {tile.lanes = 256 : i64} {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %c256 = arith.constant 256 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  tile.lanes (%c256, %c1, %c1) {
    %v = tile.load %x[%zero] strides(%one, %zero, %zero)
        box(%lo, %c0, %c0, %c256, %c1, %c1) : !global, tensor<256xf32>
    tile.store %v, %x[%zero] strides(%one, %zero, %zero)
        box(%lo, %c0, %c0, %c256, %c1, %c1) : tensor<256xf32>, !global
  }
  return
}
