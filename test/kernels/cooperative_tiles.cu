// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Cooperative groups: tiles, coalesced lanes, partitions, reductions, scans.
#include "check.h"
#include <algorithm>
#include <cooperative_groups.h>
#include <cooperative_groups/reduce.h>
#include <cooperative_groups/scan.h>
namespace cg = cooperative_groups;

__global__ void tiles(const int *in, int *out) {
  cg::thread_block block = cg::this_thread_block();
  auto tile = cg::tiled_partition<8>(block);
  int v = in[block.thread_rank()];
  out += 6 * block.thread_rank();
  out[0] = cg::reduce(tile, v, cg::plus<int>());
  out[1] = cg::inclusive_scan(tile, v, cg::plus<int>());
  out[2] = cg::exclusive_scan(tile, v, cg::plus<int>());
  out[3] = (int)tile.ballot(v > 4);
  out[4] = (int)tile.meta_group_rank();
  out[5] = tile.shfl(v, 3);
}

__global__ void lanes(const int *in, int *out) {
  int i = threadIdx.x, v = in[i];
  out += 4 * i;
  if (v > 4) {
    auto warp = cg::tiled_partition<32>(cg::this_thread_block());
    (void)warp;
    cg::coalesced_group here = cg::coalesced_threads();
    out[0] = cg::reduce(here, 1, cg::plus<int>()) == (int)here.size();
    out[1] = here.shfl(v, (int)here.thread_rank()) == v;
  }
  auto warp = cg::tiled_partition<32>(cg::this_thread_block());
  auto part = cg::binary_partition(warp, v > 4);
  out[2] = (int)part.size();
  out[3] = cg::reduce(part, v, cg::plus<int>());
}

int main() {
  const int n = 64;
  std::vector<int> in = mixed(n, 10), tiled(6 * n), parted(4 * n);
  for (int i = 0; i < n; ++i) {
    int first = i / 8 * 8, sum = 0, before = 0;
    unsigned int votes = 0;
    for (int k = first; k < first + 8; ++k) {
      sum += in[k];
      before += k < i ? in[k] : 0;
      votes |= (in[k] > 4 ? 1u : 0u) << (k - first);
    }
    int e[6] = {sum, before + in[i], before, (int)votes, i / 8, in[first + 3]};
    std::copy(e, e + 6, &tiled[6 * i]);
    int count = 0, partSum = 0;
    for (int k = i / 32 * 32; k < i / 32 * 32 + 32; ++k) {
      bool same = (in[k] > 4) == (in[i] > 4);
      count += same;
      partSum += same ? in[k] : 0;
    }
    int p[4] = {in[i] > 4, in[i] > 4, count, partSum};
    std::copy(p, p + 4, &parted[4 * i]);
  }
  int *dIn = toDevice(in), *out = deviceArray<int>(6 * n);
  tiles<<<1, n>>>(dIn, out);
  expectEqual("tiles", takeBack(out, 6 * n), tiled);
  out = deviceArray<int>(4 * n);
  lanes<<<1, n>>>(dIn, out);
  expectEqual("lanes", takeBack(out, 4 * n), parted);
  return finish();
}
