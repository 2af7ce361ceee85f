// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: not cubeport run --on=oracle %s 2>&1 | FileCheck %s

__global__ void kernel(float *a) {
  // CHECK: cp8005-misaligned.cu:[[#@LINE+1]]:36: error: CP8005: write of 4 bytes at address 0x{{[0-9a-f]*}}, which is no multiple of 16
  *(float4 *)(a + 2 * threadIdx.x) = make_float4(1, 2, 3, 4);
}

int main() {
  int *data;
  cudaMalloc(&data, 64 * sizeof(int));
  kernel<<<1, 4>>>((float *)data);
  cudaDeviceSynchronize();
  return 0;
}
