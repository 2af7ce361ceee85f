// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Atomic operations whose result is used: slots of a list, exchange,
// compare-and-swap.
#include "check.h"
#include <algorithm>

__global__ void collect(const int *in, int *list, int *length, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n && in[i] % 3 == 0) {
    int slot = atomicAdd(length, 1);
    list[slot] = in[i];
  }
}

__global__ void claim(int *owner, int *won, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    won[i] = atomicCAS(&owner[i / 4], -1, i) == -1;
    atomicExch(&owner[64 + i / 4], i / 4);
  }
}

int main() {
  const int n = 256;
  std::vector<int> in = mixed(n, 500), expected;
  for (int v : in) {
    if (v % 3 == 0) {
      expected.push_back(v);
    }
  }
  int *dIn = toDevice(in), *list = deviceArray<int>(n);
  int *length = deviceArray<int>(1);
  collect<<<4, 64>>>(dIn, list, length, n);
  int count = takeBack(length, 1)[0];
  std::vector<int> got = takeBack(list, n);
  expectEqual("length", std::vector<int>{count},
              std::vector<int>{(int)expected.size()});
  got.resize(expected.size());
  std::sort(got.begin(), got.end());
  std::sort(expected.begin(), expected.end());
  expectEqual("list", got, expected);

  int *owner = deviceArray(128, -1), *won = deviceArray<int>(n);
  claim<<<2, 128>>>(owner, won, n);
  std::vector<int> owners = takeBack(owner, 128), winners = takeBack(won, n);
  for (int g = 0; g < 64; ++g) {
    int sum = 0;
    for (int k = 0; k < 4; ++k) {
      sum += winners[4 * g + k];
    }
    if (sum != 1 || owners[g] / 4 != g || !winners[owners[g]] ||
        owners[64 + g] != g) {
      printf("FAIL group %d\n", g);
      return 1;
    }
  }
  return finish();
}
