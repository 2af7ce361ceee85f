// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Output of kernels: all conversions, in the order of the blocks.
// RUN: cubeport run --on=oracle %s | FileCheck %s
#include <cstdio>

__global__ void kernel() {
  // CHECK: block 0: -5 7 ff 1234567890123 x 2.50 1e-05 text   |   3%
  // CHECK: block 1: -5
  // CHECK: block 2: -5
  // CHECK: returned 10
  int count = printf("block %d: %d %u %x %lld %c %.2f %g %-6s |%4d%%\n",
                     blockIdx.x, -5, 7u, 255, 1234567890123ll, 'x', 2.5f, 1e-5,
                     "text", 3);
  if (blockIdx.x == 2) {
    printf("returned %d\n", count);
  }
}

int main() {
  kernel<<<3, 1>>>();
  cudaDeviceSynchronize();
  return 0;
}
