// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reductions over the lanes of a logical warp. As in CUB, the distances
// double, so that the order of operands is kept and float sums round alike.
#ifndef CUBEPORT_CUDA_CUB_WARP_REDUCE_CUH
#define CUBEPORT_CUDA_CUB_WARP_REDUCE_CUH

#include "../thread/thread_operators.cuh"
#include "../util_ptx.cuh"

namespace cub {

template <class T, int LogicalWarpThreads = 32, int LegacyArch = 0>
class WarpReduce {
public:
  struct TempStorage {
    unsigned int unused;
  };

  __device__ __forceinline__ WarpReduce(TempStorage &) {}

  __device__ __forceinline__ T Sum(T input) {
    return Reduce(input, cub::Sum(), LogicalWarpThreads);
  }
  __device__ __forceinline__ T Sum(T input, int validItems) {
    return Reduce(input, cub::Sum(), validItems);
  }
  template <class Op> __device__ __forceinline__ T Reduce(T input, Op op) {
    return Reduce(input, op, LogicalWarpThreads);
  }
  /// The result is lane 0's.
  template <class Op>
  __device__ __forceinline__ T Reduce(T input, Op op, int validItems) {
    int lane = LaneId() % LogicalWarpThreads;
#pragma unroll
    for (int distance = 1; distance < LogicalWarpThreads; distance *= 2) {
      T other = detail::shuffleDown<LogicalWarpThreads>(input, distance, mask());
      if (lane + distance < validItems) {
        input = op(input, other);
      }
    }
    return input;
  }

  /// Sums from each head of a segment to the lane before the next one.
  template <class Flag>
  __device__ __forceinline__ T HeadSegmentedSum(T input, Flag head) {
    return HeadSegmentedReduce(input, head, cub::Sum());
  }
  template <class Flag>
  __device__ __forceinline__ T TailSegmentedSum(T input, Flag tail) {
    return TailSegmentedReduce(input, tail, cub::Sum());
  }
  template <class Flag, class Op>
  __device__ __forceinline__ T HeadSegmentedReduce(T input, Flag head, Op op) {
    // The last lane of a segment is the one before a head.
    return segmented(input, __ballot_sync(mask(), head) >> 1, op);
  }
  template <class Flag, class Op>
  __device__ __forceinline__ T TailSegmentedReduce(T input, Flag tail, Op op) {
    return segmented(input, __ballot_sync(mask(), tail), op);
  }

private:
  static __device__ __forceinline__ unsigned int mask() {
    if (LogicalWarpThreads == 32) {
      return 0xffffffffu;
    }
    unsigned int first = LaneId() / LogicalWarpThreads * LogicalWarpThreads;
    return ((1ull << LogicalWarpThreads) - 1) << first;
  }
  template <class Op>
  __device__ __forceinline__ T segmented(T input, unsigned int tails, Op op) {
    int lane = LaneId();
    int last = lane / LogicalWarpThreads * LogicalWarpThreads +
               LogicalWarpThreads - 1;
    tails |= 1u << last;
    last = __ffs(tails & ~((1u << lane) - 1)) - 1;
#pragma unroll
    for (int distance = 1; distance < LogicalWarpThreads; distance *= 2) {
      T other = detail::shuffleDown<LogicalWarpThreads>(input, distance, mask());
      if (lane + distance <= last) {
        input = op(input, other);
      }
    }
    return input;
  }
};

} // namespace cub

#endif
