// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt --frontend-verify=refuse-doubles --verify-diagnostics %s
// RUN: cubeport-opt --frontend-verify %s | FileCheck %s

// Doubles pass the gate, for threads one by one, unless that is not wanted.
gpu.module @device {
  // CHECK: gpu.func @double{{.*}}simt.needs_threads
  gpu.func @double(%x: f64) kernel {
    // expected-error @+1 {{CP2006: double precision}}
    %0 = arith.addf %x, %x : f64
    gpu.return
  }

  gpu.func @compare(%x: f64, %p: memref<?xi1>, %i: index) kernel {
    // expected-error @+1 {{CP2006: double precision}}
    %0 = arith.cmpf ogt, %x, %x : f64
    memref.store %0, %p[%i] : memref<?xi1>
    gpu.return
  }

  // printf takes floats as doubles: no arithmetic.
  gpu.func @print(%x: f32) kernel {
    %0 = arith.extf %x : f32 to f64
    simt.print "%f"(%0) : f64
    gpu.return
  }
}
