// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A recursion as deep as its frames allow, and one call deeper.
// RUN: cubeport run %s -- 128 | FileCheck %s
// RUN: cubeport run %s --recursion-depth=500 -- 500 | FileCheck %s
// RUN: not cubeport run %s -- 129 2>&1 | FileCheck %s --check-prefix=DEEP
// RUN: not cubeport run %s --recursion-depth=500 -- 501 2>&1 | FileCheck %s --check-prefix=DEEPER
// CHECK: PASS
// DEEP: CP2021: recursion of depth(int) is deeper than 128 calls; --recursion-depth=N allows more
// DEEPER: CP2021: recursion of depth(int) is deeper than 500 calls
#include "check.h"

__device__ int depth(int n) { return n <= 1 ? 1 : depth(n - 1) * 3 % 7 + n; }

__global__ void dive(int *out, int n) { *out = depth(n); }

int main(int argc, char **argv) {
  int n = std::atoi(argv[argc - 1]), expected = 1;
  for (int i = 2; i <= n; ++i) {
    expected = expected * 3 % 7 + i;
  }
  int *out = deviceArray<int>(1);
  dive<<<1, 1>>>(out, n);
  expectEqual("depth", takeBack(out, 1), {expected});
  return finish();
}
