// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The barrier works as on recent devices, with a warning.
// RUN: cubeport run --on=oracle %s 2>&1 | FileCheck %s

#include <cstdio>

__global__ void kernel(int *a, int n) {
  __shared__ int values[64];
  int i = threadIdx.x;
  if (i >= n) {
    // CHECK-DAG: cp8007-early-return.cu:[[#@LINE+1]]:5: note: thread (50, 0, 0) of block (0, 0, 0) returned here
    return;
  }
  values[i] = i;
  // CHECK-DAG: cp8007-early-return.cu:[[#@LINE+1]]:3: warning: CP8007: 14 of 64 threads of the block had returned
  __syncthreads();
  a[i] = values[n - 1 - i];
}

int main() {
  int *data, first = 0;
  cudaMalloc(&data, 64 * sizeof(int));
  kernel<<<1, 64>>>(data, 50);
  cudaMemcpy(&first, data, sizeof(int), cudaMemcpyDeviceToHost);
  // CHECK: first 49
  printf("first %d\n", first);
  return 0;
}
