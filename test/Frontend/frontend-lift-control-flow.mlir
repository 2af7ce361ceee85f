// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt --frontend-lift-control-flow --canonicalize %s | FileCheck %s

gpu.module @device {
  // CHECK-LABEL: gpu.func @branch(
  gpu.func @branch(%c: i1) kernel {
    // CHECK: scf.if
    // CHECK-NEXT: gpu.barrier
    cf.cond_br %c, ^bb1, ^bb2
  ^bb1:
    gpu.barrier
    cf.br ^bb2
  ^bb2:
    // CHECK: gpu.return
    gpu.return
  }

  // CHECK-LABEL: gpu.func @loop(
  gpu.func @loop(%n: i32) kernel {
    %zero = arith.constant 0 : i32
    %one = arith.constant 1 : i32
    cf.br ^bb1(%zero : i32)
  ^bb1(%i: i32):
    // CHECK: scf.while
    // CHECK: arith.cmpi slt
    // CHECK: scf.condition
    // CHECK: gpu.barrier
    %c = arith.cmpi slt, %i, %n : i32
    cf.cond_br %c, ^bb2, ^bb3
  ^bb2:
    gpu.barrier
    %j = arith.addi %i, %one : i32
    cf.br ^bb1(%j : i32)
  ^bb3:
    gpu.return
  }

  // CHECK-LABEL: gpu.func @cases(
  // CHECK-NOT: index_switch
  gpu.func @cases(%x: i32, %p: memref<?xi32>) kernel {
    %i = arith.constant 0 : index
    // CHECK: arith.cmpi eq
    // CHECK: scf.if
    // CHECK: arith.cmpi eq
    // CHECK: scf.if
    cf.switch %x : i32, [
      default: ^bb3,
      1: ^bb1,
      7: ^bb2
    ]
  ^bb1:
    memref.store %x, %p[%i] : memref<?xi32>
    cf.br ^bb3
  ^bb2:
    gpu.barrier
    cf.br ^bb3
  ^bb3:
    gpu.return
  }
}
