// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: not cubeport run --on=oracle %s 2>&1 | FileCheck %s

__global__ void kernel(int *a) {
  int own[8];
  for (int i = 0; i < 8; ++i) {
    own[i] = a[i];
  }
  // CHECK: cp8004-local-bounds.cu:[[#@LINE+2]]:20: error: CP8004: read of 4 bytes at byte 32 of 'own', which has 32 bytes of local memory
  // CHECK: thread (8, 0, 0) of block (0, 0, 0)
  a[threadIdx.x] = own[threadIdx.x];
}

int main() {
  int *data;
  cudaMalloc(&data, 64 * sizeof(int));
  kernel<<<1, 9>>>(data);
  cudaDeviceSynchronize();
  return 0;
}
