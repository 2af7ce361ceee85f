// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: rm -rf %t && not cubeport translate %s -o %t 2>&1 | FileCheck %s
// RUN: not ls %t
// assert in a kernel.
#include <cassert>

__global__ void check(const int *x) {
  // CHECK: device_assert.cu:[[@LINE+1]]:{{[0-9]+}}: error: CP2005:
  assert(x[threadIdx.x] > 0);
}

int main() {
  int *x;
  cudaMalloc(&x, 32 * sizeof(int));
  check<<<1, 32>>>(x);
  return 0;
}
