// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: rm -rf %t && not cubeport translate %s -o %t 2>&1 | FileCheck %s
// RUN: not ls %t
// A runtime call that has no ACL counterpart here.

__global__ void nothing() {}

int main() {
  cudaMipmappedArray_t array = nullptr;
  // CHECK: uncovered_api.cu:[[@LINE+1]]:{{[0-9]+}}: {{.*}}CP6001
  cudaFreeMipmappedArray(array);
  nothing<<<1, 1>>>();
  return 0;
}
