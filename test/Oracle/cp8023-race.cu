// Threads of one block race for an element of device memory: twin and oracle
// differ, and neither is wrong.
// RUN: not cubeport verify %s --check=memory 2>&1 | FileCheck %s
#include <cuda_runtime.h>

// Eight rows of threads each add the same.
__global__ void add(const int *a, int *sums) {
  // CHECK: cp8023-race.cu:[[#@LINE+1]]:{{[0-9]+}}: error: CP8023: kernel 'add', launch 1: threads race for sums[0], which is 1 on the twin and 8 by the oracle
  sums[threadIdx.x] += a[threadIdx.x];
}
// CHECK-SAME: thread (0, 1, 0) of block (0, 0, 0) reads it, thread (0, 0, 0) of block (0, 0, 0) writes it ({{.*}}cp8023-race.cu:[[#@LINE-2]]:{{[0-9]+}}), and nothing orders the two

int main() {
  int ones[32], *a, *sums;
  for (int &one : ones)
    one = 1;
  cudaMalloc(&a, sizeof(ones));
  cudaMalloc(&sums, sizeof(ones));
  cudaMemcpy(a, ones, sizeof(ones), cudaMemcpyHostToDevice);
  cudaMemset(sums, 0, sizeof(ones));
  add<<<1, dim3(32, 8)>>>(a, sums);
  cudaDeviceSynchronize();
  return 0;
}
