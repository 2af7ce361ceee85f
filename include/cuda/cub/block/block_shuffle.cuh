// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Moves values between the threads of a block.
#ifndef CUBEPORT_CUDA_CUB_BLOCK_SHUFFLE_CUH
#define CUBEPORT_CUDA_CUB_BLOCK_SHUFFLE_CUH

#include "../util_type.cuh"

namespace cub {

template <class T, int BlockDimX, int BlockDimY = 1, int BlockDimZ = 1,
          int LegacyArch = 0>
class BlockShuffle {
  enum { kThreads = BlockDimX * BlockDimY * BlockDimZ };

public:
  struct TempStorage {
    detail::Storage<T, kThreads> values;
  };

  __device__ __forceinline__ BlockShuffle(TempStorage &storage)
      : storage(storage),
        rank(detail::threadRank<BlockDimX, BlockDimY, BlockDimZ>()) {}

  /// The value of the thread `distance` behind; the output is left where there
  /// is none.
  __device__ __forceinline__ void Offset(T input, T &output, int distance = 1) {
    storage.values[rank] = input;
    __syncthreads();
    int from = rank + distance;
    if (from >= 0 && from < kThreads) {
      output = storage.values[from];
    }
  }
  __device__ __forceinline__ void Rotate(T input, T &output,
                                         unsigned int distance = 1) {
    storage.values[rank] = input;
    __syncthreads();
    output = storage.values[(rank + distance) % kThreads];
  }
  template <int Items>
  __device__ __forceinline__ void Up(T (&input)[Items], T (&previous)[Items]) {
    storage.values[rank] = input[Items - 1];
    __syncthreads();
#pragma unroll
    for (int i = Items - 1; i > 0; --i) {
      previous[i] = input[i - 1];
    }
    if (rank > 0) {
      previous[0] = storage.values[rank - 1];
    }
  }
  template <int Items>
  __device__ __forceinline__ void Down(T (&input)[Items], T (&next)[Items]) {
    storage.values[rank] = input[0];
    __syncthreads();
#pragma unroll
    for (int i = 0; i + 1 < Items; ++i) {
      next[i] = input[i + 1];
    }
    if (rank + 1 < kThreads) {
      next[Items - 1] = storage.values[rank + 1];
    }
  }

private:
  TempStorage &storage;
  int rank;
};

} // namespace cub

#endif
