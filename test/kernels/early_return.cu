// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Threads that return early, at several places and inside an if.
#include "check.h"

__global__ void classify(const int *in, int *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) {
    return;
  }
  int v = in[i];
  if (v < 10) {
    out[i] = -v;
    return;
  }
  if (v % 2 == 0) {
    if (v % 3 == 0) {
      out[i] = v / 6;
      return;
    }
    v += 1000;
  }
  out[i] = v;
}

int main() {
  const int n = 777;
  std::vector<int> in = mixed(n, 100), expected(n);
  for (int i = 0; i < n; ++i) {
    int v = in[i];
    expected[i] = v < 10 ? -v : v % 6 == 0 ? v / 6 : v % 2 == 0 ? v + 1000 : v;
  }
  int *dIn = toDevice(in), *dOut = deviceArray<int>(n);
  classify<<<(n + 63) / 64, 64>>>(dIn, dOut, n);
  expectEqual("classify", takeBack(dOut, n), expected);
  cudaFree(dIn);
  return finish();
}
