// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the vector unit lacks is done lane by lane, with a remark; 64-bit
// index arithmetic moves into the loop that uses it.
// RUN: cubeport-opt --map-to-davinci --canonicalize --cse %s 2>%t.remarks \
// RUN:   | FileCheck %s
// RUN: FileCheck --check-prefix=REMARK %s < %t.remarks
!global = memref<?xi32, #gpu.address_space<global>>

// REMARK: CP4001: 'arith.divsi' on 'i32' lanes
// CHECK-LABEL: func.func @divide
// CHECK: scf.for
// CHECK: scf.for
// CHECK: %[[A:.*]] = davinci.get_value
// CHECK: %[[D:.*]] = arith.select
// CHECK: %[[Q:.*]] = arith.divsi %[[A]], %[[D]] : i32
// CHECK: davinci.set_value %[[Q]]
func.func @divide(%x: !global, %n: i32) attributes {tile.lanes = 64 : i64} {
  %c1 = arith.constant 1 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  tile.lanes (%n, %c1, %c1) {
    %a = tile.load %x[%zero] strides(%one, %zero, %zero)
        : !global, tensor<64xi32>
    %i = tile.lane_id x : tensor<64xi32>
    %q = arith.divsi %a, %i : tensor<64xi32>
    tile.store %q, %x[%zero] strides(%one, %zero, %zero)
        : tensor<64xi32>, !global
  }
  return
}

// CHECK-LABEL: func.func @index
// CHECK-NOT: memref<64xi64
// CHECK: %[[I:.*]] = davinci.get_value %{{.*}} : memref<64xi32
// CHECK: %[[W:.*]] = arith.extsi %[[I]]
// CHECK: %[[J:.*]] = arith.muli %[[W]], %arg1
// CHECK: davinci.get_value %arg0[%[[J]]]
func.func @index(%x: !global, %k: i64) attributes {tile.lanes = 64 : i64} {
  %c1 = arith.constant 1 : i32
  %c64 = arith.constant 64 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  tile.lanes (%c64, %c1, %c1) {
    %i = tile.lane_id x : tensor<64xi32>
    %w = arith.extsi %i : tensor<64xi32> to tensor<64xi64>
    %s = tensor.splat %k : tensor<64xi64>
    %j = arith.muli %w, %s : tensor<64xi64>
    %v = tile.gather %x[%j] : !global, tensor<64xi64>, tensor<64xi32>
    tile.store %v, %x[%zero] strides(%one, %zero, %zero)
        : tensor<64xi32>, !global
  }
  return
}

// The amount is found to be a splat only after the quotient was put off to its
// user: the quotient is then computed for the shift, not read from the buffer
// that it will go to.
// CHECK-LABEL: func.func @shift_of_put_off
// CHECK: %[[Q:.*]] = arith.divui
// CHECK: davinci.set_value %[[Q]]
// CHECK: davinci.binary_scalar shr
func.func @shift_of_put_off(%x: !global, %n: i32, %k: i32)
    attributes {tile.lanes = 64 : i64} {
  %c1 = arith.constant 1 : i32
  %c64 = arith.constant 64 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  tile.lanes (%c64, %c1, %c1) {
    %a = tile.load %x[%zero] strides(%one, %zero, %zero)
        : !global, tensor<64xi32>
    %i = tile.lane_id x : tensor<64xi32>
    %q = arith.divui %a, %i : tensor<64xi32>
    %s = tensor.splat %k : tensor<64xi32>
    %r = arith.shrui %q, %s : tensor<64xi32>
    tile.store %r, %x[%zero] strides(%one, %zero, %zero)
        : tensor<64xi32>, !global
  }
  return
}
