// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: rm -rf %t && not cubeport translate %s -o %t 2>&1 | FileCheck %s
// RUN: not ls %t
// Memory from the heap on the device with more than its alignment.

__global__ void allocate(void **out) {
  // CHECK: aligned_malloc.cu:[[@LINE+1]]:{{[0-9]+}}: error: CP2012:
  out[threadIdx.x] = __nv_aligned_device_malloc(64, 128);
}

int main() {
  void **out;
  cudaMalloc(&out, 32 * sizeof(void *));
  allocate<<<1, 32>>>(out);
  return 0;
}
