// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where the least, the greatest, or the first element with a property is.
#ifndef CUBEPORT_CUDA_THRUST_EXTREMA_H
#define CUBEPORT_CUDA_THRUST_EXTREMA_H

#include "reduce.h"

namespace thrust {
namespace detail {

/// The better of two places; of equal ones the first. Places out of range
/// stand for none.
template <class It, class Less> struct LeastPlace {
  It it;
  Less less;
  __host__ __device__ int operator()(int a, int b) const {
    if (a < 0 || b < 0) {
      return a < 0 ? b : a;
    }
    Less f = less;
    return f(it[b], it[a]) ? b : a;
  }
};
template <class It, class Less> struct GreatestPlace {
  It it;
  Less less;
  __host__ __device__ int operator()(int a, int b) const {
    if (a < 0 || b < 0) {
      return a < 0 ? b : a;
    }
    Less f = less;
    return f(it[a], it[b]) ? b : a;
  }
};
/// The place if the element has the property, else `none`.
template <class It, class Test> struct PlaceIf {
  It it;
  Test test;
  int none;
  __host__ __device__ int operator()(int i) const {
    Test f = test;
    return f(it[i]) ? i : none;
  }
};

template <bool D, class Op>
__host__ __device__ int bestPlace(const Policy<D> &policy, std::ptrdiff_t count,
                                  Op op) {
  return thrust::reduce(policy, counting_iterator<int>(0),
                        counting_iterator<int>(int(count)), -1, op);
}

} // namespace detail

template <bool D, class It, class Less>
__host__ __device__ It min_element(const detail::Policy<D> &policy, It first,
                                   It last, Less less) {
  int place = detail::bestPlace(policy, last - first,
                                detail::LeastPlace<detail::RawOf<It>, Less>{
                                    detail::raw(first), less});
  return place < 0 ? last : first + place;
}
template <bool D, class It, class Less>
__host__ __device__ It max_element(const detail::Policy<D> &policy, It first,
                                   It last, Less less) {
  int place = detail::bestPlace(policy, last - first,
                                detail::GreatestPlace<detail::RawOf<It>, Less>{
                                    detail::raw(first), less});
  return place < 0 ? last : first + place;
}
template <bool D, class It>
__host__ __device__ It min_element(const detail::Policy<D> &policy, It first,
                                   It last) {
  return thrust::min_element(policy, first, last,
                             thrust::less<detail::ValueOf<It>>());
}
template <bool D, class It>
__host__ __device__ It max_element(const detail::Policy<D> &policy, It first,
                                   It last) {
  return thrust::max_element(policy, first, last,
                             thrust::less<detail::ValueOf<It>>());
}
template <class It> It min_element(It first, It last) {
  return thrust::min_element(detail::PolicyFor<It>(), first, last);
}
template <class It> It max_element(It first, It last) {
  return thrust::max_element(detail::PolicyFor<It>(), first, last);
}
template <class It, class Less> It min_element(It first, It last, Less less) {
  return thrust::min_element(detail::PolicyFor<It>(), first, last, less);
}
template <class It, class Less> It max_element(It first, It last, Less less) {
  return thrust::max_element(detail::PolicyFor<It>(), first, last, less);
}
template <class It> thrust::pair<It, It> minmax_element(It first, It last) {
  return thrust::pair<It, It>(thrust::min_element(first, last),
                              thrust::max_element(first, last));
}

template <bool D, class It, class Test>
__host__ __device__ It find_if(const detail::Policy<D> &policy, It first,
                               It last, Test test) {
  int count = int(last - first);
  detail::PlaceIf<detail::RawOf<It>, Test> placeIf{detail::raw(first), test,
                                                   count};
  return first + thrust::transform_reduce(
                     policy, counting_iterator<int>(0),
                     counting_iterator<int>(count), placeIf, count,
                     thrust::minimum<int>());
}
template <class It, class Test> It find_if(It first, It last, Test test) {
  return thrust::find_if(detail::PolicyFor<It>(), first, last, test);
}
template <class It, class Test> It find_if_not(It first, It last, Test test) {
  return thrust::find_if(detail::PolicyFor<It>(), first, last,
                         thrust::not1(test));
}
template <bool D, class It, class T>
__host__ __device__ It find(const detail::Policy<D> &policy, It first, It last,
                            const T &value) {
  return thrust::find_if(policy, first, last, detail::EqualsValue<T>{value});
}
template <class It, class T> It find(It first, It last, const T &value) {
  return thrust::find(detail::PolicyFor<It>(), first, last, value);
}

template <class It, class Test> bool all_of(It first, It last, Test test) {
  return thrust::count_if(first, last, test) == last - first;
}
template <class It, class Test> bool any_of(It first, It last, Test test) {
  return thrust::count_if(first, last, test) > 0;
}
template <class It, class Test> bool none_of(It first, It last, Test test) {
  return thrust::count_if(first, last, test) == 0;
}
template <bool D, class It, class Test>
bool all_of(const detail::Policy<D> &policy, It first, It last, Test test) {
  return thrust::count_if(policy, first, last, test) == last - first;
}
template <bool D, class It, class Test>
bool any_of(const detail::Policy<D> &policy, It first, It last, Test test) {
  return thrust::count_if(policy, first, last, test) > 0;
}
template <bool D, class It, class Test>
bool none_of(const detail::Policy<D> &policy, It first, It last, Test test) {
  return thrust::count_if(policy, first, last, test) == 0;
}

template <bool D, class It, class It2, class Equal>
bool equal(const detail::Policy<D> &policy, It first, It last, It2 second,
           Equal same) {
  return thrust::inner_product(policy, first, last, second, true,
                               thrust::logical_and<bool>(), same);
}
template <bool D, class It, class It2>
bool equal(const detail::Policy<D> &policy, It first, It last, It2 second) {
  return thrust::equal(policy, first, last, second, thrust::equal_to<>());
}
template <class It, class It2, class Equal>
bool equal(It first, It last, It2 second, Equal same) {
  return thrust::equal(detail::PolicyFor<It, It2>(), first, last, second, same);
}
template <class It, class It2> bool equal(It first, It last, It2 second) {
  return thrust::equal(detail::PolicyFor<It, It2>(), first, last, second);
}

namespace detail {
template <class It, class Less> struct Descends {
  It it;
  Less less;
  __host__ __device__ bool operator()(int i) const {
    Less f = less;
    return f(it[i + 1], it[i]);
  }
};
} // namespace detail
template <class It, class Less> bool is_sorted(It first, It last, Less less) {
  int count = int(last - first);
  return count < 2 ||
         thrust::count_if(detail::PolicyFor<It>(), counting_iterator<int>(0),
                          counting_iterator<int>(count - 1),
                          detail::Descends<detail::RawOf<It>, Less>{
                              detail::raw(first), less}) == 0;
}
template <class It> bool is_sorted(It first, It last) {
  return thrust::is_sorted(first, last, thrust::less<detail::ValueOf<It>>());
}

template <class T> __host__ __device__ T max(const T &a, const T &b) {
  return a < b ? b : a;
}
template <class T> __host__ __device__ T min(const T &a, const T &b) {
  return b < a ? b : a;
}

} // namespace thrust

#endif
