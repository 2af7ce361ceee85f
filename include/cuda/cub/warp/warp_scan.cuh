// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prefix sums over the lanes of a logical warp.
#ifndef CUBEPORT_CUDA_CUB_WARP_SCAN_CUH
#define CUBEPORT_CUDA_CUB_WARP_SCAN_CUH

#include "../thread/thread_operators.cuh"
#include "../util_ptx.cuh"

namespace cub {

template <class T, int LogicalWarpThreads = 32, int LegacyArch = 0>
class WarpScan {
public:
  struct TempStorage {
    unsigned int unused;
  };

  __device__ __forceinline__ WarpScan(TempStorage &)
      : lane(LaneId() % LogicalWarpThreads) {}

  __device__ __forceinline__ void InclusiveSum(T input, T &output) {
    InclusiveScan(input, output, cub::Sum());
  }
  __device__ __forceinline__ void InclusiveSum(T input, T &output,
                                               T &aggregate) {
    InclusiveScan(input, output, cub::Sum(), aggregate);
  }
  __device__ __forceinline__ void ExclusiveSum(T input, T &output) {
    ExclusiveScan(input, output, T(0), cub::Sum());
  }
  __device__ __forceinline__ void ExclusiveSum(T input, T &output,
                                               T &aggregate) {
    ExclusiveScan(input, output, T(0), cub::Sum(), aggregate);
  }

  template <class Op>
  __device__ __forceinline__ void InclusiveScan(T input, T &output, Op op) {
#pragma unroll
    for (int distance = 1; distance < LogicalWarpThreads; distance *= 2) {
      T before = detail::shuffleUp<LogicalWarpThreads>(input, distance, mask());
      if (lane >= distance) {
        input = op(before, input);
      }
    }
    output = input;
  }
  template <class Op>
  __device__ __forceinline__ void InclusiveScan(T input, T &output, Op op,
                                                T &aggregate) {
    InclusiveScan(input, output, op);
    aggregate = Broadcast(output, LogicalWarpThreads - 1);
  }
  /// Lane 0's output is undefined without an initial value.
  template <class Op>
  __device__ __forceinline__ void ExclusiveScan(T input, T &output, Op op) {
    T inclusive;
    InclusiveScan(input, inclusive, op);
    output = detail::shuffleUp<LogicalWarpThreads>(inclusive, 1, mask());
  }
  template <class Op>
  __device__ __forceinline__ void ExclusiveScan(T input, T &output, T initial,
                                                Op op) {
    ExclusiveScan(input, output, op);
    output = lane == 0 ? initial : T(op(initial, output));
  }
  template <class Op>
  __device__ __forceinline__ void ExclusiveScan(T input, T &output, Op op,
                                                T &aggregate) {
    T inclusive;
    Scan(input, inclusive, output, op);
    aggregate = Broadcast(inclusive, LogicalWarpThreads - 1);
  }
  template <class Op>
  __device__ __forceinline__ void ExclusiveScan(T input, T &output, T initial,
                                                Op op, T &aggregate) {
    ExclusiveScan(input, output, op, aggregate);
    output = lane == 0 ? initial : T(op(initial, output));
  }
  template <class Op>
  __device__ __forceinline__ void Scan(T input, T &inclusive, T &exclusive,
                                       Op op) {
    InclusiveScan(input, inclusive, op);
    exclusive = detail::shuffleUp<LogicalWarpThreads>(inclusive, 1, mask());
  }
  template <class Op>
  __device__ __forceinline__ void Scan(T input, T &inclusive, T &exclusive,
                                       T initial, Op op) {
    Scan(input, inclusive, exclusive, op);
    inclusive = op(initial, inclusive);
    exclusive = lane == 0 ? initial : T(op(initial, exclusive));
  }
  __device__ __forceinline__ T Broadcast(T input, unsigned int source) {
    return ShuffleIndex<LogicalWarpThreads>(input, source, mask());
  }

private:
  int lane;

  static __device__ __forceinline__ unsigned int mask() {
    if (LogicalWarpThreads == 32) {
      return 0xffffffffu;
    }
    unsigned int first = LaneId() / LogicalWarpThreads * LogicalWarpThreads;
    return ((1ull << LogicalWarpThreads) - 1) << first;
  }
};

} // namespace cub

#endif
