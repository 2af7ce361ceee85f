// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reductions over the threads of a tile or of coalesced lanes.
#ifndef CUBEPORT_CUDA_COOPERATIVE_GROUPS_REDUCE_H
#define CUBEPORT_CUDA_COOPERATIVE_GROUPS_REDUCE_H

#include "../cooperative_groups.h"

namespace cooperative_groups {

template <class T = void> struct plus {
  __device__ T operator()(T a, T b) const { return a + b; }
};
template <class T = void> struct less {
  __device__ T operator()(T a, T b) const { return b < a ? b : a; }
};
template <class T = void> struct greater {
  __device__ T operator()(T a, T b) const { return a < b ? b : a; }
};
template <class T = void> struct bit_and {
  __device__ T operator()(T a, T b) const { return a & b; }
};
template <class T = void> struct bit_or {
  __device__ T operator()(T a, T b) const { return a | b; }
};
template <class T = void> struct bit_xor {
  __device__ T operator()(T a, T b) const { return a ^ b; }
};

template <unsigned int Size, class Parent, class T, class Op>
static __inline__ __device__ T
reduce(const thread_block_tile<Size, Parent> &tile, T v, Op op) {
  if constexpr (Size > 32) {
    v = reduce(thread_block_tile<32>(), v, op);
    T result = tile.shfl(v, 0);
    for (unsigned int first = 32; first < Size; first += 32) {
      result = op(result, tile.shfl(v, (int)first));
    }
    return result;
  } else {
    // Written out: each distance is a constant.
    v = Size >= 32 ? op(v, tile.shfl_xor(v, 16)) : v;
    v = Size >= 16 ? op(v, tile.shfl_xor(v, 8)) : v;
    v = Size >= 8 ? op(v, tile.shfl_xor(v, 4)) : v;
    v = Size >= 4 ? op(v, tile.shfl_xor(v, 2)) : v;
    v = Size >= 2 ? op(v, tile.shfl_xor(v, 1)) : v;
    return v;
  }
}
template <class T, class Op>
static __inline__ __device__ T reduce(const coalesced_group &group, T v,
                                      Op op) {
  T result = group.shfl(v, 0);
  for (unsigned int rank = 1; rank < group.size(); ++rank) {
    result = op(result, group.shfl(v, rank));
  }
  return result;
}

} // namespace cooperative_groups

#endif
