// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Many more blocks than cores, on one axis and on three.
#include "check.h"

__global__ void touch(int *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] += blockIdx.x % 100;
  }
}

__global__ void blockNumber(int *out) {
  if (threadIdx.x == 0) {
    int block = (blockIdx.z * gridDim.y + blockIdx.y) * gridDim.x + blockIdx.x;
    out[block] = block * 3 + (int)(gridDim.x + gridDim.y + gridDim.z);
  }
}

int main() {
  const int n = 8 * 4001 - 5;
  std::vector<int> expected(n);
  for (int i = 0; i < n; ++i) {
    expected[i] = 1 + i / 8 % 100;
  }
  int *out = deviceArray(n, 1);
  touch<<<4001, 8>>>(out, n);
  expectEqual("one axis", takeBack(out, n), expected);

  const int blocks = 17 * 13 * 5;
  expected.resize(blocks);
  for (int i = 0; i < blocks; ++i) {
    expected[i] = i * 3 + 17 + 13 + 5;
  }
  out = deviceArray<int>(blocks);
  blockNumber<<<dim3(17, 13, 5), 32>>>(out);
  expectEqual("three axes", takeBack(out, blocks), expected);
  return finish();
}
