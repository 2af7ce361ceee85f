// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: rm -rf %t && not cubeport translate %s -o %t 2>&1 | FileCheck %s
// RUN: not ls %t
// A launch from a kernel has a code of its own, at its line.

__global__ void child(int *x) { x[threadIdx.x] += 1; }

__global__ void parent(int *x) {
  // CHECK: dynamic_parallelism.cu:[[@LINE+1]]:{{[0-9]+}}: error: CP2010: launch from a kernel
  child<<<1, 32>>>(x);
}

int main() {
  int *x;
  cudaMalloc(&x, 32 * sizeof(int));
  parent<<<1, 1>>>(x);
  return 0;
}
