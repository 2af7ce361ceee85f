// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Any number of values, on both sides: the first and a tuple of the others.
#ifndef CUBEPORT_CUDA_THRUST_TUPLE_H
#define CUBEPORT_CUDA_THRUST_TUPLE_H

#include "pair.h"
#include <tuple>
#include <type_traits>

namespace thrust {

struct null_type {};

namespace detail {
/// Marks the constructor from the first and the tuple of the others.
struct Joined {};
} // namespace detail

template <class... T> struct tuple;

template <> struct tuple<> {};

template <class Head, class... Tail> struct tuple<Head, Tail...> {
  Head head;
  tuple<Tail...> tail;

  tuple() = default;
  tuple(const tuple &) = default;
  template <class... U,
            class = std::enable_if_t<sizeof...(U) == sizeof...(Tail)>>
  __host__ __device__ tuple(Head head, U &&...others)
      : head(static_cast<Head>(head)), tail(static_cast<U &&>(others)...) {}
  __host__ __device__ tuple(detail::Joined, Head head,
                            const tuple<Tail...> &tail)
      : head(static_cast<Head>(head)), tail(tail) {}
  template <class H, class... U,
            class = std::enable_if_t<sizeof...(U) == sizeof...(Tail)>>
  __host__ __device__ tuple(const tuple<H, U...> &other)
      : head(other.head), tail(other.tail) {}
  template <class A, class B>
  __host__ __device__ tuple(const pair<A, B> &other)
      : head(other.first), tail(other.second) {}

  // Assigns through references, as tie() needs.
  __host__ __device__ tuple &operator=(const tuple &other) {
    head = other.head;
    tail = other.tail;
    return *this;
  }
  template <class H, class... U>
  __host__ __device__ tuple &operator=(const tuple<H, U...> &other) {
    head = other.head;
    tail = other.tail;
    return *this;
  }
  template <class A, class B>
  __host__ __device__ tuple &operator=(const pair<A, B> &other) {
    head = other.first;
    tail.head = other.second;
    return *this;
  }
};

template <int I, class T> struct tuple_element;
template <int I, class Head, class... Tail>
struct tuple_element<I, tuple<Head, Tail...>> {
  using type = typename tuple_element<I - 1, tuple<Tail...>>::type;
};
template <class Head, class... Tail>
struct tuple_element<0, tuple<Head, Tail...>> {
  using type = Head;
};
template <int I, class T> struct tuple_element<I, const T> {
  using type = const typename tuple_element<I, T>::type;
};
template <class A, class B> struct tuple_element<0, pair<A, B>> {
  using type = A;
};
template <class A, class B> struct tuple_element<1, pair<A, B>> {
  using type = B;
};

template <class T> struct tuple_size;
template <class... T> struct tuple_size<tuple<T...>> {
  static constexpr int value = sizeof...(T);
};
template <class A, class B> struct tuple_size<pair<A, B>> {
  static constexpr int value = 2;
};

template <int I, class Head, class... Tail>
__host__ __device__ auto &get(tuple<Head, Tail...> &t) {
  if constexpr (I == 0) {
    return t.head;
  } else {
    return thrust::get<I - 1>(t.tail);
  }
}
template <int I, class Head, class... Tail>
__host__ __device__ auto &get(const tuple<Head, Tail...> &t) {
  if constexpr (I == 0) {
    return t.head;
  } else {
    return thrust::get<I - 1>(t.tail);
  }
}
template <int I, class Head, class... Tail>
__host__ __device__ auto get(tuple<Head, Tail...> &&t) ->
    typename tuple_element<I, tuple<Head, Tail...>>::type {
  return thrust::get<I>(static_cast<const tuple<Head, Tail...> &>(t));
}
template <int I, class A, class B>
__host__ __device__ auto &get(pair<A, B> &p) {
  if constexpr (I == 0) {
    return p.first;
  } else {
    return p.second;
  }
}
template <int I, class A, class B>
__host__ __device__ auto &get(const pair<A, B> &p) {
  if constexpr (I == 0) {
    return p.first;
  } else {
    return p.second;
  }
}

template <class... T>
__host__ __device__ tuple<std::decay_t<T>...> make_tuple(T &&...values) {
  return tuple<std::decay_t<T>...>(static_cast<T &&>(values)...);
}
template <class... T> __host__ __device__ tuple<T &...> tie(T &...values) {
  return tuple<T &...>(values...);
}

__host__ __device__ inline bool operator==(const tuple<> &, const tuple<> &) {
  return true;
}
__host__ __device__ inline bool operator<(const tuple<> &, const tuple<> &) {
  return false;
}
template <class H, class... T, class H2, class... T2>
__host__ __device__ bool operator==(const tuple<H, T...> &a,
                                    const tuple<H2, T2...> &b) {
  return a.head == b.head && a.tail == b.tail;
}
template <class H, class... T, class H2, class... T2>
__host__ __device__ bool operator<(const tuple<H, T...> &a,
                                   const tuple<H2, T2...> &b) {
  return a.head < b.head || (!(b.head < a.head) && a.tail < b.tail);
}
template <class... T, class... T2>
__host__ __device__ bool operator!=(const tuple<T...> &a,
                                    const tuple<T2...> &b) {
  return !(a == b);
}
template <class... T, class... T2>
__host__ __device__ bool operator>(const tuple<T...> &a,
                                   const tuple<T2...> &b) {
  return b < a;
}

} // namespace thrust

// For structured bindings.
template <class... T>
struct std::tuple_size<thrust::tuple<T...>>
    : std::integral_constant<std::size_t, sizeof...(T)> {};
template <std::size_t I, class... T>
struct std::tuple_element<I, thrust::tuple<T...>> {
  using type = typename thrust::tuple_element<int(I), thrust::tuple<T...>>::type;
};

#endif
