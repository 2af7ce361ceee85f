// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt --pass-pipeline='builtin.module(gpu.module(frontend-split-doubles))' %s 2>%t | FileCheck %s
// RUN: FileCheck %s --check-prefix=WARNING < %t

// WARNING: warning: CP2013: sums in double
// WARNING-NOT: CP2013

gpu.module @device {
  // CHECK-LABEL: gpu.func @sum(
  // CHECK-NOT: f64
  gpu.func @sum(%p: memref<?xf32>, %n: index) kernel {
    %zero = arith.constant 0 : index
    %one = arith.constant 1 : index
    %start = arith.constant 0.0 : f64
    // CHECK: scf.for {{.*}} iter_args(%[[H:.*]] = %{{.*}}, %[[L:.*]] = %{{.*}}) -> (f32, f32)
    %total = scf.for %i = %zero to %n step %one iter_args(%s = %start) -> f64 {
      %x = memref.load %p[%i] : memref<?xf32>
      %d = arith.extf %x : f32 to f64
      // CHECK: arith.addf %[[H]], %{{.*}} : f32
      %t = arith.addf %s, %d : f64
      // CHECK: scf.yield %{{.*}}, %{{.*}} : f32, f32
      scf.yield %t : f64
    }
    %r = arith.truncf %total : f64 to f32
    memref.store %r, %p[%zero] : memref<?xf32>
    gpu.return
  }

  // Products need more than a pair keeps: left for the gate.
  // CHECK-LABEL: gpu.func @product(
  // CHECK: arith.mulf %{{.*}} : f64
  gpu.func @product(%p: memref<?xf32>, %i: index) kernel {
    %x = memref.load %p[%i] : memref<?xf32>
    %d = arith.extf %x : f32 to f64
    %t = arith.mulf %d, %d : f64
    %r = arith.truncf %t : f64 to f32
    memref.store %r, %p[%i] : memref<?xf32>
    gpu.return
  }
}
