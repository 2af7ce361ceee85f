// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Warp-synchronous code on volatile shared memory.
#include "check.h"

__global__ void sums(const int *in, int *out) {
  __shared__ volatile int tile[64];
  int t = threadIdx.x;
  tile[t] = in[blockIdx.x * 64 + t];
  __syncthreads();
  if (t < 32) {
    tile[t] += tile[t + 32];
    tile[t] += tile[t + 16];
    tile[t] += tile[t + 8];
    tile[t] += tile[t + 4];
    tile[t] += tile[t + 2];
    tile[t] += tile[t + 1];
  }
  if (t == 0) {
    out[blockIdx.x] = tile[0];
  }
}

int main() {
  const int n = 256;
  std::vector<int> in = mixed(n, 1000), expected(n / 64);
  for (int i = 0; i < n; ++i) {
    expected[i / 64] += in[i];
  }
  int *dIn = toDevice(in), *out = deviceArray<int>(n / 64);
  sums<<<n / 64, 64>>>(dIn, out);
  expectEqual("sums", takeBack(out, n / 64), expected);
  return finish();
}
