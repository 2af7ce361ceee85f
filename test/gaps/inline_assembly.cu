// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: rm -rf %t && not cubeport translate %s -o %t 2>&1 | FileCheck %s
// RUN: not ls %t
// A PTX instruction that is not in the table.

__global__ void lanes(unsigned int *out) {
  unsigned int lane;
  // CHECK: inline_assembly.cu:[[@LINE+1]]:{{[0-9]+}}: error: CP2002: inline PTX {{.}}mma.sync
  asm volatile("mma.sync.aligned %0, %0;" : "=r"(lane));
  out[threadIdx.x] = lane;
}

int main() {
  unsigned int *out;
  cudaMalloc(&out, 64 * sizeof(unsigned int));
  lanes<<<1, 64>>>(out);
  return 0;
}
