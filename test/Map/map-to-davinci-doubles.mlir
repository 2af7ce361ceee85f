// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt %s --lift --map --split-input-file --verify-diagnostics | FileCheck %s
// Doubles on lanes are words in buffers; the scalar loop converts them.

gpu.module @device {
  // CHECK-LABEL: func.func @narrow(
  // CHECK: davinci.copy_in %{{.*}}, %arg0
  // CHECK: scf.for
  // CHECK: %[[W:.*]] = davinci.get_value {{.*}} : memref<{{.*}}xi64
  // CHECK: %[[D:.*]] = arith.bitcast %[[W]] : i64 to f64
  // CHECK: %[[F:.*]] = arith.truncf %[[D]] : f64 to f32
  // CHECK: davinci.set_value %[[F]]
  // CHECK-NOT: xf64
  gpu.func @narrow(%a: memref<?xf64, #gpu.address_space<global>>,
                   %r: memref<?xf32, #gpu.address_space<global>>) kernel
      attributes {simt.block = array<i32: 64, 1, 1>} {
    %i = gpu.thread_id x
    %x = memref.load %a[%i] : memref<?xf64, #gpu.address_space<global>>
    // expected-remark @+1 {{CP4001}}
    %f = arith.truncf %x : f64 to f32
    // expected-remark @+1 {{CP3104}}
    memref.store %f, %r[%i] : memref<?xf32, #gpu.address_space<global>>
    gpu.return
  }
}

// -----

gpu.module @device {
  gpu.func @twice(%a: memref<?xf64, #gpu.address_space<global>>) kernel
      attributes {simt.block = array<i32: 64, 1, 1>} {
    %i = gpu.thread_id x
    %x = memref.load %a[%i] : memref<?xf64, #gpu.address_space<global>>
    // expected-error @+1 {{CP4005: lanes of type 'f64'}}
    %s = arith.addf %x, %x : f64
    // expected-remark @+1 {{CP3104}}
    memref.store %s, %a[%i] : memref<?xf64, #gpu.address_space<global>>
    gpu.return
  }
}
