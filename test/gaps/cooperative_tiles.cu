// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: rm -rf %t && not cubeport translate %s -o %t 2>&1 | FileCheck %s
// RUN: not ls %t
// Cooperative groups: values passed inside a tile of a warp.
#include <cooperative_groups.h>
namespace cg = cooperative_groups;

__global__ void sum(float *x) {
  cg::thread_block_tile<32> warp =
      cg::tiled_partition<32>(cg::this_thread_block());
  float v = x[threadIdx.x];
  // CHECK: error: CP3001: unsupported: warp shuffle
  v += warp.shfl_down(v, 16);
  x[threadIdx.x] = v;
}

int main() {
  float *x;
  cudaMalloc(&x, 32 * sizeof(float));
  sum<<<1, 32>>>(x);
  return 0;
}
