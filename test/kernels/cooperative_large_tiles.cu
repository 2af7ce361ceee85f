// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// RUN: cubeport verify %s | FileCheck %s
// CHECK: PASS
// Cooperative groups: tiles of more threads than a warp has.
#include "check.h"
#include <algorithm>
#include <cooperative_groups.h>
#include <cooperative_groups/reduce.h>
#include <cooperative_groups/scan.h>
namespace cg = cooperative_groups;

static const int kResults = 8;

template <unsigned int Size>
__global__ void tiles(const int *in, double *out, int n) {
  __shared__ cg::block_tile_memory<256> memory;
  cg::thread_block block = cg::this_thread_block(memory);
  auto tile = cg::tiled_partition<Size>(block);
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  int v = in[i];
  double half = 0.5 * v;
  double *mine = out + kResults * i;
  mine[0] = cg::reduce(tile, v, cg::plus<int>());
  mine[1] = cg::reduce(tile, half, cg::greater<double>());
  mine[2] = cg::inclusive_scan(tile, v, cg::plus<int>());
  mine[3] = cg::exclusive_scan(tile, half);
  mine[4] = tile.shfl(half, (int)Size - 3);
  mine[5] = tile.any(v > 1021) + 2 * tile.all(v < 1021);
  mine[6] = (double)tile.thread_rank() + 1000.0 * tile.meta_group_rank() +
            100000.0 * tile.meta_group_size();
  // Tiles go round at their own pace.
  int rounds = tile.meta_group_rank() == 0 ? 3 : 1, sum = 0;
  for (int k = 0; k < rounds; ++k) {
    sum += tile.shfl(v, k);
    tile.sync();
  }
  mine[7] = sum;
}

template <unsigned int Size> static void check(const std::vector<int> &in) {
  const int n = (int)in.size(), threads = 256;
  int *values = toDevice(in);
  double *out = deviceArray<double>(kResults * n);
  tiles<Size><<<n / threads, threads>>>(values, out, n);
  std::vector<double> expected(kResults * n);
  for (int i = 0; i < n; ++i) {
    int first = i / (int)Size * (int)Size, last = first + (int)Size;
    int sum = 0, before = 0, most = 0;
    for (int k = first; k < last; ++k) {
      sum += in[k];
      before += k < i ? in[k] : 0;
      most = std::max(most, in[k]);
    }
    int tile = first % threads / (int)Size;
    double e[kResults] = {
        (double)sum,
        0.5 * most,
        (double)(before + in[i]),
        0.5 * before,
        0.5 * in[last - 3],
        (double)((most > 1021) + 2 * (most < 1021)),
        i - first + 1000.0 * tile + 100000.0 * (threads / (int)Size),
        (double)(in[first] + (tile == 0 ? in[first + 1] + in[first + 2] : 0))};
    std::copy(e, e + kResults, &expected[kResults * i]);
  }
  expectEqual("tiles", takeBack(out, kResults * n), expected);
  cudaFree(values);
}

int main() {
  std::vector<int> in = mixed(512, 1024);
  check<64>(in);
  check<128>(in);
  check<256>(in);
  check<32>(in);
  return finish();
}
