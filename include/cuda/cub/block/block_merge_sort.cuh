// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Stable sort of a block's keys by any comparison.
#ifndef CUBEPORT_CUDA_CUB_BLOCK_MERGE_SORT_CUH
#define CUBEPORT_CUDA_CUB_BLOCK_MERGE_SORT_CUH

#include "../util_type.cuh"

namespace cub {

template <class Key, int BlockDimX, int Items, class Value = NullType,
          int BlockDimY = 1, int BlockDimZ = 1>
class BlockMergeSort {
  enum {
    kThreads = BlockDimX * BlockDimY * BlockDimZ,
    kCount = kThreads * Items,
    kHasValues = !std::is_same<Value, NullType>::value,
  };

public:
  struct TempStorage {
    detail::Storage<Key, kCount> keys;
    detail::Storage<Value, kHasValues ? kCount : 1> values;
  };

  __device__ __forceinline__ BlockMergeSort()
      : storage(privateStorage()),
        rank(detail::threadRank<BlockDimX, BlockDimY, BlockDimZ>()) {}
  __device__ __forceinline__ BlockMergeSort(TempStorage &storage)
      : storage(storage),
        rank(detail::threadRank<BlockDimX, BlockDimY, BlockDimZ>()) {}

  template <class Less>
  __device__ __forceinline__ void StableSort(Key (&keys)[Items], Less less) {
    Value none[Items];
    sort(keys, none, less, kCount);
  }
  template <class Less>
  __device__ __forceinline__ void
  StableSort(Key (&keys)[Items], Value (&values)[Items], Less less) {
    sort(keys, values, less, kCount);
  }
  /// Only the first `validItems`; the others count as `outside`.
  template <class Less>
  __device__ __forceinline__ void StableSort(Key (&keys)[Items], Less less,
                                             int validItems, Key outside) {
    Value none[Items];
    StableSort(keys, none, less, validItems, outside);
  }
  template <class Less>
  __device__ __forceinline__ void
  StableSort(Key (&keys)[Items], Value (&values)[Items], Less less,
             int validItems, Key outside) {
#pragma unroll
    for (int i = 0; i < Items; ++i) {
      if (rank * Items + i >= validItems) {
        keys[i] = outside;
      }
    }
    sort(keys, values, less, kCount);
  }
  template <class... Args>
  __device__ __forceinline__ void Sort(Key (&keys)[Items], Args &&...args) {
    StableSort(keys, static_cast<Args &&>(args)...);
  }

  /// From blocked to striped order.
  template <class T> __device__ __forceinline__ void stripe(T (&items)[Items]) {
    constexpr bool isKey = std::is_same<T, Key>::value;
    __syncthreads();
#pragma unroll
    for (int i = 0; i < Items; ++i) {
      if constexpr (isKey) {
        storage.keys[rank * Items + i] = items[i];
      } else {
        storage.values[rank * Items + i] = items[i];
      }
    }
    __syncthreads();
#pragma unroll
    for (int i = 0; i < Items; ++i) {
      if constexpr (isKey) {
        items[i] = storage.keys[rank + i * kThreads];
      } else {
        items[i] = storage.values[rank + i * kThreads];
      }
    }
  }

private:
  TempStorage &storage;
  int rank;

  template <class Less>
  __device__ __forceinline__ void sort(Key (&keys)[Items],
                                       Value (&values)[Items], Less less,
                                       int count) {
    put(keys, values);
    for (int step = 0; (1 << step) < count; ++step) {
      int places[Items];
#pragma unroll
      for (int i = 0; i < Items; ++i) {
        places[i] = findPlace(rank * Items + i, keys[i], less, count, step);
      }
      __syncthreads();
#pragma unroll
      for (int i = 0; i < Items; ++i) {
        storage.keys[places[i]] = keys[i];
        if constexpr (kHasValues) {
          storage.values[places[i]] = values[i];
        }
      }
      __syncthreads();
      take(keys, values);
    }
    __syncthreads();
  }
  template <class Less>
  __device__ __forceinline__ int findPlace(int i, const Key &key, Less less,
                                           int count, int step) {
    int width = 1 << step;
    int start = i >> (step + 1) << (step + 1);
    int middle = start + width < count ? start + width : count;
    int end = middle + width < count ? middle + width : count;
    bool isLeft = i < middle;
    int low = isLeft ? middle : start;
    int high = isLeft ? end : middle;
    int from = low;
    while (low < high) {
      int probe = (low + high) / 2;
      Key other = storage.keys[probe];
      bool goesBefore = isLeft ? less(other, key) : !less(key, other);
      low = goesBefore ? probe + 1 : low;
      high = goesBefore ? high : probe;
    }
    return isLeft ? i + low - from : i - middle + low;
  }
  __device__ __forceinline__ void put(Key (&keys)[Items],
                                      Value (&values)[Items]) {
#pragma unroll
    for (int i = 0; i < Items; ++i) {
      storage.keys[rank * Items + i] = keys[i];
      if constexpr (kHasValues) {
        storage.values[rank * Items + i] = values[i];
      }
    }
    __syncthreads();
  }
  __device__ __forceinline__ void take(Key (&keys)[Items],
                                       Value (&values)[Items]) {
#pragma unroll
    for (int i = 0; i < Items; ++i) {
      keys[i] = storage.keys[rank * Items + i];
      if constexpr (kHasValues) {
        values[i] = storage.values[rank * Items + i];
      }
    }
  }
  static __device__ __forceinline__ TempStorage &privateStorage() {
    __shared__ TempStorage storage;
    return storage;
  }
};

} // namespace cub

#endif
