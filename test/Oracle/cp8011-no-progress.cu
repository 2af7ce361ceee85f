// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: not env CUBEPORT_ORACLE_PATIENCE=1 cubeport run --on=oracle %s 2>&1 | FileCheck %s

__global__ void kernel(volatile int *flag) {
  // CHECK: error: CP8011: thread (0, 0, 0) of block (0, 0, 0) has waited in a loop for memory to change
  while (*flag == 0) {
  }
}

int main() {
  int *data;
  cudaMalloc(&data, 64 * sizeof(int));
  cudaMemset(data, 0, 4);
  kernel<<<1, 32>>>(data);
  cudaDeviceSynchronize();
  return 0;
}
