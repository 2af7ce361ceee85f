// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: not cubeport run --on=oracle %s 2>&1 | FileCheck %s

__global__ void kernel(int *a) {
  if (threadIdx.x == 3) {
    // CHECK-DAG: cp8008-deadlock.cu:[[#@LINE+1]]:5: note: thread (3, 0, 0) of block (0, 0, 0) waits at barrier 0, where 1 of 32 threads have arrived
    __syncthreads();
  } else {
    // CHECK-DAG: cp8008-deadlock.cu:[[#@LINE+2]]:22: error: CP8008: 32 of 32 threads of block (0, 0, 0) wait for each other for ever
    // CHECK-DAG: cp8008-deadlock.cu:[[#@LINE+1]]:22: note: thread (0, 0, 0) of block (0, 0, 0) waits in __shfl_sync with mask 0xffffffff, with 30 others
    a[threadIdx.x] = __shfl_sync(0xffffffff, a[threadIdx.x], 3);
  }
}

int main() {
  int *data;
  cudaMalloc(&data, 64 * sizeof(int));
  kernel<<<1, 32>>>(data);
  cudaDeviceSynchronize();
  return 0;
}
