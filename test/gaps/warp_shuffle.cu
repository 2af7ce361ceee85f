// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: rm -rf %t && not cubeport translate %s -o %t 2>&1 | FileCheck %s
// RUN: not ls %t
// Values passed between the lanes of a warp.

__global__ void sum(float *x) {
  float v = x[threadIdx.x];
  for (int offset = 16; offset > 0; offset /= 2) {
    // CHECK: warp_shuffle.cu:[[@LINE+1]]:{{[0-9]+}}: error: CP3001:
    v += __shfl_down_sync(0xffffffffu, v, offset);
  }
  x[threadIdx.x] = v;
}

int main() {
  float *x;
  cudaMalloc(&x, 64 * sizeof(float));
  sum<<<1, 64>>>(x);
  return 0;
}
