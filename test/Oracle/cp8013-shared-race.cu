// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: not cubeport run --on=oracle %s 2>&1 | FileCheck %s
// RUN: cubeport run --on=oracle --check=memory %s

__global__ void reverse(int *a) {
  __shared__ int values[64];
  // CHECK: cp8013-shared-race.cu:[[#@LINE+1]]:23: error: CP8013: write of shared memory ('values', byte 128) races with another thread of the block
  values[threadIdx.x] = threadIdx.x;
  // CHECK: cp8013-shared-race.cu:[[#@LINE+1]]:20: note: thread (31, 0, 0) read it here
  a[threadIdx.x] = values[63 - threadIdx.x];
}

int main() {
  int *data;
  cudaMalloc(&data, 64 * sizeof(int));
  reverse<<<1, 64>>>(data);
  cudaDeviceSynchronize();
  return 0;
}
