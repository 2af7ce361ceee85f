// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run --on=oracle %s | FileCheck %s
// CHECK: 64
// A loop whose wait for another thread is in a function that it calls.

__device__ __noinline__ bool isOpen(int *lock) {
  return atomicExch(lock, 1) == 0;
}
__device__ __noinline__ bool isThere(volatile int *count, int least) {
  return *count >= least;
}

__global__ void take(int *lock, int *count) {
  while (!isOpen(lock)) {
  }
  *(volatile int *)count = *(volatile int *)count + 1;
  __threadfence();
  atomicExch(lock, 0);
  while (!isThere(count, 64)) {
  }
}

int main() {
  int *data, count = 0;
  cudaMalloc(&data, 8);
  cudaMemset(data, 0, 8);
  take<<<2, 32>>>(data, data + 1);
  cudaMemcpy(&count, data + 1, 4, cudaMemcpyDeviceToHost);
  printf("%d\n", count);
  return 0;
}
