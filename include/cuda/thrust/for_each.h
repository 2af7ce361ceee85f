// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A function for each element: for_each, transform, fill, sequence, generate,
// tabulate, replace, gather, scatter.
#ifndef CUBEPORT_CUDA_THRUST_FOR_EACH_H
#define CUBEPORT_CUDA_THRUST_FOR_EACH_H

#include "detail/copy.h"
#include "detail/functors.h"

namespace thrust {
namespace detail {

/// f(0), ..., f(count - 1), where the policy says.
template <bool Device, class F>
__host__ __device__ void run(const Policy<Device> &policy,
                             std::ptrdiff_t count, F f) {
  if constexpr (Device) {
    check(cubeport::parallel::forEach(policy.stream, count, f));
    check(cudaStreamSynchronize(policy.stream));
  } else {
    for (std::ptrdiff_t i = 0; i < count; ++i) {
      f(i);
    }
  }
}

} // namespace detail

// An algorithm has the overload with a policy first; the other one takes the
// policy from its iterators.

template <bool D, class It, class F>
__host__ __device__ It for_each_n(const detail::Policy<D> &policy, It first,
                                  std::ptrdiff_t n, F f) {
  detail::run(policy, n,
              detail::CallOne<detail::RawOf<It>, F>{detail::raw(first), f});
  return first + n;
}
template <class It, class F> It for_each_n(It first, std::ptrdiff_t n, F f) {
  return for_each_n(detail::PolicyFor<It>(), first, n, f);
}
template <bool D, class It, class F>
__host__ __device__ It for_each(const detail::Policy<D> &policy, It first,
                                It last, F f) {
  return for_each_n(policy, first, last - first, f);
}
template <class It, class F> It for_each(It first, It last, F f) {
  return for_each_n(detail::PolicyFor<It>(), first, last - first, f);
}

template <bool D, class It, class T>
__host__ __device__ void fill(const detail::Policy<D> &policy, It first,
                              It last, const T &value) {
  detail::run(policy, last - first,
              detail::SetOne<detail::RawOf<It>, detail::ValueOf<It>>{
                  detail::raw(first), detail::ValueOf<It>(value)});
}
template <class It, class T> void fill(It first, It last, const T &value) {
  fill(detail::PolicyFor<It>(), first, last, value);
}
template <bool D, class It, class T>
__host__ __device__ It fill_n(const detail::Policy<D> &policy, It first,
                              std::ptrdiff_t n, const T &value) {
  fill(policy, first, first + n, value);
  return first + n;
}
template <class It, class T>
It fill_n(It first, std::ptrdiff_t n, const T &value) {
  return fill_n(detail::PolicyFor<It>(), first, n, value);
}
template <class It, class T>
void uninitialized_fill(It first, It last, const T &value) {
  fill(first, last, value);
}

template <bool D, class It, class T, class Step>
__host__ __device__ void sequence(const detail::Policy<D> &policy, It first,
                                  It last, T initial, Step step) {
  using V = detail::ValueOf<It>;
  detail::run(policy, last - first,
              detail::SequenceOne<detail::RawOf<It>, V>{
                  detail::raw(first), V(initial), V(step)});
}
template <bool D, class It, class T>
__host__ __device__ void sequence(const detail::Policy<D> &policy, It first,
                                  It last, T initial) {
  sequence(policy, first, last, initial, T(1));
}
template <bool D, class It>
__host__ __device__ void sequence(const detail::Policy<D> &policy, It first,
                                  It last) {
  sequence(policy, first, last, 0, 1);
}
template <class It, class T, class Step>
void sequence(It first, It last, T initial, Step step) {
  sequence(detail::PolicyFor<It>(), first, last, initial, step);
}
template <class It, class T> void sequence(It first, It last, T initial) {
  sequence(detail::PolicyFor<It>(), first, last, initial, T(1));
}
template <class It> void sequence(It first, It last) {
  sequence(detail::PolicyFor<It>(), first, last, 0, 1);
}

template <bool D, class It, class F>
__host__ __device__ void tabulate(const detail::Policy<D> &policy, It first,
                                  It last, F f) {
  detail::run(policy, last - first,
              detail::TabulateOne<detail::RawOf<It>, F>{detail::raw(first), f});
}
template <class It, class F> void tabulate(It first, It last, F f) {
  tabulate(detail::PolicyFor<It>(), first, last, f);
}
template <bool D, class It, class F>
__host__ __device__ void generate(const detail::Policy<D> &policy, It first,
                                  It last, F f) {
  detail::run(policy, last - first,
              detail::GenerateOne<detail::RawOf<It>, F>{detail::raw(first), f});
}
template <class It, class F> void generate(It first, It last, F f) {
  if constexpr (detail::choosesDevice<It>) {
    generate(detail::PolicyFor<It>(), first, last, f);
  } else {
    for (; first != last; ++first) {
      *first = f(); // one object: it may count
    }
  }
}

template <bool D, class In, class Out, class F>
__host__ __device__ Out transform(const detail::Policy<D> &policy, In first,
                                  In last, Out out, F f) {
  detail::run(policy, last - first,
              detail::TransformOne<detail::RawOf<In>, detail::RawOf<Out>, F>{
                  detail::raw(first), detail::raw(out), f});
  return out + (last - first);
}
template <bool D, class In, class In2, class Out, class F>
__host__ __device__ Out transform(const detail::Policy<D> &policy, In first,
                                  In last, In2 second, Out out, F f) {
  detail::run(policy, last - first,
              detail::TransformTwo<detail::RawOf<In>, detail::RawOf<In2>,
                                   detail::RawOf<Out>, F>{
                  detail::raw(first), detail::raw(second), detail::raw(out),
                  f});
  return out + (last - first);
}
template <class In, class Out, class F>
Out transform(In first, In last, Out out, F f) {
  return transform(detail::PolicyFor<In, Out>(), first, last, out, f);
}
template <class In, class In2, class Out, class F>
Out transform(In first, In last, In2 second, Out out, F f) {
  return transform(detail::PolicyFor<In, In2, Out>(), first, last, second, out,
                   f);
}

} // namespace thrust

#endif
