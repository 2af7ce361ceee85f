// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt --pass-pipeline='builtin.module(gpu.module(frontend-split-doubles))' %s 2>%t | FileCheck %s
// RUN: FileCheck %s --check-prefix=WARNING < %t

// WARNING: warning: CP2013: doubles are computed as pairs of floats
// WARNING: warning: CP2013
// WARNING: remark: CP2110: doubles stay exact in this kernel; pairs of floats have no form of 'memref.load'
// WARNING: remark: CP2110: {{.*}} have no form of arguments
// WARNING-NOT: CP2

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

  // CHECK-LABEL: gpu.func @more(
  // CHECK-NOT: f64
  // CHECK: gpu.return
  gpu.func @more(%p: memref<?xf32>, %i: index, %n: i32) kernel {
    %x = memref.load %p[%i] : memref<?xf32>
    %d = arith.extf %x : f32 to f64
    %t = arith.mulf %d, %d : f64
    %m = arith.sitofp %n : i32 to f64
    %q = arith.divf %t, %m : f64
    %s = math.sqrt %q : f64
    %c = arith.cmpf ogt, %s, %d : f64
    %z = arith.select %c, %s, %d : f64
    %r = arith.truncf %z : f64 to f32
    memref.store %r, %p[%i] : memref<?xf32>
    gpu.return
  }

  // In memory a double has its own form: left as it is.
  // CHECK-LABEL: gpu.func @memory(
  // CHECK: arith.addf %{{.*}} : f64
  gpu.func @memory(%p: memref<?xf64>, %i: index) kernel {
    %x = memref.load %p[%i] : memref<?xf64>
    %t = arith.addf %x, %x : f64
    memref.store %t, %p[%i] : memref<?xf64>
    gpu.return
  }

  // CHECK-LABEL: gpu.func @argument(
  // CHECK: arith.mulf %{{.*}} : f64
  gpu.func @argument(%p: memref<?xf32>, %i: index, %a: f64) kernel {
    %t = arith.mulf %a, %a : f64
    %r = arith.truncf %t : f64 to f32
    memref.store %r, %p[%i] : memref<?xf32>
    gpu.return
  }

  // Nothing is computed, so nothing is said.
  // CHECK-LABEL: gpu.func @copy(
  gpu.func @copy(%p: memref<?xf64>, %i: index, %j: index) kernel {
    %x = memref.load %p[%i] : memref<?xf64>
    memref.store %x, %p[%j] : memref<?xf64>
    gpu.return
  }
}
