// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Strided loops that make one trip at a time because of how they count or what
// they carry.
// RUN: cubeport-opt %s --lift-to-lanes --verify-diagnostics | FileCheck %s
// CHECK-NOT: tile.trips

!gm = memref<?xf32, #gpu.address_space<global>>

gpu.module @device {
  gpu.func @odd_block(%x: !gm, %v: f32, %n: i32) kernel
      attributes {simt.block = array<i32: 100, 1, 1>} {
    %step = arith.constant 100 : i32
    %t = gpu.thread_id x
    %first = arith.index_cast %t : index to i32
    // expected-remark @+1 {{CP3105: the loop makes one trip at a time; the threads of a block are no multiple of 32}}
    scf.for %i = %first to %n step %step : i32 {
      %j = arith.index_cast %i : i32 to index
      memref.store %v, %x[%j] : !gm
    }
    gpu.return
  }

  gpu.func @plane(%x: !gm, %v: f32, %n: i32) kernel
      attributes {simt.block = array<i32: 32, 8, 1>} {
    %step = arith.constant 32 : i32
    %t = gpu.thread_id x
    %first = arith.index_cast %t : index to i32
    // expected-remark @+1 {{a block has threads along y or z}}
    scf.for %i = %first to %n step %step : i32 {
      %j = arith.index_cast %i : i32 to index
      memref.store %v, %x[%j] : !gm
    }
    gpu.return
  }

  gpu.func @guarded(%x: !gm, %v: f32, %n: i32, %m: index) kernel
      attributes {simt.block = array<i32: 256, 1, 1>} {
    %step = arith.constant 256 : i32
    %t = gpu.thread_id x
    %first = arith.index_cast %t : index to i32
    %some = arith.cmpi slt, %t, %m : index
    scf.if %some {
      // expected-remark @+1 {{some threads do not enter it}}
      scf.for %i = %first to %n step %step : i32 {
        %j = arith.index_cast %i : i32 to index
        memref.store %v, %x[%j] : !gm
      }
    }
    gpu.return
  }

  gpu.func @short_step(%x: !gm, %v: f32, %n: i32) kernel
      attributes {simt.block = array<i32: 256, 1, 1>} {
    %step = arith.constant 255 : i32
    %t = gpu.thread_id x
    %first = arith.index_cast %t : index to i32
    // expected-remark @+1 {{its step is not known to be a block's threads or more}}
    scf.for %i = %first to %n step %step : i32 {
      %j = arith.index_cast %i : i32 to index
      memref.store %v, %x[%j] : !gm
    }
    gpu.return
  }

  gpu.func @scaled(%x: !gm, %v: f32, %n: i32) kernel
      attributes {simt.block = array<i32: 256, 1, 1>} {
    %step = arith.constant 1024 : i32
    %four = arith.constant 4 : i32
    %t = gpu.thread_id x
    %t32 = arith.index_cast %t : index to i32
    %first = arith.muli %t32, %four : i32
    // expected-remark @+1 {{its counter is not the thread index and something uniform}}
    scf.for %i = %first to %n step %step : i32 {
      %j = arith.index_cast %i : i32 to index
      memref.store %v, %x[%j] : !gm
    }
    gpu.return
  }

  gpu.func @recurrence(%x: !gm, %y: !gm, %n: i32) kernel
      attributes {simt.block = array<i32: 256, 1, 1>} {
    %zero = arith.constant 0.0 : f32
    %two = arith.constant 2.0 : f32
    %step = arith.constant 256 : i32
    %t = gpu.thread_id x
    %first = arith.index_cast %t : index to i32
    // expected-remark @+1 {{a trip needs what the trip before it leaves}}
    %r = scf.for %i = %first to %n step %step iter_args(%s = %zero) -> f32 : i32 {
      %j = arith.index_cast %i : i32 to index
      %v = memref.load %x[%j] : !gm
      %half = arith.mulf %s, %two : f32
      %next = arith.addf %half, %v : f32
      scf.yield %next : f32
    }
    memref.store %r, %y[%t] : !gm
    gpu.return
  }

  // All threads start with a number that may be none.
  gpu.func @maximum(%x: !gm, %y: !gm, %n: i32, %start: f32) kernel
      attributes {simt.block = array<i32: 256, 1, 1>} {
    %step = arith.constant 256 : i32
    %t = gpu.thread_id x
    %first = arith.index_cast %t : index to i32
    // expected-remark @+1 {{a maximum or minimum starts with what may be no number}}
    %r = scf.for %i = %first to %n step %step iter_args(%s = %start) -> f32 : i32 {
      %j = arith.index_cast %i : i32 to index
      %v = memref.load %x[%j] : !gm
      %next = arith.maxnumf %s, %v : f32
      scf.yield %next : f32
    }
    memref.store %r, %y[%t] : !gm
    gpu.return
  }

  gpu.func @words(%x: memref<?xi64, #gpu.address_space<global>>, %n: i32) kernel
      attributes {simt.block = array<i32: 256, 1, 1>} {
    %zero = arith.constant 0 : i64
    %step = arith.constant 256 : i32
    %t = gpu.thread_id x
    %first = arith.index_cast %t : index to i32
    // expected-remark @+1 {{the vector unit does not add up the type that is carried}}
    %r = scf.for %i = %first to %n step %step iter_args(%s = %zero) -> i64 : i32 {
      %j = arith.index_cast %i : i32 to index
      %v = memref.load %x[%j] : memref<?xi64, #gpu.address_space<global>>
      %next = arith.addi %s, %v : i64
      scf.yield %next : i64
    }
    memref.store %r, %x[%t] : memref<?xi64, #gpu.address_space<global>>
    gpu.return
  }
}
