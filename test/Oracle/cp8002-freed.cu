// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: not cubeport run --on=oracle %s 2>&1 | FileCheck %s

__global__ void fill(int *a) {
  // CHECK: cp8002-freed.cu:[[#@LINE+1]]:18: error: CP8002: write of 4 bytes in device memory that was freed before
  a[threadIdx.x] = 1;
}

int main() {
  int *data;
  cudaMalloc(&data, 64 * sizeof(int));
  cudaFree(data);
  fill<<<1, 32>>>(data);
  cudaDeviceSynchronize();
  return 0;
}
