// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt %s --lift-reinterpret-doubles | FileCheck %s
// Doubles in memory become words; casts stand at each user.

gpu.module @device {
  // CHECK-LABEL: gpu.func @convert(
  // CHECK-SAME: %[[A:.*]]: memref<?xi64, #gpu.address_space<global>>, %{{.*}}: memref<?xf32{{.*}}>, %[[S:.*]]: f64)
  // CHECK-SAME: workgroup(%[[W:.*]] : memref<8xi64, #gpu.address_space<workgroup>>)
  gpu.func @convert(%a: memref<?xf64, #gpu.address_space<global>>,
                    %r: memref<?xf32, #gpu.address_space<global>>, %s: f64)
      workgroup(%w: memref<8xf64, #gpu.address_space<workgroup>>) kernel {
    %i = gpu.thread_id x
    // CHECK: %[[B:.*]] = memref.load %[[A]][%{{.*}}] : memref<?xi64
    %x = memref.load %a[%i] : memref<?xf64, #gpu.address_space<global>>
    // CHECK: %[[D:.*]] = arith.bitcast %[[B]] : i64 to f64
    // CHECK: arith.truncf %[[D]] : f64 to f32
    %f = arith.truncf %x : f64 to f32
    memref.store %f, %r[%i] : memref<?xf32, #gpu.address_space<global>>
    // A copy needs no double at all.
    // CHECK: memref.store %[[B]], %[[W]]
    memref.store %x, %w[%i] : memref<8xf64, #gpu.address_space<workgroup>>
    // CHECK: %[[V:.*]] = arith.bitcast %[[S]] : f64 to i64
    // CHECK: memref.store %[[V]], %[[W]]
    memref.store %s, %w[%i] : memref<8xf64, #gpu.address_space<workgroup>>
    // CHECK: %[[E:.*]] = arith.extf
    // CHECK: %[[C:.*]] = arith.bitcast %[[E]] : f64 to i64
    // CHECK: memref.store %[[C]], %[[A]]
    %e = arith.extf %f : f32 to f64
    memref.store %e, %a[%i] : memref<?xf64, #gpu.address_space<global>>
    gpu.return
  }
}
