// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: not cubeport run --on=oracle %s 2>&1 | FileCheck %s

__global__ void fill(int *a, int *b) {
  // CHECK: cp8001-null.cu:[[#@LINE+1]]:24: error: CP8001: read of 4 bytes through a null pointer
  a[threadIdx.x] = 1 + b[threadIdx.x];
}

int main() {
  int *data;
  cudaMalloc(&data, 64 * sizeof(int));
  fill<<<1, 32>>>(data, nullptr);
  cudaDeviceSynchronize();
  return 0;
}
