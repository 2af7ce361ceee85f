// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt --frontend-simplify-locations --mlir-print-debuginfo %s | FileCheck %s

// The innermost place outside system headers stays.
// CHECK-LABEL: func.func @callsite
func.func @callsite() {
  // CHECK: gpu.barrier loc([[CALLER:#loc[0-9]*]])
  gpu.barrier loc(callsite("/usr/include/c++/12/cmath":9:3 at "a.cu":5:7))
  // CHECK: gpu.barrier loc([[CALLEE:#loc[0-9]*]])
  gpu.barrier loc(callsite("b.cuh":2:3 at "a.cu":6:7))
  // CHECK: gpu.barrier loc([[FUNCTION:#loc[0-9]*]])
  gpu.barrier loc("/usr/lib/llvm-22/lib/clang/22/include/x.h":1:1)
  return loc("a.cu":8:1)
} loc("a.cu":3:1)
// CHECK-DAG: [[CALLER]] = loc("a.cu":5:7)
// CHECK-DAG: [[CALLEE]] = loc("b.cuh":2:3)
// CHECK-DAG: [[FUNCTION]] = loc("a.cu":3:1)
