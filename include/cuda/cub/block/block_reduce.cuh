// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reductions over the threads of a block: warps first, then thread 0 over the
// results of the warps in their order.
#ifndef CUBEPORT_CUDA_CUB_BLOCK_REDUCE_CUH
#define CUBEPORT_CUDA_CUB_BLOCK_REDUCE_CUH

#include "../thread/thread_reduce.cuh"
#include "../warp/warp_reduce.cuh"

namespace cub {

enum BlockReduceAlgorithm {
  BLOCK_REDUCE_RAKING_COMMUTATIVE_ONLY,
  BLOCK_REDUCE_RAKING,
  BLOCK_REDUCE_WARP_REDUCTIONS,
};

template <class T, int BlockDimX,
          BlockReduceAlgorithm Algorithm = BLOCK_REDUCE_WARP_REDUCTIONS,
          int BlockDimY = 1, int BlockDimZ = 1, int LegacyArch = 0>
class BlockReduce {
  enum {
    kThreads = BlockDimX * BlockDimY * BlockDimZ,
    kWarps = (kThreads + 31) / 32,
  };

public:
  struct TempStorage {
    detail::Storage<T, kWarps> aggregates;
  };

  __device__ __forceinline__ BlockReduce()
      : storage(privateStorage()),
        rank(detail::threadRank<BlockDimX, BlockDimY, BlockDimZ>()) {}
  __device__ __forceinline__ BlockReduce(TempStorage &storage)
      : storage(storage),
        rank(detail::threadRank<BlockDimX, BlockDimY, BlockDimZ>()) {}

  __device__ __forceinline__ T Sum(T input) {
    return Reduce(input, cub::Sum(), kThreads);
  }
  __device__ __forceinline__ T Sum(T input, int validItems) {
    return Reduce(input, cub::Sum(), validItems);
  }
  template <int Items> __device__ __forceinline__ T Sum(T (&inputs)[Items]) {
    return Reduce(inputs, cub::Sum());
  }
  template <class Op> __device__ __forceinline__ T Reduce(T input, Op op) {
    return Reduce(input, op, kThreads);
  }
  template <int Items, class Op>
  __device__ __forceinline__ T Reduce(T (&inputs)[Items], Op op) {
    return Reduce(ThreadReduce(inputs, op), op, kThreads);
  }
  /// The result is thread 0's.
  template <class Op>
  __device__ __forceinline__ T Reduce(T input, Op op, int validItems) {
    int warp = rank / 32, lane = rank % 32;
#pragma unroll
    for (int distance = 1; distance < 32; distance *= 2) {
      T other = detail::shuffleDown<32>(input, distance, 0xffffffffu);
      if (lane + distance < 32 && rank + distance < validItems) {
        input = op(input, other);
      }
    }
    if (kWarps == 1) {
      return input;
    }
    if (lane == 0) {
      storage.aggregates[warp] = input;
    }
    __syncthreads();
    if (rank == 0) {
      for (int i = 1; i < kWarps; ++i) {
        if (i * 32 < validItems) {
          input = op(input, storage.aggregates[i]);
        }
      }
    }
    return input;
  }

private:
  TempStorage &storage;
  int rank;

  static __device__ __forceinline__ TempStorage &privateStorage() {
    __shared__ TempStorage storage;
    return storage;
  }
};

} // namespace cub

#endif
