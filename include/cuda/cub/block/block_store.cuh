// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Stores of a block's values, as BlockLoad reads them.
#ifndef CUBEPORT_CUDA_CUB_BLOCK_STORE_CUH
#define CUBEPORT_CUDA_CUB_BLOCK_STORE_CUH

#include "../util_type.cuh"

namespace cub {

enum BlockStoreAlgorithm {
  BLOCK_STORE_DIRECT,
  BLOCK_STORE_STRIPED,
  BLOCK_STORE_VECTORIZE,
  BLOCK_STORE_TRANSPOSE,
  BLOCK_STORE_WARP_TRANSPOSE,
  BLOCK_STORE_WARP_TRANSPOSE_TIMESLICED,
};

template <class T, int Items, class Iterator>
__device__ __forceinline__ void StoreDirectBlocked(int thread, Iterator to,
                                                   T (&items)[Items]) {
#pragma unroll
  for (int i = 0; i < Items; ++i) {
    to[thread * Items + i] = items[i];
  }
}
template <class T, int Items, class Iterator>
__device__ __forceinline__ void StoreDirectBlocked(int thread, Iterator to,
                                                   T (&items)[Items],
                                                   int validItems) {
#pragma unroll
  for (int i = 0; i < Items; ++i) {
    if (thread * Items + i < validItems) {
      to[thread * Items + i] = items[i];
    }
  }
}
template <class T, int Items>
__device__ __forceinline__ void
StoreDirectBlockedVectorized(int thread, T *to, T (&items)[Items]) {
  StoreDirectBlocked(thread, to, items);
}
template <int Threads, class T, int Items, class Iterator>
__device__ __forceinline__ void StoreDirectStriped(int thread, Iterator to,
                                                   T (&items)[Items]) {
#pragma unroll
  for (int i = 0; i < Items; ++i) {
    to[thread + i * Threads] = items[i];
  }
}
template <int Threads, class T, int Items, class Iterator>
__device__ __forceinline__ void StoreDirectStriped(int thread, Iterator to,
                                                   T (&items)[Items],
                                                   int validItems) {
#pragma unroll
  for (int i = 0; i < Items; ++i) {
    if (thread + i * Threads < validItems) {
      to[thread + i * Threads] = items[i];
    }
  }
}

template <class T, int BlockDimX, int Items,
          BlockStoreAlgorithm Algorithm = BLOCK_STORE_DIRECT,
          int BlockDimY = 1, int BlockDimZ = 1, int LegacyArch = 0>
class BlockStore {
  enum {
    kThreads = BlockDimX * BlockDimY * BlockDimZ,
    kStriped = Algorithm == BLOCK_STORE_STRIPED,
  };

public:
  struct TempStorage {
    unsigned int unused;
  };

  __device__ __forceinline__ BlockStore()
      : rank(detail::threadRank<BlockDimX, BlockDimY, BlockDimZ>()) {}
  __device__ __forceinline__ BlockStore(TempStorage &) : BlockStore() {}

  template <class Iterator>
  __device__ __forceinline__ void Store(Iterator to, T (&items)[Items]) {
    if constexpr (kStriped) {
      StoreDirectStriped<kThreads>(rank, to, items);
    } else {
      StoreDirectBlocked(rank, to, items);
    }
  }
  template <class Iterator>
  __device__ __forceinline__ void Store(Iterator to, T (&items)[Items],
                                        int validItems) {
    if constexpr (kStriped) {
      StoreDirectStriped<kThreads>(rank, to, items, validItems);
    } else {
      StoreDirectBlocked(rank, to, items, validItems);
    }
  }

private:
  int rank;
};

} // namespace cub

#endif
