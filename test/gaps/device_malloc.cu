// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: rm -rf %t && not cubeport translate %s -o %t 2>&1 | FileCheck %s
// RUN: not ls %t
// Memory from a heap on the device.

__global__ void allocate(int **out) {
  // CHECK: device_malloc.cu:[[@LINE+1]]:{{[0-9]+}}: error: CP2012:
  out[threadIdx.x] = (int *)malloc(16);
}

int main() {
  int **out;
  cudaMalloc(&out, 32 * sizeof(int *));
  allocate<<<1, 32>>>(out);
  return 0;
}
