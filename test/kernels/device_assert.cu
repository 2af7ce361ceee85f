// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Assertions that hold, and a trap that is not reached.
#include "check.h"
#include <cassert>

__global__ void scale(const int *in, int *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  assert(n > 0 && "there are elements");
  if (i < n) {
    assert(in[i] >= 0);
    if (in[i] > 1000) {
      __trap();
    }
    out[i] = 2 * in[i];
  }
}

int main() {
  const int n = 100;
  std::vector<int> in = mixed(n, 1000), expected(n);
  for (int i = 0; i < n; ++i) {
    expected[i] = 2 * in[i];
  }
  int *dIn = toDevice(in), *out = deviceArray<int>(n);
  scale<<<4, 32>>>(dIn, out, n);
  expectEqual("scale", takeBack(out, n), expected);
  return finish();
}
