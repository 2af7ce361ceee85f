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
}
