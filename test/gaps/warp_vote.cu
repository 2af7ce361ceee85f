// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: rm -rf %t && not cubeport translate %s -o %t 2>&1 | FileCheck %s
// RUN: not ls %t
// A vote of a warp.

__global__ void vote(unsigned int *x) {
  // CHECK: warp_vote.cu:[[@LINE+1]]:{{[0-9]+}}: error: CP2007:
  x[threadIdx.x] = __ballot_sync(0xffffffffu, x[threadIdx.x] > 3);
}

int main() {
  unsigned int *x;
  cudaMalloc(&x, 64 * sizeof(unsigned int));
  vote<<<1, 64>>>(x);
  return 0;
}
