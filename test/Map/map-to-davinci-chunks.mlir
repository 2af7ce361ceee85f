// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt %s --map-to-davinci --cse --split-input-file --verify-diagnostics | FileCheck %s
// Chunks of threads: how many there are and what one core does.

!gm = memref<?xf32, #gpu.address_space<global>>

// The bound is computed once; a chunk is never empty.
// CHECK-LABEL: func.func @bounded
// CHECK: %[[N:.*]] = arith.extsi %arg1 : i32 to i64
// CHECK: %[[T:.*]] = arith.minsi
// CHECK: arith.muli %{{.*}}, %c64_i64 : i64
// CHECK: %[[L:.*]] = arith.muli %{{.*}}, %c64_i64 : i64
// CHECK: %[[L1:.*]] = arith.addi %[[L]], %c-1_i64 : i64
// CHECK: %[[UP:.*]] = arith.addi %[[T]], %[[L1]] : i64
// CHECK: %[[C:.*]] = arith.divsi %[[UP]], %[[L]] : i64
// CHECK: scf.for %[[I:.*]] = %{{.*}} to %{{.*}} step %{{.*}} : i64 {
// CHECK: %[[R:.*]] = arith.remsi %[[I]], %[[C]] : i64
// CHECK: %[[F:.*]] = arith.muli %[[R]], %[[L]] : i64
// CHECK: %[[LEFT:.*]] = arith.subi %[[T]], %{{.*}} : i64
// CHECK: %[[M:.*]] = arith.minsi %[[L]], %[[LEFT]] : i64
// CHECK: %[[COUNT:.*]] = arith.trunci %[[M]] : i64 to i32
// CHECK: davinci.copy_in %{{.*}} rows(%c1_i32, %[[COUNT]], %c0_i64, %c0_i32) {nonempty}
// CHECK: davinci.copy_out %{{.*}} rows(%c1_i32, %[[COUNT]], %c0_i64, %c0_i32) {nonempty}
func.func @bounded(%x: !gm, %n: i32) attributes {tile.lanes = 4096 : i64} {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %i1 = arith.constant 1 : i32
  %m = arith.extsi %n : i32 to i64
  %first, %count = tile.chunk below %m
  tile.lanes (%count, %i1, %i1) {
    %o = arith.extsi %first : i32 to i64
    %a = tile.load %x[%o] strides(%c1, %c0, %c0) : !gm, tensor<4096xf32>
    tile.store %a, %x[%o] strides(%c1, %c0, %c0) : tensor<4096xf32>, !gm
  }
  return
}

// -----

!gm = memref<?xf32, #gpu.address_space<global>>

// Rows of threads along y and z, of blocks of any size.
// CHECK-LABEL: func.func @rows
// CHECK-SAME: %[[BX:[^ ]*]]: i32 {simt.arg_name = "blockX"}, %[[BY:[^ ]*]]: i32 {simt.arg_name = "blockY"}
// CHECK: %[[Y:.*]] = arith.muli %{{.*}}, %[[BY]] : i32
// CHECK: %[[YW:.*]] = arith.extsi %[[Y]] : i32 to i64
// CHECK: scf.for %[[I:.*]] =
// CHECK: %[[ROW:.*]] = arith.divsi %[[I]], %{{.*}} : i64
// CHECK: arith.remsi %[[ROW]], %[[YW]] : i64
// CHECK: arith.divsi %[[ROW]], %[[YW]] : i64
func.func @rows(%x: !gm, %v: f32) attributes {tile.lanes = 4096 : i64} {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %i1 = arith.constant 1 : i32
  %first, %count = tile.chunk
  %y = tile.row y
  %z = tile.row z
  %p = arith.addi %y, %z : i32
  %q = arith.addi %p, %first : i32
  tile.lanes (%count, %i1, %i1) {
    %o = arith.extsi %q : i32 to i64
    %a = tensor.splat %v : tensor<4096xf32>
    tile.store %a, %x[%o] strides(%c1, %c0, %c0) : tensor<4096xf32>, !gm
  }
  return
}

// -----

!gm = memref<?xf32, #gpu.address_space<global>>

// A lower bound is felt in one chunk; all others are one copy.
// CHECK-LABEL: func.func @inner
// CHECK: %[[LO:.*]] = arith.maxsi
// CHECK: %[[IS0:.*]] = arith.cmpi eq, %[[LO]], %c0_i32
// CHECK: scf.if %[[IS0]] {
// CHECK: davinci.copy_in
// CHECK: } else {
// CHECK: davinci.vector_gather
// CHECK: scf.if %[[IS0]] {
// CHECK: davinci.copy_out
// CHECK: } else {
// CHECK: davinci.vector_gather
func.func @inner(%x: !gm, %lo: i32) attributes {tile.lanes = 4096 : i64} {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %i0 = arith.constant 0 : i32
  %i1 = arith.constant 1 : i32
  %first, %count = tile.chunk
  tile.lanes (%count, %i1, %i1) {
    %l = arith.subi %lo, %first : i32
    %o = arith.extsi %first : i32 to i64
    %a = tile.load %x[%o] strides(%c1, %c0, %c0) box(%l, %i0, %i0, %count, %i1, %i1) : !gm, tensor<4096xf32>
    tile.store %a, %x[%o] strides(%c1, %c0, %c0) box(%l, %i0, %i0, %count, %i1, %i1) : tensor<4096xf32>, !gm
  }
  return
}

// -----

func.func @twice() attributes {tile.lanes = 64 : i64} {
  %a, %b = tile.chunk
  // expected-error @+1 {{CP4002: second 'tile.chunk' of a kernel; it has one loop over chunks}}
  %c, %d = tile.chunk
  return
}

// -----

func.func @row_first() attributes {tile.lanes = 64 : i64} {
  // expected-error @+1 {{CP4002: 'tile.row' in front of 'tile.chunk'}}
  %y = tile.row y
  %a, %b = tile.chunk
  return
}

// -----

func.func @lanes_first(%n: i32) attributes {tile.lanes = 64 : i64} {
  // expected-error @+1 {{CP4002: 'tile.lanes' in front of 'tile.chunk'}}
  tile.lanes (%n, %n, %n) {
  }
  %a, %b = tile.chunk
  return
}

// -----

func.func @block_of_chunk() attributes {tile.lanes = 64 : i64} {
  %a, %b = tile.chunk
  // expected-error @+1 {{CP4002: the block of threads whose blocks do not matter}}
  %x = tile.block_id x
  return
}
