// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Stable sort: runs of doubling length are merged, each element finding its
// place by a binary search in the other run.
#ifndef CUBEPORT_CUDA_PARALLEL_SORT_H
#define CUBEPORT_CUDA_PARALLEL_SORT_H

#include "launch.h"

namespace cubeport {
namespace parallel {

/// In place of values, for sorts of keys alone.
struct NoValue {};

template <class Key, class Value, class Less> struct MergeOne {
  const Key *keys;
  Key *keysOut;
  const Value *values;
  Value *valuesOut;
  Less less;
  int count, width;

  __device__ void operator()(int i) {
    int start = i / (2 * width) * (2 * width);
    int middle = count - start < width ? count : start + width;
    int end = count - middle < width ? count : middle + width;
    bool isLeft = i < middle;
    Key key = keys[i];
    int low = isLeft ? middle : start;
    int high = isLeft ? end : middle;
    int from = low;
    while (low < high) {
      int probe = low + (high - low) / 2;
      // Of equal elements those of the left run come first.
      bool goesBefore =
          isLeft ? less(keys[probe], key) : !less(key, keys[probe]);
      low = goesBefore ? probe + 1 : low;
      high = goesBefore ? high : probe;
    }
    int place = isLeft ? i + (low - from) : i - middle + low;
    keysOut[place] = key;
    if constexpr (!std::is_same<Value, NoValue>::value) {
      valuesOut[place] = values[i];
    }
  }
};

/// Sorts keys[0..count) with their values; returns through `inOther` whether
/// the result lies in the other arrays.
template <class Key, class Value, class Less>
cudaError_t sort(cudaStream_t stream, long long count, Key *keys,
                 Key *otherKeys, Value *values, Value *otherValues, Less less,
                 bool &inOther) {
  inOther = false;
  if (count > INT_MAX / 2) {
    return cudaErrorInvalidValue;
  }
  for (long long width = 1; width < count; width *= 2) {
    cudaError_t status =
        forEach(stream, count,
                MergeOne<Key, Value, Less>{
                    inOther ? otherKeys : keys, inOther ? keys : otherKeys,
                    inOther ? otherValues : values,
                    inOther ? values : otherValues, less, (int)count,
                    (int)width});
    if (status != cudaSuccess) {
      return status;
    }
    inOther = !inOther;
  }
  return cudaSuccess;
}

/// Sorts what iterators point at, with memory of its own.
template <class Keys, class Less>
cudaError_t sortKeys(cudaStream_t stream, long long count, Keys keys,
                     Less less) {
  using Key = ValueOf<Keys>;
  Scratch<Key> first(count), second(count);
  if (first.status != cudaSuccess || second.status != cudaSuccess) {
    return cudaErrorMemoryAllocation;
  }
  bool inOther = false;
  NoValue *none = nullptr;
  cudaError_t status = copy(stream, count, keys, first.data);
  if (status == cudaSuccess) {
    status = sort(stream, count, first.data, second.data, none, none, less,
                  inOther);
  }
  if (status == cudaSuccess) {
    status = copy(stream, count, inOther ? second.data : first.data, keys);
  }
  return status == cudaSuccess ? cudaStreamSynchronize(stream) : status;
}

template <class Keys, class Values, class Less>
cudaError_t sortPairs(cudaStream_t stream, long long count, Keys keys,
                      Values values, Less less) {
  using Key = ValueOf<Keys>;
  using Value = ValueOf<Values>;
  Scratch<Key> keys1(count), keys2(count);
  Scratch<Value> values1(count), values2(count);
  if (keys1.status != cudaSuccess || keys2.status != cudaSuccess ||
      values1.status != cudaSuccess || values2.status != cudaSuccess) {
    return cudaErrorMemoryAllocation;
  }
  bool inOther = false;
  cudaError_t status = copy(stream, count, keys, keys1.data);
  if (status == cudaSuccess) {
    status = copy(stream, count, values, values1.data);
  }
  if (status == cudaSuccess) {
    status = sort(stream, count, keys1.data, keys2.data, values1.data,
                  values2.data, less, inOther);
  }
  if (status == cudaSuccess) {
    status = copy(stream, count, inOther ? keys2.data : keys1.data, keys);
  }
  if (status == cudaSuccess) {
    status = copy(stream, count, inOther ? values2.data : values1.data, values);
  }
  return status == cudaSuccess ? cudaStreamSynchronize(stream) : status;
}

} // namespace parallel
} // namespace cubeport

#endif
