// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Pairs of keys and values: unique_by_key, reduce_by_key; and partitions.
#ifndef CUBEPORT_CUDA_THRUST_UNIQUE_H
#define CUBEPORT_CUDA_THRUST_UNIQUE_H

#include "detail/select.h"

namespace thrust {

template <bool D, class Keys, class Values, class OutKeys, class OutValues,
          class Equal>
thrust::pair<OutKeys, OutValues>
unique_by_key_copy(const detail::Policy<D> &policy, Keys first, Keys last,
                   Values values, OutKeys outKeys, OutValues outValues,
                   Equal same) {
  using namespace cubeport::parallel;
  using K = detail::RawOf<Keys>;
  std::ptrdiff_t kept = detail::select(
      policy, last - first, TestHead<K, Equal>{detail::raw(first), same},
      PutPairs<K, detail::RawOf<Values>, detail::RawOf<OutKeys>,
               detail::RawOf<OutValues>>{
          detail::raw(first), detail::raw(values), detail::raw(outKeys),
          detail::raw(outValues)});
  return thrust::pair<OutKeys, OutValues>(outKeys + kept, outValues + kept);
}
template <class Keys, class Values, class OutKeys, class OutValues>
thrust::pair<OutKeys, OutValues>
unique_by_key_copy(Keys first, Keys last, Values values, OutKeys outKeys,
                   OutValues outValues) {
  return thrust::unique_by_key_copy(detail::PolicyFor<Keys, Values>(), first,
                                    last, values, outKeys, outValues,
                                    thrust::equal_to<>());
}
template <bool D, class Keys, class Values, class Equal>
thrust::pair<Keys, Values>
unique_by_key(const detail::Policy<D> &policy, Keys first, Keys last,
              Values values, Equal same) {
  std::ptrdiff_t count = last - first;
  if constexpr (D) {
    detail::Kept<D, Keys> keptKeys(policy, first, count);
    detail::Kept<D, Values> keptValues(policy, values, count);
    return thrust::unique_by_key_copy(policy, keptKeys.get(),
                                      keptKeys.get() + count, keptValues.get(),
                                      first, values, same);
  } else {
    std::ptrdiff_t end = 0;
    for (std::ptrdiff_t i = 0; i < count; ++i) {
      if (i == 0 || !same(first[end - 1], first[i])) {
        first[end] = first[i];
        values[end++] = values[i];
      }
    }
    return thrust::pair<Keys, Values>(first + end, values + end);
  }
}
template <bool D, class Keys, class Values>
thrust::pair<Keys, Values> unique_by_key(const detail::Policy<D> &policy,
                                         Keys first, Keys last, Values values) {
  return thrust::unique_by_key(policy, first, last, values,
                               thrust::equal_to<>());
}
template <class Keys, class Values>
thrust::pair<Keys, Values> unique_by_key(Keys first, Keys last, Values values) {
  return thrust::unique_by_key(detail::PolicyFor<Keys, Values>(), first, last,
                               values, thrust::equal_to<>());
}

namespace detail {
template <class It, class Equal> struct IsTail {
  It keys;
  Equal same;
  int count;
  __host__ __device__ bool operator()(int i) const {
    Equal f = same;
    return i + 1 == count || !f(keys[i], keys[i + 1]);
  }
};
} // namespace detail

template <bool D, class Keys, class Values, class OutKeys, class OutValues,
          class Equal, class Op>
thrust::pair<OutKeys, OutValues>
reduce_by_key(const detail::Policy<D> &policy, Keys first, Keys last,
              Values values, OutKeys outKeys, OutValues outValues, Equal same,
              Op op) {
  // The sum of a segment is the prefix sum at its last element.
  using namespace cubeport::parallel;
  using T = detail::ValueOf<Values>;
  using K = detail::RawOf<Keys>;
  int count = int(last - first);
  detail::IsTail<K, Equal> isTail{detail::raw(first), same, count};
  std::ptrdiff_t kept = 0;
  if constexpr (D) {
    Scratch<T> sums(count);
    detail::check(sums.status);
    detail::scanByKey(policy, first, last, values, sums.data, T(), false, same,
                      op);
    kept = detail::select(policy, count, isTail,
                          PutPairs<K, T *, detail::RawOf<OutKeys>,
                                   detail::RawOf<OutValues>>{
                              detail::raw(first), sums.data,
                              detail::raw(outKeys), detail::raw(outValues)});
  } else {
    T sum = T();
    for (int i = 0, starts = 1; i < count; ++i) {
      sum = starts ? T(values[i]) : T(op(sum, values[i]));
      starts = isTail(i);
      if (starts) {
        outKeys[kept] = first[i];
        outValues[kept++] = sum;
      }
    }
  }
  return thrust::pair<OutKeys, OutValues>(outKeys + kept, outValues + kept);
}
template <bool D, class Keys, class Values, class OutKeys, class OutValues>
thrust::pair<OutKeys, OutValues>
reduce_by_key(const detail::Policy<D> &policy, Keys first, Keys last,
              Values values, OutKeys outKeys, OutValues outValues) {
  return thrust::reduce_by_key(policy, first, last, values, outKeys, outValues,
                               thrust::equal_to<>(),
                               thrust::plus<detail::ValueOf<Values>>());
}
template <class Keys, class Values, class OutKeys, class OutValues, class Equal,
          class Op>
thrust::pair<OutKeys, OutValues>
reduce_by_key(Keys first, Keys last, Values values, OutKeys outKeys,
              OutValues outValues, Equal same, Op op) {
  return thrust::reduce_by_key(detail::PolicyFor<Keys, Values>(), first, last,
                               values, outKeys, outValues, same, op);
}
template <class Keys, class Values, class OutKeys, class OutValues, class Equal>
thrust::pair<OutKeys, OutValues>
reduce_by_key(Keys first, Keys last, Values values, OutKeys outKeys,
              OutValues outValues, Equal same) {
  return thrust::reduce_by_key(first, last, values, outKeys, outValues, same,
                               thrust::plus<detail::ValueOf<Values>>());
}
template <class Keys, class Values, class OutKeys, class OutValues>
thrust::pair<OutKeys, OutValues>
reduce_by_key(Keys first, Keys last, Values values, OutKeys outKeys,
              OutValues outValues) {
  return thrust::reduce_by_key(first, last, values, outKeys, outValues,
                               thrust::equal_to<>());
}

} // namespace thrust

#endif
