// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: rm -rf %t && not cubeport translate %s -o %t 2>&1 | FileCheck %s
// RUN: not ls %t
// printf in a kernel.
#include <cstdio>

__global__ void hello() {
  // CHECK: device_printf.cu:[[@LINE+1]]:{{[0-9]+}}: error: CP2004:
  printf("thread %d\n", (int)threadIdx.x);
}

int main() {
  hello<<<1, 32>>>();
  return 0;
}
