// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Selections, partitions, runs and histograms of arrays in device memory.
#ifndef CUBEPORT_CUDA_CUB_DEVICE_SELECT_CUH
#define CUBEPORT_CUDA_CUB_DEVICE_SELECT_CUH

#include "../../cubeport/parallel/select.h"
#include "device_reduce.cuh"

namespace cub {
namespace detail {

template <class Out> struct PutCount {
  const int *count;
  Out out;
  __device__ void operator()(int) { out[0] = count[0]; }
};

template <class Test, class Put, class Out>
cudaError_t selectInto(void *storage, size_t &bytes, long long count, Test test,
                       Put put, Out selected, cudaStream_t stream) {
  if (asksForBytes(storage, bytes,
                   cubeport::parallel::stretchBytes<int>(count))) {
    return cudaSuccess;
  }
  int *counts = (int *)storage;
  cudaError_t status =
      cubeport::parallel::select(stream, count, test, put, counts);
  if (status != cudaSuccess) {
    return status;
  }
  const int *total = counts + cubeport::parallel::Stretches(count).count;
  return cubeport::parallel::forEach(stream, 1, PutCount<Out>{total, selected});
}

/// What is kept from the front on, the others from the back on.
template <class In, class Out> struct PutBothEnds {
  In in;
  Out out;
  int count;
  __device__ void keep(int i, int place) { out[place] = in[i]; }
  __device__ void reject(int i, int place) { out[count - 1 - place] = in[i]; }
};

} // namespace detail

struct DeviceSelect {
  template <class In, class Flags, class Out, class Selected>
  static cudaError_t Flagged(void *storage, size_t &bytes, In in, Flags flags,
                             Out out, Selected selected, int count,
                             cudaStream_t stream = nullptr, bool = false) {
    return detail::selectInto(storage, bytes, count,
                              cubeport::parallel::TestFlag<Flags>{flags},
                              cubeport::parallel::PutCopy<In, Out>{in, out},
                              selected, stream);
  }
  template <class In, class Out, class Selected, class Predicate>
  static cudaError_t If(void *storage, size_t &bytes, In in, Out out,
                        Selected selected, int count, Predicate predicate,
                        cudaStream_t stream = nullptr, bool = false) {
    return detail::selectInto(
        storage, bytes, count,
        cubeport::parallel::TestValue<In, Predicate>{in, predicate, true},
        cubeport::parallel::PutCopy<In, Out>{in, out}, selected, stream);
  }
  template <class In, class Out, class Selected>
  static cudaError_t Unique(void *storage, size_t &bytes, In in, Out out,
                            Selected selected, int count,
                            cudaStream_t stream = nullptr, bool = false) {
    return detail::selectInto(
        storage, bytes, count,
        cubeport::parallel::TestHead<In, Equality>{in, Equality()},
        cubeport::parallel::PutCopy<In, Out>{in, out}, selected, stream);
  }
  template <class Keys, class Values, class OutKeys, class OutValues,
            class Selected>
  static cudaError_t UniqueByKey(void *storage, size_t &bytes, Keys keys,
                                 Values values, OutKeys outKeys,
                                 OutValues outValues, Selected selected,
                                 int count, cudaStream_t stream = nullptr) {
    return detail::selectInto(
        storage, bytes, count,
        cubeport::parallel::TestHead<Keys, Equality>{keys, Equality()},
        cubeport::parallel::PutPairs<Keys, Values, OutKeys, OutValues>{
            keys, values, outKeys, outValues},
        selected, stream);
  }
};

struct DevicePartition {
  template <class In, class Flags, class Out, class Selected>
  static cudaError_t Flagged(void *storage, size_t &bytes, In in, Flags flags,
                             Out out, Selected selected, int count,
                             cudaStream_t stream = nullptr, bool = false) {
    return detail::selectInto(storage, bytes, count,
                              cubeport::parallel::TestFlag<Flags>{flags},
                              detail::PutBothEnds<In, Out>{in, out, count},
                              selected, stream);
  }
  template <class In, class Out, class Selected, class Predicate>
  static cudaError_t If(void *storage, size_t &bytes, In in, Out out,
                        Selected selected, int count, Predicate predicate,
                        cudaStream_t stream = nullptr, bool = false) {
    return detail::selectInto(
        storage, bytes, count,
        cubeport::parallel::TestValue<In, Predicate>{in, predicate, true},
        detail::PutBothEnds<In, Out>{in, out, count}, selected, stream);
  }
};

namespace detail {

template <class In, class Count, class Level> struct CountSample {
  In in;
  Count *histogram;
  int bins;
  Level lower, upper;
  __device__ void operator()(int i) {
    auto sample = in[i];
    if (sample >= lower && sample < upper) {
      int bin = int((sample - lower) * bins / (upper - lower));
      atomicAdd(histogram + bin, Count(1));
    }
  }
};
template <class In, class Count, class Level> struct CountSampleInRange {
  In in;
  Count *histogram;
  int bins;
  const Level *levels;
  __device__ void operator()(int i) {
    auto sample = in[i];
    int low = 0, high = bins + 1;
    while (low < high) { // the first level above the sample
      int probe = (low + high) / 2;
      bool isBelow = !(sample < levels[probe]);
      low = isBelow ? probe + 1 : low;
      high = isBelow ? high : probe;
    }
    if (low > 0 && low <= bins) {
      atomicAdd(histogram + (low - 1), Count(1));
    }
  }
};

} // namespace detail

struct DeviceHistogram {
  template <class In, class Count, class Level, class Offset>
  static cudaError_t HistogramEven(void *storage, size_t &bytes, In in,
                                   Count *histogram, int levels, Level lower,
                                   Level upper, Offset count,
                                   cudaStream_t stream = nullptr,
                                   bool = false) {
    if (detail::asksForBytes(storage, bytes, 1)) {
      return cudaSuccess;
    }
    cudaError_t status = cudaMemsetAsync(
        histogram, 0, (levels - 1) * sizeof(Count), stream);
    return status == cudaSuccess
               ? cubeport::parallel::forEach(
                     stream, count,
                     detail::CountSample<In, Count, Level>{
                         in, histogram, levels - 1, lower, upper})
               : status;
  }
  template <class In, class Count, class Level, class Offset>
  static cudaError_t HistogramRange(void *storage, size_t &bytes, In in,
                                    Count *histogram, int levels,
                                    const Level *boundaries, Offset count,
                                    cudaStream_t stream = nullptr,
                                    bool = false) {
    if (detail::asksForBytes(storage, bytes, 1)) {
      return cudaSuccess;
    }
    cudaError_t status = cudaMemsetAsync(
        histogram, 0, (levels - 1) * sizeof(Count), stream);
    return status == cudaSuccess
               ? cubeport::parallel::forEach(
                     stream, count,
                     detail::CountSampleInRange<In, Count, Level>{
                         in, histogram, levels - 1, boundaries})
               : status;
  }
};

} // namespace cub

#endif
