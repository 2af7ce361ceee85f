// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Strided loops that make one trip at a time because of what a trip reaches.
// RUN: cubeport-opt %s --lift-to-lanes --verify-diagnostics | FileCheck %s
// CHECK-NOT: tile.trips

!gm = memref<?xf32, #gpu.address_space<global>>
!shared = memref<256xf32, #gpu.address_space<workgroup>>

gpu.module @device {
  gpu.func @own_value(%x: !gm, %n: i32) kernel
      attributes {simt.block = array<i32: 256, 1, 1>} {
    %step = arith.constant 256 : i32
    %t = gpu.thread_id x
    %first = arith.index_cast %t : index to i32
    %v = arith.uitofp %first : i32 to f32
    // expected-remark @+1 {{it needs what a thread knows from before it}}
    scf.for %i = %first to %n step %step : i32 {
      %j = arith.index_cast %i : i32 to index
      memref.store %v, %x[%j] : !gm
    }
    gpu.return
  }

  gpu.func @shared(%v: f32) workgroup(%s: !shared) kernel
      attributes {simt.block = array<i32: 64, 1, 1>} {
    %step = arith.constant 64 : i32
    %n = arith.constant 256 : i32
    %t = gpu.thread_id x
    %first = arith.index_cast %t : index to i32
    // expected-remark @+1 {{its threads reach shared memory}}
    scf.for %i = %first to %n step %step : i32 {
      %j = arith.index_cast %i : i32 to index
      memref.store %v, %s[%j] : !shared
    }
    gpu.return
  }

  gpu.func @one_address(%x: !gm, %n: i32, %p: index) kernel
      attributes {simt.block = array<i32: 256, 1, 1>} {
    %step = arith.constant 256 : i32
    %t = gpu.thread_id x
    %first = arith.index_cast %t : index to i32
    // expected-remark @+1 {{its threads store at one address}}
    scf.for %i = %first to %n step %step : i32 {
      %v = arith.sitofp %i : i32 to f32
      memref.store %v, %x[%p] : !gm
    }
    gpu.return
  }

  // What a trip finds there may be what an earlier one stored.
  gpu.func @gathers(%x: !gm, %p: memref<?xi32, #gpu.address_space<global>>,
                    %n: i32) kernel
      attributes {simt.block = array<i32: 256, 1, 1>} {
    %step = arith.constant 256 : i32
    %t = gpu.thread_id x
    %first = arith.index_cast %t : index to i32
    // expected-remark @+1 {{a trip may load what the trip before it stores}}
    scf.for %i = %first to %n step %step : i32 {
      %j = arith.index_cast %i : i32 to index
      %k = memref.load %p[%j] : memref<?xi32, #gpu.address_space<global>>
      %q = arith.index_cast %k : i32 to index
      // expected-remark @+1 {{CP3101}}
      %v = memref.load %x[%q] : !gm
      memref.store %v, %x[%j] : !gm
    }
    gpu.return
  }

  // Thread 0 alone may read the element that thread 0 wrote a trip before.
  gpu.func @some_read(%x: !gm, %y: !gm, %n: i32, %p: index) kernel
      attributes {simt.block = array<i32: 256, 1, 1>} {
    %step = arith.constant 256 : i32
    %zero = arith.constant 0.0 : f32
    %mask = arith.constant 255 : i32
    %none = arith.constant 0 : i32
    %t = gpu.thread_id x
    %first = arith.index_cast %t : index to i32
    // expected-remark @+1 {{a trip may load what the trip before it stores}}
    scf.for %i = %first to %n step %step : i32 {
      %j = arith.index_cast %i : i32 to index
      %low = arith.andi %i, %mask : i32
      %is = arith.cmpi eq, %low, %none : i32
      %v = scf.if %is -> f32 {
        %w = memref.load %y[%p] : !gm
        scf.yield %w : f32
      } else {
        scf.yield %zero : f32
      }
      memref.store %v, %x[%j] : !gm
    }
    gpu.return
  }

  gpu.func @inner(%x: !gm, %n: i32) kernel
      attributes {simt.block = array<i32: 256, 1, 1>} {
    %step = arith.constant 256 : i32
    %one = arith.constant 1 : i32
    %zero = arith.constant 0 : i32
    %v = arith.constant 1.0 : f32
    %t = gpu.thread_id x
    %first = arith.index_cast %t : index to i32
    // expected-remark @+1 {{there is a loop in it}}
    scf.for %i = %first to %n step %step : i32 {
      scf.for %k = %zero to %n step %one : i32 {
        %j = arith.index_cast %i : i32 to index
        memref.store %v, %x[%j] : !gm
      }
    }
    gpu.return
  }

  gpu.func @grid_branch(%x: !gm, %n: i32, %m: i32) kernel
      attributes {simt.block = array<i32: 256, 1, 1>} {
    %c256 = arith.constant 256 : i32
    %v = arith.constant 1.0 : f32
    %t = gpu.thread_id x
    %g = gpu.grid_dim x
    %first = arith.index_cast %t : index to i32
    %g32 = arith.index_cast %g : index to i32
    %step = arith.muli %g32, %c256 : i32
    // expected-remark @+1 {{its threads take branches, and its step is more than a block's threads}}
    scf.for %i = %first to %n step %step : i32 {
      %is = arith.cmpi slt, %i, %m : i32
      scf.if %is {
        %j = arith.index_cast %i : i32 to index
        memref.store %v, %x[%j] : !gm
      }
    }
    gpu.return
  }

  // Beside 164 KB of shared memory.
  gpu.func @no_room(%x: !gm, %v: f32, %n: i32)
      workgroup(%s: memref<42000xf32, #gpu.address_space<workgroup>>) kernel
      attributes {simt.block = array<i32: 1024, 1, 1>} {
    %step = arith.constant 1024 : i32
    %t = gpu.thread_id x
    %first = arith.index_cast %t : index to i32
    memref.store %v, %s[%t] : memref<42000xf32, #gpu.address_space<workgroup>>
    // expected-remark @+1 {{there is no room for the lanes of more}}
    scf.for %i = %first to %n step %step : i32 {
      %j = arith.index_cast %i : i32 to index
      memref.store %v, %x[%j] : !gm
    }
    gpu.return
  }
}
