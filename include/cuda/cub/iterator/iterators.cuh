// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUB's iterators.
#ifndef CUBEPORT_CUDA_CUB_ITERATORS_CUH
#define CUBEPORT_CUDA_CUB_ITERATORS_CUH

#include "../../thrust/iterator/counting_iterator.h"
#include "../../thrust/iterator/transform_iterator.h"
#include "../thread/thread_load.cuh"

namespace cub {

template <class T, class Offset = std::ptrdiff_t>
using CountingInputIterator = thrust::counting_iterator<T>;
template <class T, class Offset = std::ptrdiff_t>
using ConstantInputIterator = thrust::constant_iterator<T>;
template <class Offset = std::ptrdiff_t>
using DiscardOutputIterator = thrust::discard_iterator<>;

template <class T, class F, class It, class Offset = std::ptrdiff_t>
class TransformInputIterator
    : public thrust::detail::IteratorArithmetic<
          TransformInputIterator<T, F, It, Offset>> {
public:
  using value_type = T;
  using reference = T;
  using pointer = void;
  using difference_type = std::ptrdiff_t;
  using iterator_category = std::random_access_iterator_tag;

  It inner;
  F function;

  __host__ __device__ TransformInputIterator(It inner, F function)
      : inner(inner), function(function) {}
  __host__ __device__ T operator*() const {
    F f = function;
    return f(*inner);
  }
  __host__ __device__ T operator[](std::ptrdiff_t n) const {
    F f = function;
    return f(inner[n]);
  }
  __host__ __device__ void advance(std::ptrdiff_t n) { inner += n; }
  __host__ __device__ std::ptrdiff_t
  distanceTo(const TransformInputIterator &other) const {
    return other.inner - inner;
  }
};

/// Pairs of an index and the value there.
template <class It, class Offset = std::ptrdiff_t,
          class Out = detail::ValueOf<It>>
class ArgIndexInputIterator
    : public thrust::detail::IteratorArithmetic<
          ArgIndexInputIterator<It, Offset, Out>> {
public:
  using value_type = KeyValuePair<Offset, Out>;
  using reference = value_type;
  using pointer = void;
  using difference_type = std::ptrdiff_t;
  using iterator_category = std::random_access_iterator_tag;

  It inner;
  Offset index;

  __host__ __device__ ArgIndexInputIterator(It inner, Offset index = 0)
      : inner(inner), index(index) {}
  __host__ __device__ value_type operator*() const {
    return value_type(index, inner[index]);
  }
  __host__ __device__ value_type operator[](std::ptrdiff_t n) const {
    return value_type(Offset(index + n), inner[index + n]);
  }
  __host__ __device__ void advance(std::ptrdiff_t n) { index += Offset(n); }
  __host__ __device__ std::ptrdiff_t
  distanceTo(const ArgIndexInputIterator &other) const {
    return other.index - index;
  }
};

template <CacheLoadModifier Modifier, class T, class Offset = std::ptrdiff_t>
using CacheModifiedInputIterator = const T *;
template <CacheStoreModifier Modifier, class T, class Offset = std::ptrdiff_t>
using CacheModifiedOutputIterator = T *;

} // namespace cub

#endif
