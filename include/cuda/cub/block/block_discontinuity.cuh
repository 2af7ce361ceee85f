// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Flags the values of a block that differ from their neighbour.
#ifndef CUBEPORT_CUDA_CUB_BLOCK_DISCONTINUITY_CUH
#define CUBEPORT_CUDA_CUB_BLOCK_DISCONTINUITY_CUH

#include "../thread/thread_operators.cuh"

namespace cub {

template <class T, int BlockDimX, int BlockDimY = 1, int BlockDimZ = 1,
          int LegacyArch = 0>
class BlockDiscontinuity {
  enum { kThreads = BlockDimX * BlockDimY * BlockDimZ };

public:
  struct TempStorage {
    detail::Storage<T, kThreads> firsts;
    detail::Storage<T, kThreads> lasts;
  };

  __device__ __forceinline__ BlockDiscontinuity()
      : storage(privateStorage()),
        rank(detail::threadRank<BlockDimX, BlockDimY, BlockDimZ>()) {}
  __device__ __forceinline__ BlockDiscontinuity(TempStorage &storage)
      : storage(storage),
        rank(detail::threadRank<BlockDimX, BlockDimY, BlockDimZ>()) {}

  template <int Items, class Flag, class Op>
  __device__ __forceinline__ void FlagHeads(Flag (&heads)[Items],
                                            T (&input)[Items], Op op) {
    share(input);
    setHeads(heads, input, op, before(), rank > 0);
  }
  template <int Items, class Flag, class Op>
  __device__ __forceinline__ void FlagHeads(Flag (&heads)[Items],
                                            T (&input)[Items], Op op,
                                            T predecessor) {
    share(input);
    setHeads(heads, input, op, rank == 0 ? predecessor : before(), true);
  }
  template <int Items, class Flag, class Op>
  __device__ __forceinline__ void FlagTails(Flag (&tails)[Items],
                                            T (&input)[Items], Op op) {
    share(input);
    setTails(tails, input, op, behind(), rank < kThreads - 1);
  }
  template <int Items, class Flag, class Op>
  __device__ __forceinline__ void FlagTails(Flag (&tails)[Items],
                                            T (&input)[Items], Op op,
                                            T successor) {
    share(input);
    setTails(tails, input, op, rank == kThreads - 1 ? successor : behind(),
             true);
  }
  template <int Items, class Flag, class Op>
  __device__ __forceinline__ void
  FlagHeadsAndTails(Flag (&heads)[Items], Flag (&tails)[Items],
                    T (&input)[Items], Op op) {
    share(input);
    setHeads(heads, input, op, before(), rank > 0);
    setTails(tails, input, op, behind(), rank < kThreads - 1);
  }

private:
  TempStorage &storage;
  int rank;

  template <int Items>
  __device__ __forceinline__ void share(const T (&input)[Items]) {
    storage.firsts[rank] = input[0];
    storage.lasts[rank] = input[Items - 1];
    __syncthreads();
  }
  __device__ __forceinline__ T before() {
    return storage.lasts[(rank + kThreads - 1) % kThreads];
  }
  __device__ __forceinline__ T behind() {
    return storage.firsts[rank + 1 < kThreads ? rank + 1 : rank];
  }
  template <int Items, class Flag, class Op>
  __device__ __forceinline__ void setHeads(Flag (&heads)[Items],
                                           T (&input)[Items], Op op, T left,
                                           bool hasLeft) {
    heads[0] = hasLeft ? Flag(op(left, input[0])) : Flag(1);
#pragma unroll
    for (int i = 1; i < Items; ++i) {
      heads[i] = op(input[i - 1], input[i]);
    }
  }
  template <int Items, class Flag, class Op>
  __device__ __forceinline__ void setTails(Flag (&tails)[Items],
                                           T (&input)[Items], Op op, T right,
                                           bool hasRight) {
#pragma unroll
    for (int i = 0; i + 1 < Items; ++i) {
      tails[i] = op(input[i], input[i + 1]);
    }
    tails[Items - 1] = hasRight ? Flag(op(input[Items - 1], right)) : Flag(1);
  }
  static __device__ __forceinline__ TempStorage &privateStorage() {
    __shared__ TempStorage storage;
    return storage;
  }
};

} // namespace cub

#endif
