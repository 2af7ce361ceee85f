// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: not cubeport run --on=oracle %s 2>&1 | FileCheck %s

#include <cassert>

__global__ void kernel(int *a) {
  // CHECK: cp8016-assert.cu:[[#@LINE+2]]: error: CP8016: assertion 'a[threadIdx.x] < 7' failed
  // CHECK: thread (7, 0, 0) of block (0, 0, 0)
  assert(a[threadIdx.x] < 7);
}

int main() {
  int *data;
  cudaMalloc(&data, 64 * sizeof(int));
  int values[64];
  for (int i = 0; i < 64; ++i) {
    values[i] = i;
  }
  cudaMemcpy(data, values, 256, cudaMemcpyHostToDevice);
  kernel<<<1, 32>>>(data);
  cudaDeviceSynchronize();
  return 0;
}
