// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt --frontend-uplift-loops --canonicalize %s | FileCheck %s

// CHECK-LABEL: @up(
// CHECK-SAME: %[[N:.*]]: i32, %[[S:.*]]: i32
func.func @up(%n: i32, %step: i32) {
  %zero = arith.constant 0 : i32
  // CHECK: scf.for %{{.*}} = %{{.*}} to %[[N]] step %[[S]] : i32
  %r = scf.while (%i = %zero) : (i32) -> i32 {
    %c = arith.cmpi slt, %i, %n : i32
    scf.condition(%c) %i : i32
  } do {
  ^bb0(%i: i32):
    gpu.barrier
    %j = arith.addi %i, %step : i32
    scf.yield %j : i32
  }
  return
}

// An unsigned test stays unsigned; the bound and the step are computed inside.
// CHECK-LABEL: @hoisted(
func.func @hoisted(%n: i32) {
  %zero = arith.constant 0 : i32
  %two = arith.constant 2 : i32
  // CHECK: %[[BOUND:.*]] = arith.subi
  // CHECK: %[[STEP:.*]] = arith.index_cast
  // CHECK: scf.for unsigned %{{.*}} = %{{.*}} to %[[BOUND]] step %[[STEP]] : i32
  %r = scf.while (%i = %zero) : (i32) -> i32 {
    %m = arith.subi %n, %two : i32
    %c = arith.cmpi ult, %i, %m : i32
    scf.condition(%c) %i : i32
  } do {
  ^bb0(%i: i32):
    gpu.barrier
    %d = gpu.block_dim x
    %s = arith.index_cast %d : index to i32
    %j = arith.addi %i, %s : i32
    scf.yield %j : i32
  }
  return
}

// CHECK-LABEL: @down(
// CHECK-SAME: %[[N:.*]]: i32
func.func @down(%n: i32, %p: memref<?xi32>) {
  %i0 = arith.constant 0 : index
  %one = arith.constant -1 : i32
  %zero = arith.constant 0 : i32
  // CHECK: scf.for %[[K:.*]] = %{{.*}} to %[[N]] step %{{.*}} : i32
  // CHECK: %[[I:.*]] = arith.subi %[[N]], %[[K]] overflow<nsw>
  // CHECK: memref.store %[[I]]
  %r = scf.while (%i = %n) : (i32) -> i32 {
    %c = arith.cmpi sgt, %i, %zero : i32
    scf.condition(%c) %i : i32
  } do {
  ^bb0(%i: i32):
    memref.store %i, %p[%i0] : memref<?xi32>
    %j = arith.addi %i, %one overflow<nsw> : i32
    scf.yield %j : i32
  }
  return
}

// The counter is one ahead of what the loop carries.
// CHECK-LABEL: @ahead(
func.func @ahead(%a: i32, %n: i32) {
  %one = arith.constant 1 : i32
  // CHECK: %[[FIRST:.*]] = arith.addi
  // CHECK: scf.for %{{.*}} = %[[FIRST]] to
  %r = scf.while (%i = %a) : (i32) -> i32 {
    %next = arith.addi %i, %one overflow<nsw> : i32
    %c = arith.cmpi slt, %next, %n : i32
    scf.condition(%c) %next : i32
  } do {
  ^bb0(%i: i32):
    gpu.barrier
    scf.yield %i : i32
  }
  return
}

// Nothing counts here.
// CHECK-LABEL: @halving(
// CHECK: scf.while
// CHECK-NOT: scf.for
func.func @halving(%n: i32) {
  %one = arith.constant 1 : i32
  %zero = arith.constant 0 : i32
  %r = scf.while (%i = %n) : (i32) -> i32 {
    %c = arith.cmpi ne, %i, %zero : i32
    scf.condition(%c) %i : i32
  } do {
  ^bb0(%i: i32):
    gpu.barrier
    %j = arith.shrui %i, %one : i32
    scf.yield %j : i32
  }
  return
}
