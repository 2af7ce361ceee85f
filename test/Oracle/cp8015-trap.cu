// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: not cubeport run --on=oracle %s 2>&1 | FileCheck %s

__global__ void kernel(int *a) {
  if (a[threadIdx.x] == 0) {
    // CHECK: cp8015-trap.cu:[[#@LINE+1]]:5: error: CP8015: the kernel trapped
    __trap();
  }
}

int main() {
  int *data;
  cudaMalloc(&data, 64 * sizeof(int));
  cudaMemset(data, 0, 256);
  kernel<<<1, 32>>>(data);
  cudaDeviceSynchronize();
  return 0;
}
