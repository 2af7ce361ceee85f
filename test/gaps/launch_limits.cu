// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s 2>&1 | FileCheck %s
// Launches that are larger than the kernel can be: they do nothing, and an
// error is left.
#include <cstdio>

__global__ void kernel(int *a) {
  extern __shared__ int tile[];
  tile[threadIdx.x] = 1;
  __syncthreads();
  a[threadIdx.x] = tile[threadIdx.x];
}

int main() {
  int *a, value = 7;
  cudaMalloc(&a, 4096 * sizeof(int));
  cudaMemcpy(a, &value, sizeof(int), cudaMemcpyHostToDevice);
  // As in CUDA: no block has more than 1024 threads.
  kernel<<<1, 1025, 4100>>>(a);
  // CHECK-DAG: threads: 1
  printf("threads: %d\n", cudaGetLastError() != cudaSuccess);
  // CHECK-DAG: error: CP6006: kernel 'kernel' was launched with 1048576 bytes of dynamic shared memory
  kernel<<<1, 32, 1 << 20>>>(a);
  // CHECK-DAG: bytes: 1
  printf("bytes: %d\n", cudaGetLastError() != cudaSuccess);
  cudaMemcpy(&value, a, sizeof(int), cudaMemcpyDeviceToHost);
  // CHECK-DAG: value: 7
  printf("value: %d\n", value);
  return 0;
}
