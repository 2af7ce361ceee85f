// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sorts, all of them stable.
#ifndef CUBEPORT_CUDA_THRUST_SORT_H
#define CUBEPORT_CUDA_THRUST_SORT_H

#include "../cubeport/parallel/sort.h"
#include "functional.h"
#include "host_vector.h"
#include <algorithm>
#include <numeric>

namespace thrust {

template <bool D, class It, class Less>
void stable_sort(const detail::Policy<D> &policy, It first, It last,
                 Less less) {
  if constexpr (D) {
    detail::check(cubeport::parallel::sortKeys(policy.stream, last - first,
                                               detail::raw(first), less));
  } else {
    std::stable_sort(first, last, less);
  }
}
template <bool D, class Keys, class Values, class Less>
void stable_sort_by_key(const detail::Policy<D> &policy, Keys first, Keys last,
                        Values values, Less less) {
  std::ptrdiff_t count = last - first;
  if constexpr (D) {
    detail::check(cubeport::parallel::sortPairs(
        policy.stream, count, detail::raw(first), detail::raw(values), less));
  } else {
    host_vector<detail::ValueOf<Keys>> keys(first, last);
    host_vector<detail::ValueOf<Values>> old(values, values + count);
    std::vector<std::ptrdiff_t> order(count);
    std::iota(order.begin(), order.end(), std::ptrdiff_t(0));
    std::stable_sort(order.begin(), order.end(),
                     [&](std::ptrdiff_t a, std::ptrdiff_t b) {
                       return less(keys[a], keys[b]);
                     });
    for (std::ptrdiff_t i = 0; i < count; ++i) {
      first[i] = keys[order[i]];
      values[i] = old[order[i]];
    }
  }
}

#define CUBEPORT_THRUST_SORT(name)                                             \
  template <class It, class Less> void name(It first, It last, Less less) {    \
    thrust::stable_sort(detail::PolicyFor<It>(), first, last, less);           \
  }                                                                            \
  template <class It> void name(It first, It last) {                           \
    thrust::stable_sort(detail::PolicyFor<It>(), first, last,                  \
                        thrust::less<detail::ValueOf<It>>());                  \
  }                                                                            \
  template <bool D, class It>                                                  \
  void name(const detail::Policy<D> &policy, It first, It last) {              \
    thrust::stable_sort(policy, first, last,                                   \
                        thrust::less<detail::ValueOf<It>>());                  \
  }
#define CUBEPORT_THRUST_SORT_BY_KEY(name)                                      \
  template <class Keys, class Values, class Less>                              \
  void name(Keys first, Keys last, Values values, Less less) {                 \
    thrust::stable_sort_by_key(detail::PolicyFor<Keys, Values>(), first, last, \
                               values, less);                                  \
  }                                                                            \
  template <class Keys, class Values>                                          \
  void name(Keys first, Keys last, Values values) {                            \
    thrust::stable_sort_by_key(detail::PolicyFor<Keys, Values>(), first, last, \
                               values, thrust::less<detail::ValueOf<Keys>>()); \
  }                                                                            \
  template <bool D, class Keys, class Values>                                  \
  void name(const detail::Policy<D> &policy, Keys first, Keys last,            \
            Values values) {                                                   \
    thrust::stable_sort_by_key(policy, first, last, values,                    \
                               thrust::less<detail::ValueOf<Keys>>());         \
  }
CUBEPORT_THRUST_SORT(sort)
CUBEPORT_THRUST_SORT(stable_sort)
CUBEPORT_THRUST_SORT_BY_KEY(sort_by_key)
CUBEPORT_THRUST_SORT_BY_KEY(stable_sort_by_key)
#undef CUBEPORT_THRUST_SORT
#undef CUBEPORT_THRUST_SORT_BY_KEY

template <bool D, class It, class Less>
void sort(const detail::Policy<D> &policy, It first, It last, Less less) {
  thrust::stable_sort(policy, first, last, less);
}
template <bool D, class Keys, class Values, class Less>
void sort_by_key(const detail::Policy<D> &policy, Keys first, Keys last,
                 Values values, Less less) {
  thrust::stable_sort_by_key(policy, first, last, values, less);
}

} // namespace thrust

#endif
