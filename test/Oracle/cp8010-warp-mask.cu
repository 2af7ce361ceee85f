// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: not cubeport run --on=oracle %s 2>&1 | FileCheck %s

__global__ void kernel(int *a) {
  // CHECK: cp8010-warp-mask.cu:[[#@LINE+1]]:20: error: CP8010: lane 1 calls with mask 0x00000001, which does not name it
  a[threadIdx.x] = __shfl_sync(1, threadIdx.x, 0);
}

int main() {
  int *data;
  cudaMalloc(&data, 64 * sizeof(int));
  kernel<<<1, 32>>>(data);
  cudaDeviceSynchronize();
  return 0;
}
