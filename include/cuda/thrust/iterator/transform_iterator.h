// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Iterators over other iterators: their values transformed, permuted, or in
// reverse order.
#ifndef CUBEPORT_CUDA_THRUST_TRANSFORM_ITERATOR_H
#define CUBEPORT_CUDA_THRUST_TRANSFORM_ITERATOR_H

#include "iterator_traits.h"

namespace thrust {

namespace detail {
/// What `f` makes of a value.
template <class F, class It, class Wanted> struct TransformResult {
  using type = Wanted;
};
template <class F, class It> struct TransformResult<F, It, use_default> {
  using type = std::decay_t<decltype(std::declval<F &>()(
      std::declval<ValueOf<It>>()))>;
};
} // namespace detail

template <class F, class It, class Reference = use_default,
          class Value = use_default>
class transform_iterator
    : public detail::IteratorArithmetic<
          transform_iterator<F, It, Reference, Value>> {
public:
  using value_type = typename detail::TransformResult<
      F, It,
      std::conditional_t<std::is_same<Value, use_default>::value,
                         std::decay_t<Reference>, Value>>::type;
  using reference = value_type;
  using pointer = void;
  using difference_type = std::ptrdiff_t;
  using iterator_category = std::random_access_iterator_tag;

  It inner;
  F function;

  transform_iterator() = default;
  __host__ __device__ transform_iterator(It inner, F function = F())
      : inner(inner), function(function) {}
  __host__ __device__ value_type operator*() const {
    F f = function; // its call need not be const
    return f(*inner);
  }
  __host__ __device__ value_type operator[](std::ptrdiff_t n) const {
    F f = function;
    return f(inner[n]);
  }
  __host__ __device__ It base() const { return inner; }
  __host__ __device__ F functor() const { return function; }
  __host__ __device__ void advance(std::ptrdiff_t n) { inner += n; }
  __host__ __device__ std::ptrdiff_t
  distanceTo(const transform_iterator &other) const {
    return other.inner - inner;
  }
};
template <class F, class It>
__host__ __device__ transform_iterator<F, It> make_transform_iterator(It it,
                                                                      F f) {
  return transform_iterator<F, It>(it, f);
}

template <class Elements, class Indices>
class permutation_iterator
    : public detail::IteratorArithmetic<
          permutation_iterator<Elements, Indices>> {
public:
  using value_type = detail::ValueOf<Elements>;
  using reference = typename std::iterator_traits<Elements>::reference;
  using pointer = void;
  using difference_type = std::ptrdiff_t;
  using iterator_category = std::random_access_iterator_tag;

  Elements elements;
  Indices indices;

  permutation_iterator() = default;
  __host__ __device__ permutation_iterator(Elements elements, Indices indices)
      : elements(elements), indices(indices) {}
  __host__ __device__ decltype(auto) operator*() const {
    return elements[*indices];
  }
  __host__ __device__ void advance(std::ptrdiff_t n) { indices += n; }
  __host__ __device__ std::ptrdiff_t
  distanceTo(const permutation_iterator &other) const {
    return other.indices - indices;
  }
};
template <class Elements, class Indices>
__host__ __device__ permutation_iterator<Elements, Indices>
make_permutation_iterator(Elements elements, Indices indices) {
  return permutation_iterator<Elements, Indices>(elements, indices);
}

template <class It>
class reverse_iterator
    : public detail::IteratorArithmetic<reverse_iterator<It>> {
public:
  using value_type = detail::ValueOf<It>;
  using reference = typename std::iterator_traits<It>::reference;
  using pointer = void;
  using difference_type = std::ptrdiff_t;
  using iterator_category = std::random_access_iterator_tag;

  /// Behind what the iterator points at.
  It behind;

  reverse_iterator() = default;
  __host__ __device__ explicit reverse_iterator(It behind) : behind(behind) {}
  __host__ __device__ decltype(auto) operator*() const {
    return *(behind - 1);
  }
  __host__ __device__ It base() const { return behind; }
  __host__ __device__ void advance(std::ptrdiff_t n) { behind -= n; }
  __host__ __device__ std::ptrdiff_t
  distanceTo(const reverse_iterator &other) const {
    return behind - other.behind;
  }
};
template <class It>
__host__ __device__ reverse_iterator<It> make_reverse_iterator(It behind) {
  return reverse_iterator<It>(behind);
}

namespace detail {
template <class F, class It, class R, class V>
struct SystemOf<transform_iterator<F, It, R, V>> : SystemOf<It> {};
template <class E, class I>
struct SystemOf<permutation_iterator<E, I>> : SystemOf<E> {};
template <class It>
struct SystemOf<thrust::reverse_iterator<It>> : SystemOf<It> {};

template <class F, class It, class R, class V>
struct Raw<transform_iterator<F, It, R, V>> {
  using type = transform_iterator<F, RawOf<It>, R, V>;
  static __host__ __device__ type get(transform_iterator<F, It, R, V> it) {
    return type(raw(it.inner), it.function);
  }
};
template <class E, class I> struct Raw<permutation_iterator<E, I>> {
  using type = permutation_iterator<RawOf<E>, RawOf<I>>;
  static __host__ __device__ type get(permutation_iterator<E, I> it) {
    return type(raw(it.elements), raw(it.indices));
  }
};
template <class It> struct Raw<thrust::reverse_iterator<It>> {
  using type = thrust::reverse_iterator<RawOf<It>>;
  static __host__ __device__ type get(thrust::reverse_iterator<It> it) {
    return type(raw(it.behind));
  }
};
} // namespace detail

} // namespace thrust

#endif
