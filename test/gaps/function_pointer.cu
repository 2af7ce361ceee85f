// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: rm -rf %t && not cubeport translate %s -o %t 2>&1 | FileCheck %s
// RUN: not ls %t
// A call through a pointer that is known at run time only.

__device__ float twice(float x) { return 2.0f * x; }
__device__ float thrice(float x) { return 3.0f * x; }

__global__ void apply(float *x, int which) {
  float (*functions[2])(float) = {twice, thrice};
  // CHECK: function_pointer.cu:[[@LINE+1]]:{{[0-9]+}}: error: CP2001:
  x[threadIdx.x] = functions[which](x[threadIdx.x]);
}

int main() {
  float *x;
  cudaMalloc(&x, 32 * sizeof(float));
  apply<<<1, 32>>>(x, 1);
  return 0;
}
