// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Cooperative groups: the group of a block, its ranks and its barrier.
#include "check.h"
#include <cooperative_groups.h>

namespace cg = cooperative_groups;

__global__ void rotate(const int *in, int *out) {
  __shared__ int values[96];
  cg::thread_block block = cg::this_thread_block();
  unsigned int rank = block.thread_rank();
  values[rank] = in[blockIdx.x * 96 + rank];
  block.sync();
  out[blockIdx.x * 96 + rank] = values[(rank + 7) % block.size()];
}

int main() {
  std::vector<int> in = mixed(96 * 4, 1000), expected(96 * 4);
  for (int i = 0; i < 96 * 4; ++i) {
    expected[i] = in[i / 96 * 96 + (i % 96 + 7) % 96];
  }
  int *dIn = toDevice(in), *out = deviceArray<int>(96 * 4);
  rotate<<<4, 96>>>(dIn, out);
  expectEqual("rotate", takeBack(out, 96 * 4), expected);
  return finish();
}
