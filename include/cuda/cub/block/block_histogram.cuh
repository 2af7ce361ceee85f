// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Counts how often each value occurs in a block, with atomics.
#ifndef CUBEPORT_CUDA_CUB_BLOCK_HISTOGRAM_CUH
#define CUBEPORT_CUDA_CUB_BLOCK_HISTOGRAM_CUH

#include "../util_type.cuh"

namespace cub {

enum BlockHistogramAlgorithm { BLOCK_HISTO_SORT, BLOCK_HISTO_ATOMIC };

template <class T, int BlockDimX, int Items, int Bins,
          BlockHistogramAlgorithm Algorithm = BLOCK_HISTO_SORT,
          int BlockDimY = 1, int BlockDimZ = 1, int LegacyArch = 0>
class BlockHistogram {
  enum { kThreads = BlockDimX * BlockDimY * BlockDimZ };

public:
  struct TempStorage {
    unsigned int unused;
  };

  __device__ __forceinline__ BlockHistogram()
      : rank(detail::threadRank<BlockDimX, BlockDimY, BlockDimZ>()) {}
  __device__ __forceinline__ BlockHistogram(TempStorage &) : BlockHistogram() {}

  template <class Counter>
  __device__ __forceinline__ void InitHistogram(Counter histogram[Bins]) {
    for (int bin = rank; bin < Bins; bin += kThreads) {
      histogram[bin] = 0;
    }
  }
  template <class Counter>
  __device__ __forceinline__ void Histogram(T (&items)[Items],
                                            Counter histogram[Bins]) {
    InitHistogram(histogram);
    __syncthreads();
    Composite(items, histogram);
  }
  /// Adds to the counters there are.
  template <class Counter>
  __device__ __forceinline__ void Composite(T (&items)[Items],
                                            Counter histogram[Bins]) {
#pragma unroll
    for (int i = 0; i < Items; ++i) {
      atomicAdd(histogram + items[i], Counter(1));
    }
  }

private:
  int rank;
};

} // namespace cub

#endif
