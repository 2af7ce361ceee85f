// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt --pass-pipeline='builtin.module(gpu.module(frontend-demote-doubles))' %s 2>%t | FileCheck %s
// RUN: FileCheck %s --check-prefix=WARNING < %t

// WARNING-COUNT-4: warning: CP2020: arithmetic in double is done in float
// WARNING-NOT: CP2020

gpu.module @device {
  // CHECK-LABEL: gpu.func @arithmetic(
  // CHECK-SAME: %[[P:.*]]: memref<?xf64>, %[[I:.*]]: index, %[[A:.*]]: f64)
  gpu.func @arithmetic(%p: memref<?xf64>, %i: index, %a: f64) kernel {
    // CHECK: %[[AF:.*]] = arith.truncf %[[A]] : f64 to f32
    // CHECK: %[[X:.*]] = memref.load %[[P]][%[[I]]] : memref<?xf64>
    // CHECK: %[[XF:.*]] = arith.truncf %[[X]] : f64 to f32
    %x = memref.load %p[%i] : memref<?xf64>
    // CHECK: %[[C:.*]] = arith.constant 1.000000e-01 : f32
    %c = arith.constant 0.1 : f64
    // CHECK: %[[T:.*]] = arith.mulf %[[AF]], %[[XF]] fastmath<contract> : f32
    %t = arith.mulf %a, %x fastmath<contract> : f64
    // CHECK: %[[S:.*]] = math.sin %[[T]] : f32
    %s = math.sin %t : f64
    // CHECK: %[[R:.*]] = arith.addf %[[S]], %[[C]] : f32
    %r = arith.addf %s, %c : f64
    // CHECK: %[[D:.*]] = arith.extf %[[R]] : f32 to f64
    // CHECK: memref.store %[[D]], %[[P]][%[[I]]] : memref<?xf64>
    memref.store %r, %p[%i] : memref<?xf64>
    gpu.return
  }

  // CHECK-LABEL: gpu.func @loop(
  // CHECK: scf.for {{.*}} -> (f32)
  // CHECK: scf.yield %{{.*}} : f32
  gpu.func @loop(%p: memref<?xf64>, %n: index) kernel {
    %zero = arith.constant 0 : index
    %one = arith.constant 1 : index
    %start = arith.constant 0.0 : f64
    %total = scf.for %i = %zero to %n step %one iter_args(%s = %start) -> f64 {
      %x = memref.load %p[%i] : memref<?xf64>
      %t = arith.addf %s, %x : f64
      scf.yield %t : f64
    }
    memref.store %total, %p[%zero] : memref<?xf64>
    gpu.return
  }

  // What only moves keeps its bits.
  // CHECK-LABEL: gpu.func @move(
  // CHECK-NOT: f32
  // CHECK: gpu.return
  gpu.func @move(%p: memref<?xf64>, %q: memref<?xi64>, %i: index) kernel {
    %x = memref.load %p[%i] : memref<?xf64>
    %b = arith.bitcast %x : f64 to i64
    memref.store %b, %q[%i] : memref<?xi64>
    %j = arith.constant 7 : index
    memref.store %x, %p[%j] : memref<?xf64>
    gpu.return
  }

  // Bits, printed values and atomic updates are those of doubles.
  // CHECK-LABEL: gpu.func @edges(
  gpu.func @edges(%p: memref<?xf64>, %i: index, %b: i64) kernel {
    // CHECK: %[[D:.*]] = arith.bitcast %{{.*}} : i64 to f64
    // CHECK: arith.truncf %[[D]]
    %d = arith.bitcast %b : i64 to f64
    // CHECK: arith.addf %{{.*}} : f32
    // CHECK: %[[S:.*]] = arith.extf
    %s = arith.addf %d, %d : f64
    // CHECK: simt.print "%f"(%[[S]]) : f64
    simt.print "%f"(%s) : f64
    // CHECK: memref.atomic_rmw addf %[[S]]
    %o = memref.atomic_rmw addf %s, %p[%i] : (f64, memref<?xf64>) -> f64
    gpu.return
  }

  // A direction of rounding would be lost in float.
  // CHECK-LABEL: gpu.func @direction(
  // CHECK: %[[M:.*]] = arith.mulf %{{.*}} : f64
  // CHECK: simt.call "cubeport::toFloatIn<cubeport::Rounding::Up>"(%[[M]])
  // CHECK: arith.addf %{{.*}} : f32
  // CHECK: simt.call "cubeport::toFloatIn<cubeport::Rounding::Nearest>"
  gpu.func @direction(%p: memref<?xf32>, %i: index, %a: f64) kernel {
    %m = arith.mulf %a, %a : f64
    %u = simt.call "cubeport::toFloatIn<cubeport::Rounding::Up>"(%m) {pure}
        : (f64) -> f32
    memref.store %u, %p[%i] : memref<?xf32>
    %s = arith.addf %a, %a : f64
    %n = simt.call "cubeport::toFloatIn<cubeport::Rounding::Nearest>"(%s) {pure}
        : (f64) -> f32
    memref.store %n, %p[%i] : memref<?xf32>
    gpu.return
  }
}
