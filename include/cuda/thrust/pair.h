// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Two values, on both sides.
#ifndef CUBEPORT_CUDA_THRUST_PAIR_H
#define CUBEPORT_CUDA_THRUST_PAIR_H

#include "../cuda_runtime.h"
#include <utility>

namespace thrust {

template <class T1, class T2> struct pair {
  using first_type = T1;
  using second_type = T2;
  T1 first;
  T2 second;

  pair() = default;
  __host__ __device__ pair(const T1 &a, const T2 &b) : first(a), second(b) {}
  template <class U1, class U2>
  __host__ __device__ pair(const pair<U1, U2> &other)
      : first(other.first), second(other.second) {}
  template <class U1, class U2>
  pair(const std::pair<U1, U2> &other)
      : first(other.first), second(other.second) {}
  __host__ __device__ void swap(pair &other) {
    pair kept = *this;
    *this = other;
    other = kept;
  }
};

template <class T1, class T2>
__host__ __device__ pair<T1, T2> make_pair(T1 a, T2 b) {
  return pair<T1, T2>(a, b);
}
template <class T1, class T2>
__host__ __device__ bool operator==(const pair<T1, T2> &a,
                                    const pair<T1, T2> &b) {
  return a.first == b.first && a.second == b.second;
}
template <class T1, class T2>
__host__ __device__ bool operator!=(const pair<T1, T2> &a,
                                    const pair<T1, T2> &b) {
  return !(a == b);
}
template <class T1, class T2>
__host__ __device__ bool operator<(const pair<T1, T2> &a,
                                   const pair<T1, T2> &b) {
  return a.first < b.first || (!(b.first < a.first) && a.second < b.second);
}
template <class T1, class T2>
__host__ __device__ bool operator>(const pair<T1, T2> &a,
                                   const pair<T1, T2> &b) {
  return b < a;
}

} // namespace thrust

#endif
