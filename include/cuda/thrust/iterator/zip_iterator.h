// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Several iterators as one over tuples.
#ifndef CUBEPORT_CUDA_THRUST_ZIP_ITERATOR_H
#define CUBEPORT_CUDA_THRUST_ZIP_ITERATOR_H

#include "../tuple.h"
#include "iterator_traits.h"

namespace thrust {

template <class Tuple> class zip_iterator;

template <class... It>
class zip_iterator<tuple<It...>>
    : public detail::IteratorArithmetic<zip_iterator<tuple<It...>>> {
public:
  using value_type = tuple<detail::ValueOf<It>...>;
  using reference = tuple<typename std::iterator_traits<It>::reference...>;
  using pointer = void;
  using difference_type = std::ptrdiff_t;
  using iterator_category = std::random_access_iterator_tag;

  tuple<It...> iterators;

  zip_iterator() = default;
  __host__ __device__ zip_iterator(const tuple<It...> &iterators)
      : iterators(iterators) {}
  __host__ __device__ auto operator*() const { return pointees(iterators); }
  __host__ __device__ auto operator[](std::ptrdiff_t n) const {
    zip_iterator moved = *this;
    moved.advance(n);
    return pointees(moved.iterators);
  }
  __host__ __device__ const tuple<It...> &get_iterator_tuple() const {
    return iterators;
  }
  __host__ __device__ void advance(std::ptrdiff_t n) { advanceAll(iterators, n); }
  __host__ __device__ std::ptrdiff_t
  distanceTo(const zip_iterator &other) const {
    return other.iterators.head - iterators.head;
  }

private:
  // The types of the references are asked for, not taken from the traits: on
  // the device a device pointer gives a plain reference.
  template <class Head, class... Tail>
  static __host__ __device__ auto
  pointees(const tuple<Head, Tail...> &all) {
    if constexpr (sizeof...(Tail) == 0) {
      return tuple<decltype(*all.head)>(*all.head);
    } else {
      return prepend<decltype(*all.head)>(*all.head, pointees(all.tail));
    }
  }
  template <class Head, class... Tail>
  static __host__ __device__ tuple<Head, Tail...>
  prepend(Head head, const tuple<Tail...> &tail) {
    return tuple<Head, Tail...>(detail::Joined(), static_cast<Head>(head),
                                tail);
  }
  static __host__ __device__ void advanceAll(tuple<> &, std::ptrdiff_t) {}
  template <class Head, class... Tail>
  static __host__ __device__ void advanceAll(tuple<Head, Tail...> &all,
                                             std::ptrdiff_t n) {
    all.head += n;
    advanceAll(all.tail, n);
  }
};

template <class... It>
__host__ __device__ zip_iterator<tuple<It...>>
make_zip_iterator(tuple<It...> iterators) {
  return zip_iterator<tuple<It...>>(iterators);
}
template <class First, class Second, class... It>
__host__ __device__ zip_iterator<tuple<First, Second, It...>>
make_zip_iterator(First first, Second second, It... others) {
  return zip_iterator<tuple<First, Second, It...>>(
      tuple<First, Second, It...>(first, second, others...));
}

/// Calls a function of several arguments with a tuple.
template <class F> class zip_function {
public:
  F function;
  __host__ __device__ zip_function(F function) : function(function) {}
  template <class... T>
  __host__ __device__ decltype(auto) operator()(const tuple<T...> &t) const {
    return call(t, std::make_integer_sequence<int, sizeof...(T)>());
  }

private:
  template <class Tuple, int... I>
  __host__ __device__ decltype(auto)
  call(const Tuple &t, std::integer_sequence<int, I...>) const {
    return function(thrust::get<I>(t)...);
  }
};
template <class F>
__host__ __device__ zip_function<F> make_zip_function(F function) {
  return zip_function<F>(function);
}

namespace detail {
template <class... It> struct SystemOf<zip_iterator<tuple<It...>>> {
  static constexpr System value =
      ((systemOf<It> == System::Device) || ...) ? System::Device
      : ((systemOf<It> == System::Host) || ...) ? System::Host
                                                : System::Any;
};
template <class... It> struct Raw<zip_iterator<tuple<It...>>> {
  using type = zip_iterator<tuple<RawOf<It>...>>;
  static __host__ __device__ type get(zip_iterator<tuple<It...>> it) {
    return type(rawAll(it.iterators,
                       std::make_integer_sequence<int, sizeof...(It)>()));
  }
  template <int... I>
  static __host__ __device__ tuple<RawOf<It>...>
  rawAll(const tuple<It...> &all, std::integer_sequence<int, I...>) {
    return tuple<RawOf<It>...>(raw(thrust::get<I>(all))...);
  }
};
} // namespace detail

} // namespace thrust

#endif
