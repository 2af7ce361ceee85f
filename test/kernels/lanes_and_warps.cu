// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Arithmetic on thread indices: lane and warp numbers, bits, two-dimensional
// indices flattened by hand.
#include "check.h"

__global__ void numbers(int *out) {
  int t = threadIdx.x;
  int lane = t & 31, warp = t >> 5;
  out[blockIdx.x * blockDim.x + t] =
      1000 * (t / warpSize) + 10 * (t % warpSize) + (lane == 0) + 100000 * warp;
}

__global__ void flattened(int *out, int n) {
  int block = blockIdx.x + blockIdx.y * gridDim.x;
  int thread = threadIdx.y * blockDim.x + threadIdx.x;
  int i = block * blockDim.x * blockDim.y + thread;
  if (i < n) {
    out[i] = (thread ^ 5) + (i << 3) - threadIdx.y;
  }
}

int main() {
  std::vector<int> expected(2 * 97);
  for (int i = 0; i < 2 * 97; ++i) {
    int t = i % 97;
    expected[i] = 101000 * (t / 32) + 10 * (t % 32) + (t % 32 == 0);
  }
  int *out = deviceArray<int>(2 * 97);
  numbers<<<2, 97>>>(out);
  expectEqual("numbers", takeBack(out, 2 * 97), expected);

  const int n = 6 * 35 - 4;
  expected.resize(n);
  for (int i = 0; i < n; ++i) {
    int thread = i % 35;
    expected[i] = (thread ^ 5) + (i << 3) - thread / 7;
  }
  out = deviceArray<int>(n);
  flattened<<<dim3(3, 2), dim3(7, 5)>>>(out, n);
  expectEqual("flattened", takeBack(out, n), expected);
  return finish();
}
