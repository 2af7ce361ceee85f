// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: not cubeport run --on=oracle --check-init %s 2>&1 | FileCheck %s
// RUN: cubeport run --on=oracle %s

__global__ void kernel(int *a) {
  __shared__ int values[64];
  if (threadIdx.x < 31) {
    values[threadIdx.x] = 1;
  }
  __syncthreads();
  // CHECK: cp8014-uninitialised.cu:[[#@LINE+2]]:20: error: CP8014: read of byte 124 of shared memory, which no thread of the block has written
  // CHECK: thread (31, 0, 0)
  a[threadIdx.x] = values[threadIdx.x];
}

int main() {
  int *data;
  cudaMalloc(&data, 64 * sizeof(int));
  kernel<<<1, 32>>>(data);
  cudaDeviceSynchronize();
  return 0;
}
