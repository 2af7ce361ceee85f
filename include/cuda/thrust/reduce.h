// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reductions, counts, extrema and what can be said by them.
#ifndef CUBEPORT_CUDA_THRUST_REDUCE_H
#define CUBEPORT_CUDA_THRUST_REDUCE_H

#include "../cubeport/parallel/reduce.h"
#include "detail/copy.h"
#include "detail/functors.h"
#include "functional.h"
#include "iterator/counting_iterator.h"
#include "iterator/transform_iterator.h"
#include "iterator/zip_iterator.h"
#include "pair.h"

namespace thrust {

template <bool D, class It, class T, class Op>
__host__ __device__ T reduce(const detail::Policy<D> &policy, It first, It last,
                             T initial, Op op) {
  if constexpr (D) {
    detail::check(cubeport::parallel::reduceToHost(
        policy.stream, last - first, detail::raw(first), initial, op));
    return initial;
  } else {
    for (; first != last; ++first) {
      initial = op(initial, *first);
    }
    return initial;
  }
}
template <bool D, class It, class T>
__host__ __device__ T reduce(const detail::Policy<D> &policy, It first, It last,
                             T initial) {
  return thrust::reduce(policy, first, last, initial, thrust::plus<T>());
}
template <bool D, class It>
__host__ __device__ detail::ValueOf<It>
reduce(const detail::Policy<D> &policy, It first, It last) {
  return thrust::reduce(policy, first, last, detail::ValueOf<It>());
}
template <class It, class T, class Op>
T reduce(It first, It last, T initial, Op op) {
  return thrust::reduce(detail::PolicyFor<It>(), first, last, initial, op);
}
template <class It, class T> T reduce(It first, It last, T initial) {
  return thrust::reduce(detail::PolicyFor<It>(), first, last, initial);
}
template <class It> detail::ValueOf<It> reduce(It first, It last) {
  return thrust::reduce(detail::PolicyFor<It>(), first, last);
}

template <bool D, class It, class F, class T, class Op>
__host__ __device__ T transform_reduce(const detail::Policy<D> &policy,
                                       It first, It last, F f, T initial,
                                       Op op) {
  return thrust::reduce(policy, make_transform_iterator(first, f),
                        make_transform_iterator(last, f), initial, op);
}
template <class It, class F, class T, class Op>
T transform_reduce(It first, It last, F f, T initial, Op op) {
  return thrust::transform_reduce(detail::PolicyFor<It>(), first, last, f,
                                  initial, op);
}

template <bool D, class It, class It2, class T, class Op, class Op2>
__host__ __device__ T inner_product(const detail::Policy<D> &policy, It first,
                                    It last, It2 second, T initial, Op op,
                                    Op2 op2) {
  auto both = make_zip_iterator(first, second);
  auto f = make_zip_function(op2);
  return thrust::transform_reduce(policy, both, both + (last - first), f,
                                  initial, op);
}
template <class It, class It2, class T, class Op, class Op2>
T inner_product(It first, It last, It2 second, T initial, Op op, Op2 op2) {
  return thrust::inner_product(detail::PolicyFor<It, It2>(), first, last,
                               second, initial, op, op2);
}
template <bool D, class It, class It2, class T>
__host__ __device__ T inner_product(const detail::Policy<D> &policy, It first,
                                    It last, It2 second, T initial) {
  return thrust::inner_product(policy, first, last, second, initial,
                               thrust::plus<T>(), thrust::multiplies<T>());
}
template <class It, class It2, class T>
T inner_product(It first, It last, It2 second, T initial) {
  return thrust::inner_product(detail::PolicyFor<It, It2>(), first, last,
                               second, initial);
}

namespace detail {
template <class Test> struct CountIf {
  Test test;
  template <class T>
  __host__ __device__ std::ptrdiff_t operator()(const T &value) const {
    Test t = test;
    return t(value) ? 1 : 0;
  }
};
} // namespace detail

template <bool D, class It, class Test>
__host__ __device__ detail::DifferenceOf<It>
count_if(const detail::Policy<D> &policy, It first, It last, Test test) {
  return thrust::transform_reduce(policy, first, last,
                                  detail::CountIf<Test>{test},
                                  std::ptrdiff_t(0),
                                  thrust::plus<std::ptrdiff_t>());
}
template <class It, class Test>
detail::DifferenceOf<It> count_if(It first, It last, Test test) {
  return thrust::count_if(detail::PolicyFor<It>(), first, last, test);
}
template <bool D, class It, class T>
__host__ __device__ detail::DifferenceOf<It>
count(const detail::Policy<D> &policy, It first, It last, const T &value) {
  return thrust::count_if(policy, first, last, detail::EqualsValue<T>{value});
}
template <class It, class T>
detail::DifferenceOf<It> count(It first, It last, const T &value) {
  return thrust::count(detail::PolicyFor<It>(), first, last, value);
}

} // namespace thrust

#endif
