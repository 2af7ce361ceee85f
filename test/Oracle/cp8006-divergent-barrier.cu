// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: not cubeport run --on=oracle %s 2>&1 | FileCheck %s

__global__ void kernel(int *a) {
  if (threadIdx.x < 32) {
    a[0] = 1;
    __syncthreads();
  } else {
    // CHECK: cp8006-divergent-barrier.cu:[[#@LINE+2]]:5: error: CP8006: thread (32, 0, 0) of block (0, 0, 0) arrives at this barrier while 32 threads of its block wait at another one
    // CHECK: cp8006-divergent-barrier.cu:[[#@LINE-3]]:5: note: the others wait here
    __syncthreads();
  }
}

int main() {
  int *data;
  cudaMalloc(&data, 64 * sizeof(int));
  kernel<<<1, 64>>>(data);
  cudaDeviceSynchronize();
  return 0;
}
