// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Expressions with _1, _2, ... as function objects: 2 * _1 + _2.
#ifndef CUBEPORT_CUDA_THRUST_PLACEHOLDERS_H
#define CUBEPORT_CUDA_THRUST_PLACEHOLDERS_H

#include "../../cuda_runtime.h"
#include <type_traits>

namespace thrust {
namespace detail {

/// What all expressions derive from.
struct Expression {};
template <class T>
constexpr bool isExpression = std::is_base_of<Expression, T>::value;

template <int I> struct Placeholder : Expression {
  template <class A, class... Rest>
  __host__ __device__ constexpr auto operator()(const A &a,
                                                const Rest &...rest) const {
    if constexpr (I == 0) {
      return a;
    } else {
      return Placeholder<I - 1>()(rest...);
    }
  }
};
template <class T> struct Constant : Expression {
  T value;
  __host__ __device__ constexpr Constant(const T &value) : value(value) {}
  template <class... A>
  __host__ __device__ constexpr T operator()(const A &...) const {
    return value;
  }
};
template <class T>
using AsExpression = std::conditional_t<isExpression<T>, T, Constant<T>>;

#define CUBEPORT_THRUST_OPERATOR(name, op)                                     \
  template <class L, class R> struct name : Expression {                       \
    L left;                                                                    \
    R right;                                                                   \
    __host__ __device__ constexpr name(const L &left, const R &right)          \
        : left(left), right(right) {}                                          \
    template <class... A>                                                      \
    __host__ __device__ constexpr auto operator()(const A &...a) const {       \
      return left(a...) op right(a...);                                        \
    }                                                                          \
  };                                                                           \
  template <class L, class R,                                                  \
            class = std::enable_if_t<isExpression<L> || isExpression<R>>>      \
  __host__ __device__ constexpr name<AsExpression<L>, AsExpression<R>>         \
  operator op(const L &left, const R &right) {                                 \
    return {AsExpression<L>(left), AsExpression<R>(right)};                    \
  }
CUBEPORT_THRUST_OPERATOR(AddExpression, +)
CUBEPORT_THRUST_OPERATOR(SubtractExpression, -)
CUBEPORT_THRUST_OPERATOR(MultiplyExpression, *)
CUBEPORT_THRUST_OPERATOR(DivideExpression, /)
CUBEPORT_THRUST_OPERATOR(RemainderExpression, %)
CUBEPORT_THRUST_OPERATOR(EqualExpression, ==)
CUBEPORT_THRUST_OPERATOR(NotEqualExpression, !=)
CUBEPORT_THRUST_OPERATOR(LessExpression, <)
CUBEPORT_THRUST_OPERATOR(GreaterExpression, >)
CUBEPORT_THRUST_OPERATOR(LessEqualExpression, <=)
CUBEPORT_THRUST_OPERATOR(GreaterEqualExpression, >=)
CUBEPORT_THRUST_OPERATOR(AndExpression, &&)
CUBEPORT_THRUST_OPERATOR(OrExpression, ||)
CUBEPORT_THRUST_OPERATOR(BitAndExpression, &)
CUBEPORT_THRUST_OPERATOR(BitOrExpression, |)
CUBEPORT_THRUST_OPERATOR(BitXorExpression, ^)
#undef CUBEPORT_THRUST_OPERATOR

template <class E> struct NegateExpression : Expression {
  E inner;
  __host__ __device__ constexpr NegateExpression(const E &inner)
      : inner(inner) {}
  template <class... A>
  __host__ __device__ constexpr auto operator()(const A &...a) const {
    return -inner(a...);
  }
};
template <class E, class = std::enable_if_t<isExpression<E>>>
__host__ __device__ constexpr NegateExpression<E> operator-(const E &inner) {
  return {inner};
}

} // namespace detail

namespace placeholders {
constexpr detail::Placeholder<0> _1{};
constexpr detail::Placeholder<1> _2{};
constexpr detail::Placeholder<2> _3{};
} // namespace placeholders

} // namespace thrust

#endif
