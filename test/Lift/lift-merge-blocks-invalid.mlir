// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt %s --lift-merge-blocks --verify-diagnostics | FileCheck %s
// Kernels that may tell their blocks apart keep them.
// CHECK-NOT: simt.chunk
// CHECK-NOT: gpu.global_id

!gm = memref<?xf32, #gpu.address_space<global>>
!shared = memref<64xf32, #gpu.address_space<workgroup>>

gpu.module @device {
  gpu.func @own_thread(%a: !gm, %v: f32) kernel {
    %t = gpu.thread_id x
    // expected-remark @+1 {{CP3104: the blocks of kernel 'own_thread' stay apart; 'threadIdx.x' is used beside blockIdx * blockDim + threadIdx}}
    memref.store %v, %a[%t] : !gm
    gpu.return
  }

  gpu.func @own_block(%a: !gm, %v: f32) kernel attributes {simt.name = "rows"} {
    %b = gpu.block_id x
    // expected-remark @+1 {{kernel 'rows' stay apart; 'blockIdx.x' is used}}
    memref.store %v, %a[%b] : !gm
    gpu.return
  }

  // The block of one axis and the thread of another are no index.
  gpu.func @mixed(%a: !gm, %v: f32) kernel {
    %b = gpu.block_id y
    %d = gpu.block_dim y
    %t = gpu.thread_id x
    // expected-remark @+1 {{'blockIdx.y' is used}}
    %o = arith.muli %b, %d : index
    %i = arith.addi %o, %t : index
    memref.store %v, %a[%i] : !gm
    gpu.return
  }

  // A constant says nothing of blocks of another size.
  gpu.func @other_size(%a: !gm, %v: f32) kernel
      attributes {simt.block = array<i32: 128, 1, 1>} {
    %c256 = arith.constant 256 : index
    %b = gpu.block_id x
    %t = gpu.thread_id x
    // expected-remark @+1 {{'blockIdx.x' is used}}
    %o = arith.muli %b, %c256 : index
    %i = arith.addi %o, %t : index
    memref.store %v, %a[%i] : !gm
    gpu.return
  }

  // Sums of 16 bits may wrap.
  gpu.func @narrow(%a: !gm, %v: f32) kernel {
    %b = gpu.block_id x
    %d = gpu.block_dim x
    %t = gpu.thread_id x
    %b16 = arith.index_cast %b : index to i16
    %d16 = arith.index_cast %d : index to i16
    %t16 = arith.index_cast %t : index to i16
    // expected-remark @+1 {{'blockIdx.x' is used}}
    %o = arith.muli %b16, %d16 : i16
    %u = arith.addi %o, %t16 : i16
    %at = arith.index_cast %u : i16 to index
    memref.store %v, %a[%at] : !gm
    gpu.return
  }

  // expected-remark @+1 {{stay apart; its threads have no global index along x}}
  gpu.func @alike(%a: !gm, %v: f32) kernel {
    %c0 = arith.constant 0 : index
    memref.store %v, %a[%c0] : !gm
    gpu.return
  }

  // expected-remark @+1 {{stay apart; it has shared memory}}
  gpu.func @shares(%a: !gm) workgroup(%s : !shared) kernel {
    gpu.return
  }

  gpu.func @waits(%a: !gm) kernel {
    // expected-remark @+1 {{stay apart; 'gpu.barrier' may tell the threads}}
    gpu.barrier
    gpu.return
  }

  gpu.func @locks(%a: memref<?xi32, #gpu.address_space<global>>) kernel {
    %c0 = arith.constant 0 : index
    %zero = arith.constant 0 : i32
    %one = arith.constant 1 : i32
    scf.while : () -> () {
      // expected-remark @+1 {{an atomic operation in a loop may wait}}
      %old = memref.atomic_rmw assign %one, %a[%c0] : (i32, memref<?xi32, #gpu.address_space<global>>) -> i32
      %taken = arith.cmpi ne, %old, %zero : i32
      scf.condition(%taken)
    } do {
      scf.yield
    }
    gpu.return
  }

  gpu.func @columns(%a: !gm, %v: f32, %h: index) kernel {
    %b = gpu.block_id x
    %d = gpu.block_dim x
    %t = gpu.thread_id x
    %o = arith.muli %b, %d : index
    %x = arith.addi %o, %t : index
    %by = gpu.block_id y
    %dy = gpu.block_dim y
    %ty = gpu.thread_id y
    %oy = arith.muli %by, %dy : index
    %y = arith.addi %oy, %ty : index
    %m = arith.muli %x, %h : index
    %i = arith.addi %m, %y : index
    // expected-remark @+1 {{memory is accessed along another axis than x}}
    memref.store %v, %a[%i] : !gm
    gpu.return
  }
}
