// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-translate --cuda-to-simt %s | FileCheck %s
// A structure by value is one argument per scalar, with its path as name.
struct Step {
  float size;
  struct {
    int lower, upper[2];
  } limits;
};

// CHECK: @_Z4movePf4Stepi(
// CHECK-SAME: %{{.*}}: memref<?xf32, #gpu.address_space<global>> {simt.arg_name = "x", simt.param = 0 : i32}
// CHECK-SAME: %{{.*}}: f32 {simt.arg_name = "step.size", simt.param = 1 : i32}
// CHECK-SAME: %{{.*}}: i32 {simt.arg_name = "step.limits.lower", simt.param = 1 : i32}
// CHECK-SAME: %{{.*}}: i32 {simt.arg_name = "step.limits.upper[0]", simt.param = 1 : i32}
// CHECK-SAME: %[[UPPER:.*]]: i32 {simt.arg_name = "step.limits.upper[1]", simt.param = 1 : i32}
// CHECK-SAME: %{{.*}}: i32 {simt.arg_name = "n", simt.param = 2 : i32}
// CHECK: arith.cmpi slt, %{{.*}}, %[[UPPER]]
__global__ void move(float *x, Step step, int n) {
  int i = threadIdx.x;
  if (i < step.limits.upper[1]) {
    x[i] += step.size;
  }
}
