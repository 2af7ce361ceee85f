// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport verify %s | FileCheck %s
// CHECK: rotate {{ *}}4 {{.*}} match
// Each launch needs more memory for its threads than the one before, which is
// freed; what is allocated between lies in its place.
#include <cuda_runtime.h>

__global__ void rotate(int *values, int n) {
  int i = threadIdx.x;
  int value = values[i];
  values[i] = __reduce_add_sync(0xffffffffu, value) +
              __shfl_down_sync(0xffffffffu, value, 1);
}

int main() {
  int *buffers[8];
  for (int k = 0; k < 8; ++k) {
    cudaMalloc((void **)&buffers[k], 3000);
    cudaMemset(buffers[k], k, 3000);
    if (k % 2) {
      rotate<<<1, 32 << k / 2>>>(buffers[k], 32 << k / 2);
      cudaFree(buffers[k - 1]);
    }
  }
  return cudaDeviceSynchronize();
}
