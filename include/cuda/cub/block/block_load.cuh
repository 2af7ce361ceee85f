// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loads of a block's values. All algorithms give the same values; how they
// reach the threads is left to the compiler.
#ifndef CUBEPORT_CUDA_CUB_BLOCK_LOAD_CUH
#define CUBEPORT_CUDA_CUB_BLOCK_LOAD_CUH

#include "../util_type.cuh"

namespace cub {

enum BlockLoadAlgorithm {
  BLOCK_LOAD_DIRECT,
  BLOCK_LOAD_STRIPED,
  BLOCK_LOAD_VECTORIZE,
  BLOCK_LOAD_TRANSPOSE,
  BLOCK_LOAD_WARP_TRANSPOSE,
  BLOCK_LOAD_WARP_TRANSPOSE_TIMESLICED,
};

template <class T, int Items, class Iterator>
__device__ __forceinline__ void LoadDirectBlocked(int thread, Iterator from,
                                                  T (&items)[Items]) {
#pragma unroll
  for (int i = 0; i < Items; ++i) {
    items[i] = from[thread * Items + i];
  }
}
template <class T, int Items, class Iterator>
__device__ __forceinline__ void LoadDirectBlocked(int thread, Iterator from,
                                                  T (&items)[Items],
                                                  int validItems) {
#pragma unroll
  for (int i = 0; i < Items; ++i) {
    if (thread * Items + i < validItems) {
      items[i] = from[thread * Items + i];
    }
  }
}
template <class T, int Items, class Default, class Iterator>
__device__ __forceinline__ void
LoadDirectBlocked(int thread, Iterator from, T (&items)[Items], int validItems,
                  Default outside) {
#pragma unroll
  for (int i = 0; i < Items; ++i) {
    items[i] = outside;
  }
  LoadDirectBlocked(thread, from, items, validItems);
}
template <class T, int Items>
__device__ __forceinline__ void
LoadDirectBlockedVectorized(int thread, T *from, T (&items)[Items]) {
  LoadDirectBlocked(thread, from, items);
}
template <int Threads, class T, int Items, class Iterator>
__device__ __forceinline__ void LoadDirectStriped(int thread, Iterator from,
                                                  T (&items)[Items]) {
#pragma unroll
  for (int i = 0; i < Items; ++i) {
    items[i] = from[thread + i * Threads];
  }
}
template <int Threads, class T, int Items, class Iterator>
__device__ __forceinline__ void LoadDirectStriped(int thread, Iterator from,
                                                  T (&items)[Items],
                                                  int validItems) {
#pragma unroll
  for (int i = 0; i < Items; ++i) {
    if (thread + i * Threads < validItems) {
      items[i] = from[thread + i * Threads];
    }
  }
}
template <int Threads, class T, int Items, class Default, class Iterator>
__device__ __forceinline__ void
LoadDirectStriped(int thread, Iterator from, T (&items)[Items], int validItems,
                  Default outside) {
#pragma unroll
  for (int i = 0; i < Items; ++i) {
    items[i] = outside;
  }
  LoadDirectStriped<Threads>(thread, from, items, validItems);
}

template <class T, int BlockDimX, int Items,
          BlockLoadAlgorithm Algorithm = BLOCK_LOAD_DIRECT, int BlockDimY = 1,
          int BlockDimZ = 1, int LegacyArch = 0>
class BlockLoad {
  enum {
    kThreads = BlockDimX * BlockDimY * BlockDimZ,
    kStriped = Algorithm == BLOCK_LOAD_STRIPED,
  };

public:
  struct TempStorage {
    unsigned int unused;
  };

  __device__ __forceinline__ BlockLoad()
      : rank(detail::threadRank<BlockDimX, BlockDimY, BlockDimZ>()) {}
  __device__ __forceinline__ BlockLoad(TempStorage &) : BlockLoad() {}

  template <class Iterator>
  __device__ __forceinline__ void Load(Iterator from, T (&items)[Items]) {
    if constexpr (kStriped) {
      LoadDirectStriped<kThreads>(rank, from, items);
    } else {
      LoadDirectBlocked(rank, from, items);
    }
  }
  template <class Iterator>
  __device__ __forceinline__ void Load(Iterator from, T (&items)[Items],
                                       int validItems) {
    if constexpr (kStriped) {
      LoadDirectStriped<kThreads>(rank, from, items, validItems);
    } else {
      LoadDirectBlocked(rank, from, items, validItems);
    }
  }
  template <class Iterator, class Default>
  __device__ __forceinline__ void Load(Iterator from, T (&items)[Items],
                                       int validItems, Default outside) {
    if constexpr (kStriped) {
      LoadDirectStriped<kThreads>(rank, from, items, validItems, outside);
    } else {
      LoadDirectBlocked(rank, from, items, validItems, outside);
    }
  }

private:
  int rank;
};

} // namespace cub

#endif
