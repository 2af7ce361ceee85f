// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory of the host that is not pinned.
// RUN: not cubeport run --on=oracle %s 2>&1 | FileCheck %s

__global__ void fill(int *a) {
  // CHECK: cp8001-host-memory.cu:[[#@LINE+1]]:18: error: CP8001: write of 4 bytes {{.*}}which is in no allocation of device memory
  a[threadIdx.x] = 1;
}

static int onHost[64];

int main() {
  int *data;
  cudaMalloc(&data, 64 * sizeof(int));
  fill<<<1, 32>>>(onHost);
  cudaDeviceSynchronize();
  return 0;
}
