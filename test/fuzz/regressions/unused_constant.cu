// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport verify %s | FileCheck %s
// CHECK: twice {{.*}} match
// A constant that no kernel reads is in the host half alone.
#include <cuda_runtime.h>

__constant__ unsigned int c[3] = {1, 5, 7};
__device__ int counter = 4;

__global__ void twice(int *values) { values[threadIdx.x] *= 2; }

int main() {
  int *values;
  cudaMalloc((void **)&values, 128);
  cudaMemset(values, 1, 128);
  twice<<<1, 32>>>(values);
  return cudaDeviceSynchronize();
}
