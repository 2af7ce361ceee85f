// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Stable sorts of a block's keys: each element finds its place in the other run
// by a binary search. Keys are compared as the bits that a radix sort looks at.
#ifndef CUBEPORT_CUDA_CUB_BLOCK_RADIX_SORT_CUH
#define CUBEPORT_CUDA_CUB_BLOCK_RADIX_SORT_CUH

#include "../detail/radix_order.cuh"
#include "block_merge_sort.cuh"

namespace cub {

enum BlockSortSharedMemConfig { BLOCK_SORT_DEFAULT_BANKS };

template <class Key, int BlockDimX, int Items, class Value = NullType,
          int RadixBits = 4, bool MemoizeOuterScan = true,
          int InnerScanAlgorithm = 0, int SharedMemoryConfig = 0,
          int BlockDimY = 1, int BlockDimZ = 1, int LegacyArch = 0>
class BlockRadixSort {
  enum { kThreads = BlockDimX * BlockDimY * BlockDimZ };
  using Sorter = BlockMergeSort<Key, BlockDimX, Items, Value, BlockDimY,
                                BlockDimZ>;
  template <bool IsDescending>
  using Order = detail::RadixOrder<Key, IsDescending>;

public:
  using TempStorage = typename Sorter::TempStorage;

  __device__ __forceinline__ BlockRadixSort() : storage(privateStorage()) {}
  __device__ __forceinline__ BlockRadixSort(TempStorage &storage)
      : storage(storage) {}

  __device__ __forceinline__ void Sort(Key (&keys)[Items], int beginBit = 0,
                                       int endBit = sizeof(Key) * 8) {
    Sorter(storage).StableSort(keys, Order<false>{beginBit, endBit});
  }
  __device__ __forceinline__ void Sort(Key (&keys)[Items],
                                       Value (&values)[Items], int beginBit = 0,
                                       int endBit = sizeof(Key) * 8) {
    Sorter(storage).StableSort(keys, values, Order<false>{beginBit, endBit});
  }
  __device__ __forceinline__ void
  SortDescending(Key (&keys)[Items], int beginBit = 0,
                 int endBit = sizeof(Key) * 8) {
    Sorter(storage).StableSort(keys, Order<true>{beginBit, endBit});
  }
  __device__ __forceinline__ void
  SortDescending(Key (&keys)[Items], Value (&values)[Items], int beginBit = 0,
                 int endBit = sizeof(Key) * 8) {
    Sorter(storage).StableSort(keys, values, Order<true>{beginBit, endBit});
  }
  // The result in striped order.
  __device__ __forceinline__ void
  SortBlockedToStriped(Key (&keys)[Items], int beginBit = 0,
                       int endBit = sizeof(Key) * 8) {
    Sort(keys, beginBit, endBit);
    Sorter(storage).stripe(keys);
  }
  __device__ __forceinline__ void
  SortBlockedToStriped(Key (&keys)[Items], Value (&values)[Items],
                       int beginBit = 0, int endBit = sizeof(Key) * 8) {
    Sort(keys, values, beginBit, endBit);
    Sorter(storage).stripe(keys);
    Sorter(storage).stripe(values);
  }
  __device__ __forceinline__ void
  SortDescendingBlockedToStriped(Key (&keys)[Items], int beginBit = 0,
                                 int endBit = sizeof(Key) * 8) {
    SortDescending(keys, beginBit, endBit);
    Sorter(storage).stripe(keys);
  }
  __device__ __forceinline__ void
  SortDescendingBlockedToStriped(Key (&keys)[Items], Value (&values)[Items],
                                 int beginBit = 0,
                                 int endBit = sizeof(Key) * 8) {
    SortDescending(keys, values, beginBit, endBit);
    Sorter(storage).stripe(keys);
    Sorter(storage).stripe(values);
  }

private:
  TempStorage &storage;

  static __device__ __forceinline__ TempStorage &privateStorage() {
    __shared__ TempStorage storage;
    return storage;
  }
};

} // namespace cub

#endif
