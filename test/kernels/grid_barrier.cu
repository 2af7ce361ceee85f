// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// All threads of the grid wait for each other between rounds; clocks only grow.
#include "check.h"
#include <cooperative_groups.h>

__global__ void rounds(int *from, int *to, int n, int count) {
  cooperative_groups::grid_group grid = cooperative_groups::this_grid();
  int i = grid.thread_rank();
  for (int round = 0; round < count; ++round) {
    to[i] = from[(i + 37) % n] * 3 + from[(i + n / 2) % n] + round;
    grid.sync();
    int *other = from;
    from = to;
    to = other;
  }
}

__global__ void clocks(int *grows) {
  long long before = clock64();
  for (int i = 0; i < 10; ++i) {
    grows[threadIdx.x] = i;
  }
  __threadfence();
  grows[threadIdx.x] = clock64() >= before;
}

int main() {
  int n = 192, count = 5;
  std::vector<int> from = mixed(n, 100), to(n);
  int *dFrom = toDevice(from), *dTo = deviceArray<int>(n);
  for (int round = 0; round < count; ++round) {
    for (int i = 0; i < n; ++i) {
      to[i] = from[(i + 37) % n] * 3 + from[(i + n / 2) % n] + round;
    }
    std::swap(from, to);
  }
  void *arguments[] = {&dFrom, &dTo, &n, &count};
  require(cudaLaunchCooperativeKernel((void *)rounds, dim3(6), dim3(32),
                                      arguments, 0, nullptr),
          "launch");
  expectEqual("rounds", takeBack(dTo, n), from);
  int *grows = deviceArray<int>(32);
  clocks<<<1, 32>>>(grows);
  expectEqual("clocks", takeBack(grows, 32), std::vector<int>(32, 1));
  return finish();
}
