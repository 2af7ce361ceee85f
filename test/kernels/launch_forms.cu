// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Ways to write a launch: dim3 variables, expressions, macros, a helper
// function, a launch in a branch without braces, in a loop.
#include "check.h"

#define BLOCK 64
#define GRID(n) (((n) + BLOCK - 1) / BLOCK)
#define ADD(data, n, amount) add<<<GRID(n), BLOCK>>>(data, n, amount)

__global__ void add(int *data, int n, int amount) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    data[i] += amount;
  }
}

static void launch(int *data, int n, int amount, dim3 grid, dim3 block) {
  add<<<grid, block>>>(data, n, amount);
}

int main() {
  const int n = 200;
  int *data = deviceArray<int>(n);
  dim3 block(BLOCK, 1, 1), grid;
  grid.x = GRID(n);
  add<<<grid, block>>>(data, n, 1);
  add<<<dim3(GRID(n)), dim3(BLOCK)>>>(data, n, 2);
  ADD(data, n, 4);
  launch(data, n, 8, grid, 64);
  if (n > 100) {
    add<<<GRID(n), BLOCK, 0>>>(data, n, 16);
  } else {
    add<<<1, 1>>>(data, n, 1000);
  }
  for (int k = 0; k < 3; ++k) {
    add<<<(unsigned int)std::ceil(n / 64.0), BLOCK, 0, 0>>>(data, n, 32 << k);
  }
  expectEqual("data", takeBack(data, n), std::vector<int>(n, 255));
  return finish();
}
