// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Traits of iterators, and a base for those that compute what they point at.
#ifndef CUBEPORT_CUDA_THRUST_ITERATOR_TRAITS_H
#define CUBEPORT_CUDA_THRUST_ITERATOR_TRAITS_H

#include "../detail/policy.h"
#include <cstddef>
#include <iterator>

namespace thrust {

template <class It> using iterator_traits = std::iterator_traits<It>;
template <class It> struct iterator_value {
  using type = detail::ValueOf<It>;
};
template <class It> struct iterator_difference {
  using type = detail::DifferenceOf<It>;
};
template <class It> struct iterator_reference {
  using type = typename std::iterator_traits<It>::reference;
};
template <class It> using iterator_value_t = detail::ValueOf<It>;
template <class It> using iterator_difference_t = detail::DifferenceOf<It>;
struct use_default {};
using std::bidirectional_iterator_tag;
using std::forward_iterator_tag;
using std::random_access_iterator_tag;

template <class It>
__host__ __device__ detail::DifferenceOf<It> distance(It first, It last) {
  return last - first;
}
template <class It, class Distance>
__host__ __device__ void advance(It &it, Distance n) {
  it += n;
}
template <class It>
__host__ __device__ It next(It it, detail::DifferenceOf<It> n = 1) {
  return it + n;
}
template <class It>
__host__ __device__ It prev(It it, detail::DifferenceOf<It> n = 1) {
  return it - n;
}

namespace detail {

/// The arithmetic of an iterator that has advance(n) and distanceTo(other),
/// and operator*.
template <class Self> class IteratorArithmetic {
public:
  __host__ __device__ Self &operator++() { return move(1); }
  __host__ __device__ Self &operator--() { return move(-1); }
  __host__ __device__ Self operator++(int) {
    Self kept = self();
    move(1);
    return kept;
  }
  __host__ __device__ Self operator--(int) {
    Self kept = self();
    move(-1);
    return kept;
  }
  __host__ __device__ Self &operator+=(std::ptrdiff_t n) { return move(n); }
  __host__ __device__ Self &operator-=(std::ptrdiff_t n) { return move(-n); }
  __host__ __device__ Self operator+(std::ptrdiff_t n) const {
    Self moved = self();
    moved.advance(n);
    return moved;
  }
  __host__ __device__ Self operator-(std::ptrdiff_t n) const {
    Self moved = self();
    moved.advance(-n);
    return moved;
  }
  __host__ __device__ std::ptrdiff_t operator-(const Self &other) const {
    return other.distanceTo(self());
  }
  __host__ __device__ decltype(auto) operator[](std::ptrdiff_t n) const {
    return *(self() + n);
  }
  __host__ __device__ bool operator==(const Self &other) const {
    return other.distanceTo(self()) == 0;
  }
  __host__ __device__ bool operator!=(const Self &other) const {
    return other.distanceTo(self()) != 0;
  }
  __host__ __device__ bool operator<(const Self &other) const {
    return other.distanceTo(self()) < 0;
  }
  __host__ __device__ bool operator>(const Self &other) const {
    return other.distanceTo(self()) > 0;
  }

private:
  __host__ __device__ const Self &self() const {
    return static_cast<const Self &>(*this);
  }
  __host__ __device__ Self &self() { return static_cast<Self &>(*this); }
  __host__ __device__ Self &move(std::ptrdiff_t n) {
    self().advance(n);
    return self();
  }
};
template <class Self>
__host__ __device__ Self operator+(std::ptrdiff_t n,
                                   const IteratorArithmetic<Self> &it) {
  return static_cast<const Self &>(it) + n;
}

} // namespace detail
} // namespace thrust

#endif
