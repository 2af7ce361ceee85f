// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What malloc gave in one kernel and another freed.
// RUN: not cubeport run --on=oracle %s 2>&1 | FileCheck %s
// RUN: not cubeport run --on=oracle %s -DTWICE 2>&1 \
// RUN:   | FileCheck %s --check-prefix=TWICE

__global__ void make(int **out) { *out = (int *)malloc(64); }
__global__ void drop(int **out) {
  // TWICE: cp8002-heap-freed.cu:[[#@LINE+1]]:3: error: CP8002: free of a pointer that malloc did not return, or that was freed
  free(*out);
}
__global__ void use(int **out) {
  // CHECK: cp8002-heap-freed.cu:[[#@LINE+1]]:13: error: CP8002: write of 4 bytes in memory of malloc that was freed before
  (*out)[3] = 1;
}

int main() {
  int **out;
  cudaMalloc(&out, sizeof(int *));
  make<<<1, 1>>>(out);
  use<<<1, 1>>>(out);
  drop<<<1, 1>>>(out);
#ifdef TWICE
  drop<<<1, 1>>>(out);
#else
  use<<<1, 1>>>(out);
#endif
  cudaDeviceSynchronize();
  return 0;
}
