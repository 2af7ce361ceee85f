// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Atomic updates: by the DMA engine where it can, else read back by one core.
// RUN: cubeport-opt --map-to-davinci --canonicalize --cse %s 2>%t.remarks \
// RUN:   | FileCheck %s
// RUN: FileCheck --check-prefix=REMARK %s < %t.remarks
!shared = memref<64xi32, #gpu.address_space<workgroup>>
!global = memref<?xi32, #gpu.address_space<global>>

// CHECK-LABEL: func.func @add
// CHECK: davinci.set_atomic add i32
// CHECK: davinci.copy_out %arg0
// CHECK: davinci.set_atomic none i32
func.func @add(%x: !global, %n: i32) attributes {tile.lanes = 64 : i64} {
  %c1 = arith.constant 1 : i32
  tile.lanes (%n, %c1, %c1) {
    %i = tile.lane_id x : tensor<64xi32>
    tile.atomic add %i, %x[%i] : tensor<64xi32>, !global, tensor<64xi32>
  }
  return
}

// CHECK-LABEL: func.func @shared
// CHECK: %[[S:.*]] = davinci.alloc : memref<64xi32
// CHECK: scf.for
// CHECK: scf.for
// CHECK: %[[OLD:.*]] = davinci.get_value %[[S]]
// CHECK: %[[NEW:.*]] = arith.xori %[[OLD]]
// CHECK: davinci.set_value %[[NEW]], %[[S]]
func.func @shared(%n: i32) attributes {tile.lanes = 64 : i64} {
  %c1 = arith.constant 1 : i32
  %s = memref.alloca() : !shared
  tile.lanes (%n, %c1, %c1) {
    %i = tile.lane_id x : tensor<64xi32>
    tile.atomic xor %i, %s[%i] : tensor<64xi32>, !shared, tensor<64xi32>
  }
  return
}

// REMARK: CP4003: atomic compare and swap on 'i32'
// CHECK-LABEL: func.func @swap
// CHECK: %[[FIRST:.*]] = arith.cmpi eq, %{{.*}}, %{{.*}} : i32
// CHECK: %[[START:.*]] = arith.select %[[FIRST]]
// CHECK: scf.for %{{.*}} = %[[START]]
// CHECK: davinci.invalidate_cache %arg0
// CHECK: %[[OLD:.*]] = davinci.get_value %arg0
// CHECK: arith.cmpi eq, %[[OLD]]
// CHECK: davinci.copy_out %arg0
func.func @swap(%x: !global, %n: i32) attributes {tile.lanes = 64 : i64} {
  %c1 = arith.constant 1 : i32
  tile.lanes (%n, %c1, %c1) {
    %i = tile.lane_id x : tensor<64xi32>
    %k = arith.constant dense<7> : tensor<64xi32>
    %o = tile.atomic_cas %i, %k, %x[%i]
        : tensor<64xi32>, !global, tensor<64xi32>
  }
  return
}
