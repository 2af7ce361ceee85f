// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt %s --lift-hoist-loads | FileCheck %s
// A thread loads before it stores to another array at the same index.

!gm = memref<?xf32, #gpu.address_space<global>>
!words = memref<?xi32, #gpu.address_space<global>>

gpu.module @device {
  // CHECK-LABEL: gpu.func @two
  // CHECK: %[[L:.*]] = memref.load %arg1[%[[I:.*]]]
  // CHECK: memref.store %arg2, %arg0[%[[I]]]
  // CHECK: %[[B:.*]] = simt.address_of %arg1
  // CHECK: %[[A:.*]] = simt.address_of %arg0
  // CHECK: %[[ONE:.*]] = arith.cmpi eq, %[[B]], %[[A]]
  // CHECK: %[[Y:.*]] = scf.if %[[ONE]]
  // CHECK-NEXT: scf.yield %arg2
  // CHECK-NEXT: else
  // CHECK-NEXT: scf.yield %[[L]]
  // CHECK: memref.store %[[Y]], %arg1[%[[I]]]
  gpu.func @two(%a: !gm, %b: !gm, %v: f32) kernel {
    %i = gpu.thread_id x
    memref.store %v, %a[%i] : !gm
    %y = memref.load %b[%i] : !gm
    memref.store %y, %b[%i] : !gm
    gpu.return
  }

  // The later of two stores is what counts.
  // CHECK-LABEL: gpu.func @three
  // CHECK: %[[L:.*]] = memref.load %arg2
  // CHECK: memref.store
  // CHECK: memref.store
  // CHECK: %[[FIRST:.*]] = scf.if
  // CHECK-NEXT: scf.yield %arg3
  // CHECK-NEXT: else
  // CHECK-NEXT: scf.yield %[[L]]
  // CHECK: %[[LAST:.*]] = scf.if
  // CHECK-NEXT: scf.yield %arg4
  // CHECK-NEXT: else
  // CHECK-NEXT: scf.yield %[[FIRST]]
  // CHECK: memref.store %[[LAST]], %arg2
  gpu.func @three(%a: !gm, %b: !gm, %c: !gm, %v: f32, %w: f32) kernel {
    %i = gpu.thread_id x
    memref.store %v, %a[%i] : !gm
    memref.store %w, %b[%i] : !gm
    %y = memref.load %c[%i] : !gm
    memref.store %y, %c[%i] : !gm
    gpu.return
  }

  // Its own element needs no load.
  // CHECK-LABEL: gpu.func @own
  // CHECK-NOT: memref.load
  // CHECK: memref.store %arg2, %arg0
  // CHECK: memref.store %arg2, %arg1
  gpu.func @own(%a: !gm, %b: !gm, %v: f32) kernel {
    %i = gpu.thread_id x
    memref.store %v, %a[%i] : !gm
    %y = memref.load %a[%i] : !gm
    memref.store %y, %b[%i] : !gm
    gpu.return
  }

  // No other pointer leads to where a restricted one does.
  // CHECK-LABEL: gpu.func @restricted
  // CHECK: %[[L:.*]] = memref.load %arg1
  // CHECK: memref.store %arg2, %arg0
  // CHECK-NOT: scf.if
  // CHECK: memref.store %[[L]], %arg1
  gpu.func @restricted(%a: !gm {simt.restrict}, %b: !gm, %v: f32, %j: index)
      kernel {
    %i = gpu.thread_id x
    memref.store %v, %a[%j] : !gm
    %y = memref.load %b[%i] : !gm
    memref.store %y, %b[%i] : !gm
    gpu.return
  }

  // CHECK-LABEL: gpu.func @otherIndex
  // CHECK: memref.store
  // CHECK: memref.load
  gpu.func @otherIndex(%a: !gm, %b: !gm, %v: f32, %j: index) kernel {
    %i = gpu.thread_id x
    memref.store %v, %a[%i] : !gm
    %y = memref.load %b[%j] : !gm
    memref.store %y, %b[%i] : !gm
    gpu.return
  }

  // CHECK-LABEL: gpu.func @otherType
  // CHECK: memref.store
  // CHECK: memref.load
  gpu.func @otherType(%a: !words, %b: !gm, %v: i32) kernel {
    %i = gpu.thread_id x
    memref.store %v, %a[%i] : !words
    %y = memref.load %b[%i] : !gm
    memref.store %y, %b[%i] : !gm
    gpu.return
  }

  // A barrier lets other threads store in between.
  // CHECK-LABEL: gpu.func @barrier
  // CHECK: memref.store
  // CHECK: gpu.barrier
  // CHECK: memref.load
  gpu.func @barrier(%a: !gm, %b: !gm, %v: f32) kernel {
    %i = gpu.thread_id x
    memref.store %v, %a[%i] : !gm
    gpu.barrier
    %y = memref.load %b[%i] : !gm
    memref.store %y, %b[%i] : !gm
    gpu.return
  }

  // CHECK-LABEL: gpu.func @atomic
  // CHECK: memref.store
  // CHECK: memref.atomic_rmw
  // CHECK: memref.load
  gpu.func @atomic(%a: !gm, %b: !gm, %v: f32) kernel {
    %i = gpu.thread_id x
    memref.store %v, %a[%i] : !gm
    %old = memref.atomic_rmw addf %v, %a[%i] : (f32, !gm) -> f32
    %y = memref.load %b[%i] : !gm
    memref.store %y, %b[%i] : !gm
    gpu.return
  }

  // CHECK-LABEL: gpu.func @loop
  // CHECK: scf.for
  // CHECK: memref.store
  // CHECK: memref.load
  gpu.func @loop(%a: !gm, %b: !gm, %v: f32, %n: index) kernel {
    %zero = arith.constant 0 : index
    %one = arith.constant 1 : index
    scf.for %i = %zero to %n step %one {
      memref.store %v, %a[%i] : !gm
      %y = memref.load %b[%i] : !gm
      memref.store %y, %b[%i] : !gm
    }
    gpu.return
  }
}
