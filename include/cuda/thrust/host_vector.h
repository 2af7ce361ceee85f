// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A vector in host memory.
#ifndef CUBEPORT_CUDA_THRUST_HOST_VECTOR_H
#define CUBEPORT_CUDA_THRUST_HOST_VECTOR_H

#include "detail/copy.h"
#include <vector>

namespace thrust {

template <class T, class Allocator> class device_vector;

template <class T, class Allocator = std::allocator<T>>
class host_vector : public std::vector<T, Allocator> {
  using Base = std::vector<T, Allocator>;

public:
  using Base::Base;
  host_vector() = default;
  host_vector(const host_vector &) = default;
  host_vector(host_vector &&) = default;
  host_vector(const Base &other) : Base(other) {}
  template <class U, class A>
  host_vector(const std::vector<U, A> &other)
      : Base(other.begin(), other.end()) {}
  template <class U, class A>
  host_vector(const device_vector<U, A> &other) : Base(other.size()) {
    thrust::copy(other.begin(), other.end(), this->begin());
  }
  template <class U> host_vector(device_ptr<U> first, device_ptr<U> last)
      : Base(last - first) {
    thrust::copy(first, last, this->begin());
  }
  host_vector &operator=(const host_vector &) = default;
  host_vector &operator=(host_vector &&) = default;
  template <class U, class A>
  host_vector &operator=(const std::vector<U, A> &other) {
    this->assign(other.begin(), other.end());
    return *this;
  }
  template <class U, class A>
  host_vector &operator=(const device_vector<U, A> &other) {
    this->resize(other.size());
    thrust::copy(other.begin(), other.end(), this->begin());
    return *this;
  }
};

} // namespace thrust

#endif
