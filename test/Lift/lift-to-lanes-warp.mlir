// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt %s --lift-to-lanes --cse | FileCheck %s
// A shuffle is a store and a gather of a buffer with one element per lane, or
// a shuffle of lanes where its distance is constant.

!gm = memref<?xf32, #gpu.address_space<global>>

gpu.module @device {
  // CHECK-LABEL: func.func @down
  // CHECK: %[[BOARD:.*]] = memref.alloca() : memref<64xf32, #gpu.address_space<workgroup>>
  gpu.func @down(%v: !gm, %n: i32) kernel
      attributes {simt.block = array<i32: 64, 1, 1>} {
    %c32 = arith.constant 32 : i32
    %all = arith.constant -1 : i32
    %t = gpu.thread_id x
    // CHECK: %[[A:.*]] = tile.load
    %a = memref.load %v[%t] : !gm
    // CHECK: %[[IN:.*]] = arith.cmpi ult
    // CHECK: arith.select %[[IN]]
    // CHECK: tile.store %[[A]], %[[BOARD]]
    // CHECK: %[[B:.*]] = tile.gather %[[BOARD]]
    %b, %ok = simt.shuffle down %a, %n, %c32, %all : f32
    // CHECK: tile.store %[[B]], %arg0
    memref.store %b, %v[%t] : !gm
    gpu.return
  }

  // CHECK-LABEL: func.func @constant
  // CHECK: %[[A:.*]] = tile.load
  // CHECK: %[[B:.*]] = tile.shuffle down %[[A]] by 16 of 32
  // CHECK: %[[C:.*]] = tile.shuffle idx %[[B]] by 1 of 32
  // CHECK: tile.store %[[C]], %arg0
  gpu.func @constant(%v: !gm) kernel
      attributes {simt.block = array<i32: 64, 1, 1>} {
    %c16 = arith.constant 16 : i32
    %c32 = arith.constant 32 : i32
    %c33 = arith.constant 33 : i32
    %all = arith.constant -1 : i32
    %t = gpu.thread_id x
    %a = memref.load %v[%t] : !gm
    %b, %ok = simt.shuffle down %a, %c16, %c32, %all : f32
    %c, %is = simt.shuffle idx %b, %c33, %c32, %all : f32
    memref.store %c, %v[%t] : !gm
    gpu.return
  }

  // Who asks whether there is such a lane needs its number.
  // CHECK-LABEL: func.func @asked
  // CHECK: tile.gather
  gpu.func @asked(%v: !gm) kernel
      attributes {simt.block = array<i32: 64, 1, 1>} {
    %c16 = arith.constant 16 : i32
    %c32 = arith.constant 32 : i32
    %all = arith.constant -1 : i32
    %t = gpu.thread_id x
    %a = memref.load %v[%t] : !gm
    %b, %ok = simt.shuffle down %a, %c16, %c32, %all : f32
    %c = arith.select %ok, %b, %a : f32
    memref.store %c, %v[%t] : !gm
    gpu.return
  }
}
