// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sorts of arrays in device memory.
#ifndef CUBEPORT_CUDA_CUB_DEVICE_RADIX_SORT_CUH
#define CUBEPORT_CUDA_CUB_DEVICE_RADIX_SORT_CUH

#include "../../cubeport/parallel/sort.h"
#include "../detail/radix_order.cuh"
#include "device_reduce.cuh"

namespace cub {
namespace detail {

inline size_t roundUp(size_t bytes) { return (bytes + 255) / 256 * 256; }

/// Sorts into the output arrays by way of arrays in the temporary storage.
template <class Key, class Value, class Less>
cudaError_t sortInto(void *storage, size_t &bytes, const Key *keysIn,
                     Key *keysOut, const Value *valuesIn, Value *valuesOut,
                     long long count, Less less, cudaStream_t stream) {
  constexpr bool hasValues =
      !std::is_same<Value, cubeport::parallel::NoValue>::value;
  size_t keyBytes = roundUp(count * sizeof(Key));
  size_t valueBytes = hasValues ? roundUp(count * sizeof(Value)) : 0;
  if (asksForBytes(storage, bytes, keyBytes + valueBytes + 1)) {
    return cudaSuccess;
  }
  Key *keys = (Key *)storage;
  Value *values = hasValues ? (Value *)((char *)storage + keyBytes) : nullptr;
  cudaError_t status = cudaSuccess;
  if (keysIn != keysOut) {
    status = cubeport::parallel::copy(stream, count, keysIn, keysOut);
  }
  if constexpr (hasValues) {
    if (status == cudaSuccess && valuesIn != valuesOut) {
      status = cubeport::parallel::copy(stream, count, valuesIn, valuesOut);
    }
  }
  bool inOther = false;
  if (status == cudaSuccess) {
    status = cubeport::parallel::sort(stream, count, keysOut, keys, valuesOut,
                                      values, less, inOther);
  }
  if (status == cudaSuccess && inOther) {
    status = cubeport::parallel::copy(stream, count, keys, keysOut);
    if constexpr (hasValues) {
      if (status == cudaSuccess) {
        status = cubeport::parallel::copy(stream, count, values, valuesOut);
      }
    }
  }
  return status;
}

} // namespace detail

struct DeviceRadixSort {
  template <class Key, class Count>
  static cudaError_t SortKeys(void *storage, size_t &bytes, const Key *in,
                              Key *out, Count count, int beginBit = 0,
                              int endBit = sizeof(Key) * 8,
                              cudaStream_t stream = nullptr, bool = false) {
    return keys<false>(storage, bytes, in, out, count, beginBit, endBit,
                       stream);
  }
  template <class Key, class Count>
  static cudaError_t
  SortKeysDescending(void *storage, size_t &bytes, const Key *in, Key *out,
                     Count count, int beginBit = 0,
                     int endBit = sizeof(Key) * 8,
                     cudaStream_t stream = nullptr, bool = false) {
    return keys<true>(storage, bytes, in, out, count, beginBit, endBit, stream);
  }
  template <class Key, class Value, class Count>
  static cudaError_t SortPairs(void *storage, size_t &bytes, const Key *keysIn,
                               Key *keysOut, const Value *valuesIn,
                               Value *valuesOut, Count count, int beginBit = 0,
                               int endBit = sizeof(Key) * 8,
                               cudaStream_t stream = nullptr, bool = false) {
    return detail::sortInto(storage, bytes, keysIn, keysOut, valuesIn,
                            valuesOut, count,
                            detail::RadixOrder<Key, false>{beginBit, endBit},
                            stream);
  }
  template <class Key, class Value, class Count>
  static cudaError_t
  SortPairsDescending(void *storage, size_t &bytes, const Key *keysIn,
                      Key *keysOut, const Value *valuesIn, Value *valuesOut,
                      Count count, int beginBit = 0,
                      int endBit = sizeof(Key) * 8,
                      cudaStream_t stream = nullptr, bool = false) {
    return detail::sortInto(storage, bytes, keysIn, keysOut, valuesIn,
                            valuesOut, count,
                            detail::RadixOrder<Key, true>{beginBit, endBit},
                            stream);
  }
  // Double buffers: the result is the current one afterwards.
  template <class Key, class Count>
  static cudaError_t SortKeys(void *storage, size_t &bytes,
                              DoubleBuffer<Key> &buffer, Count count,
                              int beginBit = 0, int endBit = sizeof(Key) * 8,
                              cudaStream_t stream = nullptr, bool = false) {
    cudaError_t status =
        SortKeys(storage, bytes, (const Key *)buffer.Current(),
                 buffer.Alternate(), count, beginBit, endBit, stream);
    buffer.selector ^= storage != nullptr;
    return status;
  }
  template <class Key, class Count>
  static cudaError_t
  SortKeysDescending(void *storage, size_t &bytes, DoubleBuffer<Key> &buffer,
                     Count count, int beginBit = 0,
                     int endBit = sizeof(Key) * 8,
                     cudaStream_t stream = nullptr, bool = false) {
    cudaError_t status = SortKeysDescending(
        storage, bytes, (const Key *)buffer.Current(), buffer.Alternate(),
        count, beginBit, endBit, stream);
    buffer.selector ^= storage != nullptr;
    return status;
  }
  template <class Key, class Value, class Count>
  static cudaError_t
  SortPairs(void *storage, size_t &bytes, DoubleBuffer<Key> &keys,
            DoubleBuffer<Value> &values, Count count, int beginBit = 0,
            int endBit = sizeof(Key) * 8, cudaStream_t stream = nullptr,
            bool = false) {
    cudaError_t status = SortPairs(
        storage, bytes, (const Key *)keys.Current(), keys.Alternate(),
        (const Value *)values.Current(), values.Alternate(), count, beginBit,
        endBit, stream);
    keys.selector ^= storage != nullptr;
    values.selector ^= storage != nullptr;
    return status;
  }
  template <class Key, class Value, class Count>
  static cudaError_t
  SortPairsDescending(void *storage, size_t &bytes, DoubleBuffer<Key> &keys,
                      DoubleBuffer<Value> &values, Count count,
                      int beginBit = 0, int endBit = sizeof(Key) * 8,
                      cudaStream_t stream = nullptr, bool = false) {
    cudaError_t status = SortPairsDescending(
        storage, bytes, (const Key *)keys.Current(), keys.Alternate(),
        (const Value *)values.Current(), values.Alternate(), count, beginBit,
        endBit, stream);
    keys.selector ^= storage != nullptr;
    values.selector ^= storage != nullptr;
    return status;
  }

private:
  template <bool IsDescending, class Key>
  static cudaError_t keys(void *storage, size_t &bytes, const Key *in, Key *out,
                          long long count, int beginBit, int endBit,
                          cudaStream_t stream) {
    const cubeport::parallel::NoValue *none = nullptr;
    return detail::sortInto(
        storage, bytes, in, out, none, (cubeport::parallel::NoValue *)nullptr,
        count, detail::RadixOrder<Key, IsDescending>{beginBit, endBit}, stream);
  }
};

/// Sorts by any comparison, in place.
struct DeviceMergeSort {
  template <class Key, class Less>
  static cudaError_t StableSortKeys(void *storage, size_t &bytes, Key *keys,
                                    long long count, Less less,
                                    cudaStream_t stream = nullptr) {
    cubeport::parallel::NoValue *none = nullptr;
    return detail::sortInto(storage, bytes, (const Key *)keys, keys,
                            (const cubeport::parallel::NoValue *)none, none,
                            count, less, stream);
  }
  template <class Key, class Less>
  static cudaError_t SortKeys(void *storage, size_t &bytes, Key *keys,
                              long long count, Less less,
                              cudaStream_t stream = nullptr) {
    return StableSortKeys(storage, bytes, keys, count, less, stream);
  }
  template <class Key, class Value, class Less>
  static cudaError_t StableSortPairs(void *storage, size_t &bytes, Key *keys,
                                     Value *values, long long count, Less less,
                                     cudaStream_t stream = nullptr) {
    return detail::sortInto(storage, bytes, (const Key *)keys, keys,
                            (const Value *)values, values, count, less, stream);
  }
  template <class Key, class Value, class Less>
  static cudaError_t SortPairs(void *storage, size_t &bytes, Key *keys,
                               Value *values, long long count, Less less,
                               cudaStream_t stream = nullptr) {
    return StableSortPairs(storage, bytes, keys, values, count, less, stream);
  }
};

} // namespace cub

#endif
