// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// A barrier that some threads never reach: they have come to their end before,
// and CUDA's barriers wait for the others only.
#include "check.h"

__global__ void mirrorFirstHalf(float *x) {
  __shared__ float s[64];
  s[threadIdx.x] = x[threadIdx.x];
  if (threadIdx.x < 32) {
    __syncthreads();
    x[threadIdx.x] = s[31 - threadIdx.x];
  }
}

int main() {
  const int n = 64;
  std::vector<float> before(n), expected(n);
  for (int i = 0; i < n; ++i) {
    before[i] = i * 0.5f;
    expected[i] = i < 32 ? (31 - i) * 0.5f : before[i];
  }
  float *x;
  cudaMalloc(&x, n * sizeof(float));
  cudaMemcpy(x, before.data(), n * sizeof(float), cudaMemcpyHostToDevice);
  mirrorFirstHalf<<<1, n>>>(x);
  std::vector<float> after(n);
  cudaMemcpy(after.data(), x, n * sizeof(float), cudaMemcpyDeviceToHost);
  cudaFree(x);
  for (int i = 0; i < n; ++i) {
    if (after[i] != expected[i]) {
      printf("FAIL element %d is %g, expected %g\n", i, after[i], expected[i]);
      return 1;
    }
  }
  printf("PASS\n");
  return 0;
}
