// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Function objects for the algorithms; those of void take any types.
#ifndef CUBEPORT_CUDA_THRUST_FUNCTIONAL_H
#define CUBEPORT_CUDA_THRUST_FUNCTIONAL_H

#include "../cuda_runtime.h"
#include "detail/placeholders.h"
#include <functional>

namespace thrust {

template <class Argument, class Result> struct unary_function {
  using argument_type = Argument;
  using result_type = Result;
};
template <class First, class Second, class Result> struct binary_function {
  using first_argument_type = First;
  using second_argument_type = Second;
  using result_type = Result;
};

#define CUBEPORT_THRUST_BINARY(name, result, expression)                       \
  template <class T = void> struct name {                                      \
    using first_argument_type = T;                                             \
    using second_argument_type = T;                                            \
    using result_type = result;                                                \
    __host__ __device__ constexpr result operator()(const T &a,                \
                                                    const T &b) const {        \
      return expression;                                                       \
    }                                                                          \
  };                                                                           \
  template <> struct name<void> {                                              \
    template <class A, class B>                                                \
    __host__ __device__ constexpr auto operator()(const A &a,                  \
                                                  const B &b) const {          \
      return expression;                                                       \
    }                                                                          \
  };

CUBEPORT_THRUST_BINARY(plus, T, a + b)
CUBEPORT_THRUST_BINARY(minus, T, a - b)
CUBEPORT_THRUST_BINARY(multiplies, T, a *b)
CUBEPORT_THRUST_BINARY(divides, T, a / b)
CUBEPORT_THRUST_BINARY(modulus, T, a % b)
CUBEPORT_THRUST_BINARY(bit_and, T, a &b)
CUBEPORT_THRUST_BINARY(bit_or, T, a | b)
CUBEPORT_THRUST_BINARY(bit_xor, T, a ^ b)
CUBEPORT_THRUST_BINARY(equal_to, bool, a == b)
CUBEPORT_THRUST_BINARY(not_equal_to, bool, a != b)
CUBEPORT_THRUST_BINARY(greater, bool, a > b)
CUBEPORT_THRUST_BINARY(less, bool, a < b)
CUBEPORT_THRUST_BINARY(greater_equal, bool, a >= b)
CUBEPORT_THRUST_BINARY(less_equal, bool, a <= b)
CUBEPORT_THRUST_BINARY(logical_and, bool, a &&b)
CUBEPORT_THRUST_BINARY(logical_or, bool, a || b)
CUBEPORT_THRUST_BINARY(maximum, T, a < b ? b : a)
CUBEPORT_THRUST_BINARY(minimum, T, b < a ? b : a)
#undef CUBEPORT_THRUST_BINARY

#define CUBEPORT_THRUST_UNARY(name, result, expression)                        \
  template <class T = void> struct name {                                      \
    using argument_type = T;                                                   \
    using result_type = result;                                                \
    __host__ __device__ constexpr result operator()(const T &a) const {        \
      return expression;                                                       \
    }                                                                          \
  };                                                                           \
  template <> struct name<void> {                                              \
    template <class A>                                                         \
    __host__ __device__ constexpr auto operator()(const A &a) const {          \
      return expression;                                                       \
    }                                                                          \
  };

CUBEPORT_THRUST_UNARY(negate, T, -a)
CUBEPORT_THRUST_UNARY(square, T, a *a)
CUBEPORT_THRUST_UNARY(logical_not, bool, !a)
CUBEPORT_THRUST_UNARY(bit_not, T, ~a)
CUBEPORT_THRUST_UNARY(identity, T, a)
#undef CUBEPORT_THRUST_UNARY

template <class T1 = void, class T2 = T1> struct project1st {
  __host__ __device__ T1 operator()(const T1 &a, const T2 &) const { return a; }
};
template <class T1 = void, class T2 = T1> struct project2nd {
  __host__ __device__ T2 operator()(const T1 &, const T2 &b) const { return b; }
};

template <class Predicate> struct unary_negate {
  Predicate predicate;
  template <class T> __host__ __device__ bool operator()(const T &a) const {
    return !predicate(a);
  }
};
template <class Predicate> struct binary_negate {
  Predicate predicate;
  template <class T, class U>
  __host__ __device__ bool operator()(const T &a, const U &b) const {
    return !predicate(a, b);
  }
};
template <class Predicate>
__host__ __device__ unary_negate<Predicate> not1(const Predicate &predicate) {
  return {predicate};
}
template <class Predicate>
__host__ __device__ binary_negate<Predicate> not2(const Predicate &predicate) {
  return {predicate};
}

} // namespace thrust

#endif
