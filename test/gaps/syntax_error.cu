// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: rm -rf %t && not cubeport translate %s -o %t 2>&1 | FileCheck %s
// RUN: not ls %t
// What no CUDA compiler takes.

__global__ void broken(int *x) {
  // CHECK: syntax_error.cu:[[@LINE+1]]:{{[0-9]+}}: {{.*}}expected ';'
  x[0] = 1
}

int main() { return 0; }
