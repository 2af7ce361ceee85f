// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Scans over a tile of a warp, by distances that double.
#ifndef CUBEPORT_CUDA_COOPERATIVE_GROUPS_SCAN_H
#define CUBEPORT_CUDA_COOPERATIVE_GROUPS_SCAN_H

#include "reduce.h"

namespace cooperative_groups {

template <unsigned int Size, class Parent, class T, class Op = plus<T>>
static __inline__ __device__ T
inclusive_scan(const thread_block_tile<Size, Parent> &tile, T v,
               Op op = Op()) {
  for (unsigned int distance = 1; distance < Size; distance *= 2) {
    T before = tile.shfl_up(v, distance);
    if (tile.thread_rank() >= distance) {
      v = op(before, v);
    }
  }
  return v;
}
template <unsigned int Size, class Parent, class T, class Op = plus<T>>
static __inline__ __device__ T
exclusive_scan(const thread_block_tile<Size, Parent> &tile, T v,
               Op op = Op()) {
  T before = tile.shfl_up(inclusive_scan(tile, v, op), 1);
  return tile.thread_rank() == 0 ? T() : before;
}

} // namespace cooperative_groups

#endif
