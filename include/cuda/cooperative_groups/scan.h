// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Running sums over the threads of a tile or of coalesced lanes.
#ifndef CUBEPORT_CUDA_COOPERATIVE_GROUPS_SCAN_H
#define CUBEPORT_CUDA_COOPERATIVE_GROUPS_SCAN_H

#include "reduce.h"

namespace cooperative_groups {

namespace detail {
template <unsigned int Size, class Parent, class T, class Op>
static __inline__ __device__ T
scanWarp(const thread_block_tile<Size, Parent> &tile, T v, Op op) {
  for (unsigned int distance = 1; distance < Size; distance *= 2) {
    T before = tile.shfl_up(v, distance);
    if (tile.thread_rank() >= distance) {
      v = op(before, v);
    }
  }
  return v;
}
} // namespace detail

template <unsigned int Size, class Parent, class T, class Op>
static __inline__ __device__ T
inclusive_scan(const thread_block_tile<Size, Parent> &tile, T v, Op op) {
  if constexpr (Size > 32) {
    v = inclusive_scan(thread_block_tile<32>(), v, op);
    T before = v;
    for (unsigned int first = 0; first + 32 < Size; first += 32) {
      T sum = tile.shfl(v, (int)first + 31);
      if (first + 32 <= tile.thread_rank()) {
        before = first == 0 ? sum : op(before, sum);
      }
    }
    return tile.thread_rank() < 32 ? v : op(before, v);
  } else {
    return detail::scanWarp(tile, v, op);
  }
}
template <class T, class Op>
static __inline__ __device__ T inclusive_scan(const coalesced_group &group, T v,
                                              Op op) {
  T result = v;
  for (unsigned int rank = 0; rank < group.size(); ++rank) {
    // The value of each lane, from the highest below this one downwards.
    T other = group.shfl(v, rank);
    if (rank == 0) {
      result = other;
    } else if (rank <= group.thread_rank()) {
      result = op(result, other);
    }
  }
  return result;
}
template <class Group, class T, class Op>
static __inline__ __device__ T exclusive_scan(const Group &group, T v, Op op) {
  T before = group.shfl_up(inclusive_scan(group, v, op), 1);
  return group.thread_rank() == 0 ? T() : before;
}
template <unsigned int Size, class Parent, class T, class Op>
static __inline__ __device__ T exclusive_scan(
    const thread_block_tile<Size, Parent> &tile, T v, Op op) {
  T sum = inclusive_scan(tile, v, op), before;
  if constexpr (Size > 32) {
    before = tile.shfl(sum, (int)tile.thread_rank() - 1);
  } else {
    before = tile.shfl_up(sum, 1);
  }
  return tile.thread_rank() == 0 ? T() : before;
}
template <class Group, class T>
static __inline__ __device__ T inclusive_scan(const Group &group, T v) {
  return inclusive_scan(group, v, plus<T>());
}
template <class Group, class T>
static __inline__ __device__ T exclusive_scan(const Group &group, T v) {
  return exclusive_scan(group, v, plus<T>());
}

} // namespace cooperative_groups

#endif
