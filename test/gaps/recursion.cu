// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: rm -rf %t && not cubeport translate %s -o %t 2>&1 | FileCheck %s
// RUN: not ls %t
// A device function that calls itself.

__device__ int fibonacci(int n) {
  return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}

// CHECK: recursion.cu:[[@LINE+1]]:{{[0-9]+}}: error: CP2003:
__global__ void numbers(int *out) { out[threadIdx.x] = fibonacci(threadIdx.x); }

int main() {
  int *out;
  cudaMalloc(&out, 16 * sizeof(int));
  numbers<<<1, 16>>>(out);
  return 0;
}
