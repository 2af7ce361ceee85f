// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: not cubeport run --on=oracle %s 2>&1 | FileCheck %s

typedef int (*Function)(int);
__device__ int twice(int x) { return 2 * x; }
__device__ Function known = twice;

__global__ void kernel(Function function, int *a) {
  // CHECK: cp8001-no-function.cu:[[#@LINE+1]]:20: error: CP8001: call of 0x3039, which is no function of the device
  a[threadIdx.x] = function(a[threadIdx.x]) + known(1);
}

int main() {
  int *data;
  cudaMalloc(&data, 64 * sizeof(int));
  cudaMemset(data, 0, 256);
  kernel<<<1, 32>>>((Function)12345, data);
  cudaDeviceSynchronize();
  return 0;
}
