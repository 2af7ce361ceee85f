// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Iterators over no memory: numbers that count up, one constant, a sink.
#ifndef CUBEPORT_CUDA_THRUST_COUNTING_ITERATOR_H
#define CUBEPORT_CUDA_THRUST_COUNTING_ITERATOR_H

#include "iterator_traits.h"

namespace thrust {

template <class T, class System = use_default, class Traversal = use_default,
          class Difference = use_default>
class counting_iterator
    : public detail::IteratorArithmetic<
          counting_iterator<T, System, Traversal, Difference>> {
public:
  using value_type = T;
  using reference = T;
  using pointer = const T *;
  using difference_type = std::ptrdiff_t;
  using iterator_category = std::random_access_iterator_tag;

  T number;

  counting_iterator() = default;
  __host__ __device__ explicit counting_iterator(T number) : number(number) {}
  __host__ __device__ T operator*() const { return number; }
  __host__ __device__ T operator[](std::ptrdiff_t n) const {
    return T(number + n);
  }
  __host__ __device__ T base() const { return number; }
  __host__ __device__ void advance(std::ptrdiff_t n) { number = T(number + n); }
  __host__ __device__ std::ptrdiff_t
  distanceTo(const counting_iterator &other) const {
    return std::ptrdiff_t(other.number) - std::ptrdiff_t(number);
  }
};
template <class T>
__host__ __device__ counting_iterator<T> make_counting_iterator(T number) {
  return counting_iterator<T>(number);
}

template <class T, class Incrementable = use_default, class System = use_default>
class constant_iterator
    : public detail::IteratorArithmetic<
          constant_iterator<T, Incrementable, System>> {
public:
  using value_type = T;
  using reference = T;
  using pointer = const T *;
  using difference_type = std::ptrdiff_t;
  using iterator_category = std::random_access_iterator_tag;

  T value;
  std::ptrdiff_t index;

  constant_iterator() = default;
  __host__ __device__ constant_iterator(T value, std::ptrdiff_t index = 0)
      : value(value), index(index) {}
  __host__ __device__ T operator*() const { return value; }
  __host__ __device__ T operator[](std::ptrdiff_t) const { return value; }
  __host__ __device__ void advance(std::ptrdiff_t n) { index += n; }
  __host__ __device__ std::ptrdiff_t
  distanceTo(const constant_iterator &other) const {
    return other.index - index;
  }
};
template <class T, class Index = std::ptrdiff_t>
__host__ __device__ constant_iterator<T> make_constant_iterator(T value,
                                                                Index index = 0) {
  return constant_iterator<T>(value, index);
}

/// Takes any assignment and keeps nothing.
struct discard_reference {
  template <class T>
  __host__ __device__ const discard_reference &operator=(const T &) const {
    return *this;
  }
};
template <class System = use_default>
class discard_iterator
    : public detail::IteratorArithmetic<discard_iterator<System>> {
public:
  using value_type = discard_reference;
  using reference = discard_reference;
  using pointer = void;
  using difference_type = std::ptrdiff_t;
  using iterator_category = std::random_access_iterator_tag;

  std::ptrdiff_t index;

  __host__ __device__ explicit discard_iterator(std::ptrdiff_t index = 0)
      : index(index) {}
  __host__ __device__ discard_reference operator*() const { return {}; }
  __host__ __device__ void advance(std::ptrdiff_t n) { index += n; }
  __host__ __device__ std::ptrdiff_t
  distanceTo(const discard_iterator &other) const {
    return other.index - index;
  }
};
__host__ __device__ inline discard_iterator<>
make_discard_iterator(std::ptrdiff_t index = 0) {
  return discard_iterator<>(index);
}

namespace detail {
template <class... T> struct SystemOf<counting_iterator<T...>> {
  static constexpr System value = System::Any;
};
template <class... T> struct SystemOf<constant_iterator<T...>> {
  static constexpr System value = System::Any;
};
template <class T> struct SystemOf<discard_iterator<T>> {
  static constexpr System value = System::Any;
};
} // namespace detail

} // namespace thrust

#endif
