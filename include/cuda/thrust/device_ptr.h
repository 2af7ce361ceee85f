// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A pointer to device memory, and what it points at as the host sees it: each
// access is a copy.
#ifndef CUBEPORT_CUDA_THRUST_DEVICE_PTR_H
#define CUBEPORT_CUDA_THRUST_DEVICE_PTR_H

#include "detail/policy.h"
#include <cstddef>

namespace thrust {

template <class T> class device_ptr;

template <class T> class device_reference {
public:
  using value_type = std::remove_cv_t<T>;
  using pointer = device_ptr<T>;

  /// Public, because kernels take these by value.
  T *address;

  __host__ __device__ explicit device_reference(T *address)
      : address(address) {}
  device_reference(const device_reference &) = default;
  template <class U>
  __host__ __device__ device_reference(const device_reference<U> &other)
      : address(other.address) {}

  __host__ __device__ operator value_type() const { return load(); }
  __host__ __device__ device_reference &operator=(const value_type &value) {
    store(value);
    return *this;
  }
  __host__ __device__ device_reference &
  operator=(const device_reference &other) {
    store(other.load());
    return *this;
  }
  template <class U>
  __host__ __device__ device_reference &
  operator=(const device_reference<U> &other) {
    store(other.load());
    return *this;
  }
  __host__ __device__ pointer operator&() const;

  template <class U>
  __host__ __device__ device_reference &operator+=(const U &value) {
    return *this = value_type(load() + value);
  }
  template <class U>
  __host__ __device__ device_reference &operator-=(const U &value) {
    return *this = value_type(load() - value);
  }
  template <class U>
  __host__ __device__ device_reference &operator*=(const U &value) {
    return *this = value_type(load() * value);
  }
  template <class U>
  __host__ __device__ device_reference &operator/=(const U &value) {
    return *this = value_type(load() / value);
  }
  __host__ __device__ device_reference &operator++() {
    value_type value = load();
    return *this = ++value;
  }
  __host__ __device__ device_reference &operator--() {
    value_type value = load();
    return *this = --value;
  }
  __host__ __device__ void swap(device_reference other) {
    value_type kept = load();
    store(other.load());
    other.store(kept);
  }

  __host__ __device__ value_type load() const {
#ifdef __CUDA_ARCH__
    return *address;
#else
    alignas(value_type) unsigned char bytes[sizeof(value_type)];
    detail::check(
        cudaMemcpy(bytes, address, sizeof(bytes), cudaMemcpyDeviceToHost));
    return *reinterpret_cast<value_type *>(bytes);
#endif
  }

private:
  __host__ __device__ void store(const value_type &value) {
#ifdef __CUDA_ARCH__
    *address = value;
#else
    detail::check(
        cudaMemcpy(address, &value, sizeof(value), cudaMemcpyHostToDevice));
#endif
  }
};

template <class T> class device_ptr {
public:
  using element_type = T;
  using value_type = std::remove_cv_t<T>;
  using reference = device_reference<T>;
  using pointer = device_ptr<T>;
  using difference_type = std::ptrdiff_t;
  using iterator_category = std::random_access_iterator_tag;

  /// Public, because kernels take these by value.
  T *address;

  __host__ __device__ device_ptr() : address(nullptr) {}
  __host__ __device__ device_ptr(std::nullptr_t) : address(nullptr) {}
  template <class U>
  __host__ __device__ explicit device_ptr(U *address) : address(address) {}
  template <class U,
            class = std::enable_if_t<std::is_convertible<U *, T *>::value>>
  __host__ __device__ device_ptr(const device_ptr<U> &other)
      : address(other.address) {}

  __host__ __device__ T *get() const { return address; }
  __host__ __device__ explicit operator bool() const { return address; }

#ifdef __CUDA_ARCH__
  __host__ __device__ T &operator*() const { return *address; }
  __host__ __device__ T &operator[](difference_type i) const {
    return address[i];
  }
#else
  __host__ __device__ reference operator*() const { return reference(address); }
  __host__ __device__ reference operator[](difference_type i) const {
    return reference(address + i);
  }
#endif
  __host__ __device__ device_ptr &operator++() {
    ++address;
    return *this;
  }
  __host__ __device__ device_ptr operator++(int) {
    return device_ptr(address++);
  }
  __host__ __device__ device_ptr &operator--() {
    --address;
    return *this;
  }
  __host__ __device__ device_ptr operator--(int) {
    return device_ptr(address--);
  }
  __host__ __device__ device_ptr &operator+=(difference_type n) {
    address += n;
    return *this;
  }
  __host__ __device__ device_ptr &operator-=(difference_type n) {
    address -= n;
    return *this;
  }
  __host__ __device__ device_ptr operator+(difference_type n) const {
    return device_ptr(address + n);
  }
  __host__ __device__ device_ptr operator-(difference_type n) const {
    return device_ptr(address - n);
  }
  template <class U>
  __host__ __device__ difference_type
  operator-(const device_ptr<U> &other) const {
    return address - other.address;
  }
};
template <class T>
__host__ __device__ device_ptr<T> operator+(std::ptrdiff_t n,
                                            const device_ptr<T> &pointer) {
  return pointer + n;
}

template <class T, class U>
__host__ __device__ bool operator==(const device_ptr<T> &a,
                                    const device_ptr<U> &b) {
  return a.address == b.address;
}
template <class T, class U>
__host__ __device__ bool operator!=(const device_ptr<T> &a,
                                    const device_ptr<U> &b) {
  return a.address != b.address;
}
template <class T, class U>
__host__ __device__ bool operator<(const device_ptr<T> &a,
                                   const device_ptr<U> &b) {
  return a.address < b.address;
}
template <class T, class U>
__host__ __device__ bool operator>(const device_ptr<T> &a,
                                   const device_ptr<U> &b) {
  return a.address > b.address;
}

template <class T>
__host__ __device__ typename device_reference<T>::pointer
device_reference<T>::operator&() const {
  return device_ptr<T>(address);
}

template <class T>
__host__ __device__ device_ptr<T> device_pointer_cast(T *pointer) {
  return device_ptr<T>(pointer);
}
template <class T>
__host__ __device__ device_ptr<T>
device_pointer_cast(const device_ptr<T> &pointer) {
  return pointer;
}
template <class T>
__host__ __device__ T *raw_pointer_cast(const device_ptr<T> &pointer) {
  return pointer.address;
}
template <class T> __host__ __device__ T *raw_pointer_cast(T *pointer) {
  return pointer;
}
template <class T>
__host__ __device__ T &raw_reference_cast(const device_reference<T> &reference) {
  return *reference.address;
}

namespace detail {
template <class T> struct SystemOf<device_ptr<T>> {
  static constexpr System value = System::Device;
};
template <class T> struct Raw<device_ptr<T>> {
  using type = T *;
  static __host__ __device__ T *get(device_ptr<T> it) { return it.address; }
};
} // namespace detail

} // namespace thrust

#endif
