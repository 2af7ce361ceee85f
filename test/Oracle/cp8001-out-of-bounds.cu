// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: not cubeport run --on=oracle %s 2>&1 | FileCheck %s

__global__ void fill(int *a, int n) {
  int i = threadIdx.x;
  // CHECK: cp8001-out-of-bounds.cu:[[#@LINE+2]]:10: error: CP8001: write of 4 bytes at byte 256 of the allocation of device memory of 256 bytes
  // CHECK: in kernel 'fill', thread (64, 0, 0) of block (0, 0, 0)
    a[i] = n;
}

int main() {
  int *data;
  cudaMalloc(&data, 64 * sizeof(int));
  fill<<<1, 96>>>(data, 1);
  cudaDeviceSynchronize();
  return 0;
}
