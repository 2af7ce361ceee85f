// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: rm -rf %t && not cubeport translate %s -o %t 2>&1 | FileCheck %s
// RUN: not ls %t
// A barrier that not all threads of a block reach.

__global__ void half(float *x) {
  __shared__ float s[64];
  s[threadIdx.x] = x[threadIdx.x];
  if (threadIdx.x < 32) {
    // CHECK: divergent_barrier.cu:[[@LINE+1]]:{{[0-9]+}}: error: CP3009:
    __syncthreads();
    x[threadIdx.x] = s[63 - threadIdx.x];
  }
}

int main() {
  float *x;
  cudaMalloc(&x, 64 * sizeof(float));
  half<<<1, 64>>>(x);
  return 0;
}
