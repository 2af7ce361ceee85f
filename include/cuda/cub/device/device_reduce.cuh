// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reductions of arrays in device memory. A call without temporary storage
// asks how much is needed.
#ifndef CUBEPORT_CUDA_CUB_DEVICE_REDUCE_CUH
#define CUBEPORT_CUDA_CUB_DEVICE_REDUCE_CUH

#include "../../cubeport/parallel/fold.h"
#include "../iterator/iterators.cuh"
#include "../thread/thread_operators.cuh"
#include <limits>

namespace cub {
namespace detail {

/// Answers the first of the two calls; true if that is all.
inline bool asksForBytes(void *storage, size_t &bytes, size_t needed) {
  if (storage == nullptr) {
    bytes = needed;
    return true;
  }
  return false;
}

/// The least and the greatest value of a type, for floats the infinities.
template <class T> T lowestOf() {
  return std::numeric_limits<T>::has_infinity
             ? T(-std::numeric_limits<T>::infinity())
             : std::numeric_limits<T>::lowest();
}
template <class T> T highestOf() {
  return std::numeric_limits<T>::has_infinity
             ? std::numeric_limits<T>::infinity()
             : std::numeric_limits<T>::max();
}

} // namespace detail

struct DeviceReduce {
  template <class In, class Out, class Op, class T, class Count>
  static cudaError_t Reduce(void *storage, size_t &bytes, In in, Out out,
                            Count count, Op op, T initial,
                            cudaStream_t stream = nullptr, bool = false) {
    if (detail::asksForBytes(storage, bytes,
                             cubeport::parallel::foldBytes<T>())) {
      return cudaSuccess;
    }
    return cubeport::parallel::fold(stream, count, in, out, initial, op,
                                    (T *)storage);
  }
  template <class In, class Out, class Count>
  static cudaError_t Sum(void *storage, size_t &bytes, In in, Out out,
                         Count count, cudaStream_t stream = nullptr,
                         bool = false) {
    using T = detail::ValueOf<In>;
    return Reduce(storage, bytes, in, out, count, cub::Sum(), T(0), stream);
  }
  template <class In, class Out, class Count>
  static cudaError_t Min(void *storage, size_t &bytes, In in, Out out,
                         Count count, cudaStream_t stream = nullptr,
                         bool = false) {
    using T = detail::ValueOf<In>;
    return Reduce(storage, bytes, in, out, count, cub::Min(),
                  detail::highestOf<T>(), stream);
  }
  template <class In, class Out, class Count>
  static cudaError_t Max(void *storage, size_t &bytes, In in, Out out,
                         Count count, cudaStream_t stream = nullptr,
                         bool = false) {
    using T = detail::ValueOf<In>;
    return Reduce(storage, bytes, in, out, count, cub::Max(),
                  detail::lowestOf<T>(), stream);
  }
  template <class In, class Out, class Count>
  static cudaError_t ArgMin(void *storage, size_t &bytes, In in, Out out,
                            Count count, cudaStream_t stream = nullptr,
                            bool = false) {
    using T = detail::ValueOf<In>;
    using Pair = KeyValuePair<int, T>;
    return Reduce(storage, bytes, ArgIndexInputIterator<In, int>(in), out,
                  count, cub::ArgMin(), Pair(INT_MAX, detail::highestOf<T>()),
                  stream);
  }
  template <class In, class Out, class Count>
  static cudaError_t ArgMax(void *storage, size_t &bytes, In in, Out out,
                            Count count, cudaStream_t stream = nullptr,
                            bool = false) {
    using T = detail::ValueOf<In>;
    using Pair = KeyValuePair<int, T>;
    return Reduce(storage, bytes, ArgIndexInputIterator<In, int>(in), out,
                  count, cub::ArgMax(), Pair(INT_MAX, detail::lowestOf<T>()),
                  stream);
  }
};

namespace detail {
template <class In, class Out, class Begins, class Ends, class Op, class T>
struct ReduceSegment {
  In in;
  Out out;
  Begins begins;
  Ends ends;
  Op op;
  T initial;
  __device__ void operator()(int segment) {
    T sum = initial;
    int end = ends[segment];
    for (int i = begins[segment]; i < end; ++i) {
      sum = op(sum, in[i]);
    }
    out[segment] = sum;
  }
};
} // namespace detail

/// A thread for each segment.
struct DeviceSegmentedReduce {
  template <class In, class Out, class Begins, class Ends, class Op, class T>
  static cudaError_t Reduce(void *storage, size_t &bytes, In in, Out out,
                            int segments, Begins begins, Ends ends, Op op,
                            T initial, cudaStream_t stream = nullptr,
                            bool = false) {
    if (detail::asksForBytes(storage, bytes, 1)) {
      return cudaSuccess;
    }
    return cubeport::parallel::forEach(
        stream, segments,
        detail::ReduceSegment<In, Out, Begins, Ends, Op, T>{
            in, out, begins, ends, op, initial});
  }
  template <class In, class Out, class Begins, class Ends>
  static cudaError_t Sum(void *storage, size_t &bytes, In in, Out out,
                         int segments, Begins begins, Ends ends,
                         cudaStream_t stream = nullptr, bool = false) {
    using T = detail::ValueOf<In>;
    return Reduce(storage, bytes, in, out, segments, begins, ends, cub::Sum(),
                  T(0), stream);
  }
  template <class In, class Out, class Begins, class Ends>
  static cudaError_t Max(void *storage, size_t &bytes, In in, Out out,
                         int segments, Begins begins, Ends ends,
                         cudaStream_t stream = nullptr, bool = false) {
    using T = detail::ValueOf<In>;
    return Reduce(storage, bytes, in, out, segments, begins, ends, cub::Max(),
                  detail::lowestOf<T>(), stream);
  }
  template <class In, class Out, class Begins, class Ends>
  static cudaError_t Min(void *storage, size_t &bytes, In in, Out out,
                         int segments, Begins begins, Ends ends,
                         cudaStream_t stream = nullptr, bool = false) {
    using T = detail::ValueOf<In>;
    return Reduce(storage, bytes, in, out, segments, begins, ends, cub::Min(),
                  detail::highestOf<T>(), stream);
  }
};

} // namespace cub

#endif
