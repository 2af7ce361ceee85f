// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: rm -rf %t && not cubeport translate %s -o %t 2>&1 | FileCheck %s
// RUN: not ls %t
// Texts of printf that are known only when the kernel runs, or do not fit.
#include <cstdio>

__global__ void chosen(const char *format, int value) {
  // CHECK: printf_format.cu:[[@LINE+1]]:{{[0-9]+}}: error: CP2004:
  printf(format, value);
}

__global__ void tooFew(int value) {
  // CHECK: printf_format.cu:[[@LINE+1]]:{{[0-9]+}}: error: CP2004:
  printf("%d and %d\n", value);
}

int main() {
  chosen<<<1, 32>>>(nullptr, 1);
  tooFew<<<1, 32>>>(1);
  return 0;
}
