// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prefix sums.
#ifndef CUBEPORT_CUDA_THRUST_SCAN_H
#define CUBEPORT_CUDA_THRUST_SCAN_H

#include "reduce.h"

namespace thrust {
namespace detail {

template <bool D, class In, class Out, class T, class Op>
__host__ __device__ Out scan(const Policy<D> &policy, In first, In last,
                             Out out, T initial, bool hasInitial,
                             bool isExclusive, Op op) {
  std::ptrdiff_t count = last - first;
  if constexpr (D) {
    if (count > 0) {
      cubeport::parallel::Scratch<T> results(
          cubeport::parallel::Stretches(count).count + 1);
      check(results.status);
      check(cubeport::parallel::scan(policy.stream, count, raw(first), raw(out),
                                     initial, hasInitial, isExclusive, op,
                                     results.data));
      check(cudaStreamSynchronize(policy.stream));
    }
  } else {
    T sum = initial;
    for (std::ptrdiff_t i = 0; i < count; ++i) {
      T value = first[i];
      T next = i > 0 || hasInitial ? T(op(sum, value)) : value;
      out[i] = isExclusive ? sum : next;
      sum = next;
    }
  }
  return out + count;
}

} // namespace detail

template <bool D, class In, class Out, class Op>
__host__ __device__ Out inclusive_scan(const detail::Policy<D> &policy,
                                       In first, In last, Out out, Op op) {
  return detail::scan(policy, first, last, out, detail::ValueOf<In>(), false,
                      false, op);
}
template <bool D, class In, class Out>
__host__ __device__ Out inclusive_scan(const detail::Policy<D> &policy,
                                       In first, In last, Out out) {
  return thrust::inclusive_scan(policy, first, last, out,
                                thrust::plus<detail::ValueOf<In>>());
}
template <class In, class Out, class Op>
Out inclusive_scan(In first, In last, Out out, Op op) {
  return thrust::inclusive_scan(detail::PolicyFor<In, Out>(), first, last, out,
                                op);
}
template <class In, class Out> Out inclusive_scan(In first, In last, Out out) {
  return thrust::inclusive_scan(detail::PolicyFor<In, Out>(), first, last, out);
}

template <bool D, class In, class Out, class T, class Op>
__host__ __device__ Out exclusive_scan(const detail::Policy<D> &policy,
                                       In first, In last, Out out, T initial,
                                       Op op) {
  return detail::scan(policy, first, last, out, initial, true, true, op);
}
template <bool D, class In, class Out, class T>
__host__ __device__ Out exclusive_scan(const detail::Policy<D> &policy,
                                       In first, In last, Out out, T initial) {
  return thrust::exclusive_scan(policy, first, last, out, initial,
                                thrust::plus<T>());
}
template <bool D, class In, class Out>
__host__ __device__ Out exclusive_scan(const detail::Policy<D> &policy,
                                       In first, In last, Out out) {
  return thrust::exclusive_scan(policy, first, last, out,
                                detail::ValueOf<In>());
}
template <class In, class Out, class T, class Op>
Out exclusive_scan(In first, In last, Out out, T initial, Op op) {
  return thrust::exclusive_scan(detail::PolicyFor<In, Out>(), first, last, out,
                                initial, op);
}
template <class In, class Out, class T>
Out exclusive_scan(In first, In last, Out out, T initial) {
  return thrust::exclusive_scan(detail::PolicyFor<In, Out>(), first, last, out,
                                initial);
}
template <class In, class Out> Out exclusive_scan(In first, In last, Out out) {
  return thrust::exclusive_scan(detail::PolicyFor<In, Out>(), first, last, out);
}

template <class In, class Out, class F, class Op>
Out transform_inclusive_scan(In first, In last, Out out, F f, Op op) {
  auto from = make_transform_iterator(first, f);
  return thrust::inclusive_scan(detail::PolicyFor<In, Out>(), from,
                                from + (last - first), out, op);
}
template <class In, class Out, class F, class T, class Op>
Out transform_exclusive_scan(In first, In last, Out out, F f, T initial,
                             Op op) {
  auto from = make_transform_iterator(first, f);
  return thrust::exclusive_scan(detail::PolicyFor<In, Out>(), from,
                                from + (last - first), out, initial, op);
}

namespace detail {

/// A value with whether a segment starts at it or before it.
template <class T> struct Segmented {
  T value;
  int starts;
};
template <class T, class Op> struct AddSegmented {
  Op op;
  __host__ __device__ Segmented<T> operator()(const Segmented<T> &a,
                                              const Segmented<T> &b) const {
    Op f = op;
    return {b.starts ? b.value : T(f(a.value, b.value)), a.starts | b.starts};
  }
};
template <class Keys, class Values, class T, class Equal> struct TakeSegmented {
  Keys keys;
  Values values;
  Equal same;
  /// Exclusive: the values are those before, and `initial` at each start.
  T initial;
  bool isExclusive;
  __host__ __device__ Segmented<T> operator()(int i) const {
    Equal f = same;
    bool starts = i == 0 || !f(keys[i - 1], keys[i]);
    if (isExclusive) {
      return {starts ? initial : T(values[i - 1]), starts};
    }
    return {T(values[i]), starts};
  }
};
template <class T> struct DropStart {
  __host__ __device__ T operator()(const Segmented<T> &a) const {
    return a.value;
  }
};

template <bool D, class Keys, class Values, class Out, class T, class Equal,
          class Op>
Out scanByKey(const Policy<D> &policy, Keys first, Keys last, Values values,
              Out out, T initial, bool isExclusive, Equal same, Op op) {
  std::ptrdiff_t count = last - first;
  using S = Segmented<T>;
  TakeSegmented<RawOf<Keys>, RawOf<Values>, T, Equal> take{
      raw(first), raw(values), same, initial, isExclusive};
  auto from = make_transform_iterator(counting_iterator<int>(0), take);
  if constexpr (D) {
    cubeport::parallel::Scratch<S> sums(count);
    check(sums.status);
    scan(policy, from, from + count, sums.data, S(), false, false,
         AddSegmented<T, Op>{op});
    auto results = make_transform_iterator(sums.data, DropStart<T>());
    copyOnDevice(policy.stream, results, count, out);
  } else {
    S sum = S();
    for (int i = 0; i < count; ++i) {
      sum = i == 0 ? from[i] : AddSegmented<T, Op>{op}(sum, from[i]);
      out[i] = sum.value;
    }
  }
  return out + count;
}

} // namespace detail

template <class Keys, class Values, class Out>
Out inclusive_scan_by_key(Keys first, Keys last, Values values, Out out) {
  using T = detail::ValueOf<Values>;
  return detail::scanByKey(detail::PolicyFor<Keys, Values, Out>(), first, last,
                           values, out, T(), false, thrust::equal_to<>(),
                           thrust::plus<T>());
}
template <class Keys, class Values, class Out, class T = detail::ValueOf<Values>>
Out exclusive_scan_by_key(Keys first, Keys last, Values values, Out out,
                          T initial = T()) {
  return detail::scanByKey(detail::PolicyFor<Keys, Values, Out>(), first, last,
                           values, out, initial, true, thrust::equal_to<>(),
                           thrust::plus<T>());
}

} // namespace thrust

#endif
