// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Stable partitions.
#ifndef CUBEPORT_CUDA_THRUST_PARTITION_H
#define CUBEPORT_CUDA_THRUST_PARTITION_H

#include "detail/select.h"
#include "host_vector.h"

namespace thrust {

template <bool D, class It, class Test>
It stable_partition(const detail::Policy<D> &policy, It first, It last,
                    Test test) {
  using namespace cubeport::parallel;
  using T = detail::ValueOf<It>;
  std::ptrdiff_t count = last - first;
  if constexpr (D) {
    detail::Kept<D, It> kept(policy, first, count);
    Scratch<T> others(count);
    detail::check(others.status);
    It middle =
        first + detail::select(policy, count,
                               TestValue<T *, Test>{kept.get(), test, true},
                               PutBoth<T *, detail::RawOf<It>, T *>{
                                   kept.get(), detail::raw(first),
                                   others.data});
    detail::copyOnDevice(policy.stream, others.data, last - middle, middle);
    return middle;
  } else {
    host_vector<T> others;
    It end = first;
    for (It it = first; it != last; ++it) {
      if (test(*it)) {
        *end++ = *it;
      } else {
        others.push_back(*it);
      }
    }
    thrust::copy(others.begin(), others.end(), end);
    return end;
  }
}
template <class It, class Test> It stable_partition(It first, It last, Test t) {
  return thrust::stable_partition(detail::PolicyFor<It>(), first, last, t);
}
template <bool D, class It, class Test>
It partition(const detail::Policy<D> &policy, It first, It last, Test test) {
  return thrust::stable_partition(policy, first, last, test);
}
template <class It, class Test> It partition(It first, It last, Test test) {
  return thrust::stable_partition(detail::PolicyFor<It>(), first, last, test);
}

} // namespace thrust

#endif
