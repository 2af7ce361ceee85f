// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inside a warp only warp operations order accesses.
// RUN: not cubeport run --on=oracle %s 2>&1 | FileCheck %s

__global__ void rotate(int *a) {
  __shared__ int values[32];
  int i = threadIdx.x;
  values[i] = a[i];
  __syncwarp();
  int next = values[(i + 1) % 32];
  // CHECK: cp8013-warp-race.cu:[[#@LINE+2]]:13: error: CP8013: write of shared memory
  // CHECK: note: thread (31, 0, 0) read it here
  values[i] = next + 1; // without a __syncwarp() above
  __syncwarp();
  a[i] = values[i];
}

int main() {
  int *data;
  cudaMalloc(&data, 64 * sizeof(int));
  rotate<<<1, 32>>>(data);
  cudaDeviceSynchronize();
  return 0;
}
