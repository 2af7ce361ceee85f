// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reductions over a tile of a warp, by exchanging halves.
#ifndef CUBEPORT_CUDA_COOPERATIVE_GROUPS_REDUCE_H
#define CUBEPORT_CUDA_COOPERATIVE_GROUPS_REDUCE_H

#include "../cooperative_groups.h"

namespace cooperative_groups {

template <class T> struct plus {
  __device__ T operator()(T a, T b) const { return a + b; }
};
template <class T> struct less {
  __device__ T operator()(T a, T b) const { return b < a ? b : a; }
};
template <class T> struct greater {
  __device__ T operator()(T a, T b) const { return a < b ? b : a; }
};
template <class T> struct bit_and {
  __device__ T operator()(T a, T b) const { return a & b; }
};
template <class T> struct bit_or {
  __device__ T operator()(T a, T b) const { return a | b; }
};
template <class T> struct bit_xor {
  __device__ T operator()(T a, T b) const { return a ^ b; }
};

/// Moves a value of any type a word at a time.
template <class Tile, class T>
static __inline__ __device__ T exchange(const Tile &tile, const T &v,
                                        unsigned int lanes) {
  constexpr unsigned int words = (sizeof(T) + 3) / 4;
  unsigned int from[words] = {}, to[words];
  __builtin_memcpy(from, &v, sizeof(T));
#pragma unroll
  for (unsigned int i = 0; i < words; ++i) {
    to[i] = tile.shfl_xor(from[i], lanes);
  }
  T result;
  __builtin_memcpy(&result, to, sizeof(T));
  return result;
}
template <class Tile>
static __inline__ __device__ float exchange(const Tile &tile, const float &v,
                                            unsigned int lanes) {
  return tile.shfl_xor(v, lanes);
}

template <unsigned int Size, class Parent, class T, class Op>
static __inline__ __device__ T
reduce(const thread_block_tile<Size, Parent> &tile, T v, Op op) {
  // Written out: each distance is a constant.
  v = Size >= 32 ? op(v, exchange(tile, v, 16)) : v;
  v = Size >= 16 ? op(v, exchange(tile, v, 8)) : v;
  v = Size >= 8 ? op(v, exchange(tile, v, 4)) : v;
  v = Size >= 4 ? op(v, exchange(tile, v, 2)) : v;
  v = Size >= 2 ? op(v, exchange(tile, v, 1)) : v;
  return v;
}
template <class T, class Op>
__device__ T reduce(const coalesced_group &group, T v, Op op);

} // namespace cooperative_groups

#endif
