// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A vector in device memory. Its constructors write values from the host, so
// that none needs a kernel.
#ifndef CUBEPORT_CUDA_THRUST_DEVICE_VECTOR_H
#define CUBEPORT_CUDA_THRUST_DEVICE_VECTOR_H

#include "host_vector.h"
#include "iterator/transform_iterator.h"
#include "memory.h"
#include <initializer_list>

namespace thrust {

template <class T> class device_allocator {
public:
  using value_type = T;
};
template <class T> using device_malloc_allocator = device_allocator<T>;

template <class T, class Allocator = device_allocator<T>> class device_vector {
public:
  using value_type = T;
  using size_type = std::size_t;
  using difference_type = std::ptrdiff_t;
  using pointer = device_ptr<T>;
  using const_pointer = device_ptr<const T>;
  using reference = device_reference<T>;
  using const_reference = device_reference<const T>;
  using iterator = device_ptr<T>;
  using const_iterator = device_ptr<const T>;
  using reverse_iterator = thrust::reverse_iterator<iterator>;
  using const_reverse_iterator = thrust::reverse_iterator<const_iterator>;

  device_vector() = default;
  explicit device_vector(size_type count) : device_vector(count, T()) {}
  device_vector(size_type count, const T &value) { resize(count, value); }
  device_vector(const device_vector &other) { copyFrom(other); }
  device_vector(device_vector &&other) noexcept { swap(other); }
  template <class U, class A>
  device_vector(const device_vector<U, A> &other) {
    copyFrom(other);
  }
  template <class U, class A> device_vector(const std::vector<U, A> &other) {
    copyFrom(other);
  }
  device_vector(std::initializer_list<T> values) { copyFrom(values); }
  template <class It, class = typename std::iterator_traits<It>::iterator_category>
  device_vector(It first, It last) {
    assign(first, last);
  }
  ~device_vector() { cudaFree(elements); }

  device_vector &operator=(const device_vector &other) {
    if (this != &other) {
      copyFrom(other);
    }
    return *this;
  }
  device_vector &operator=(device_vector &&other) noexcept {
    swap(other);
    return *this;
  }
  template <class U, class A>
  device_vector &operator=(const device_vector<U, A> &other) {
    copyFrom(other);
    return *this;
  }
  template <class U, class A>
  device_vector &operator=(const std::vector<U, A> &other) {
    copyFrom(other);
    return *this;
  }
  device_vector &operator=(std::initializer_list<T> values) {
    copyFrom(values);
    return *this;
  }

  size_type size() const { return count; }
  size_type capacity() const { return room; }
  size_type max_size() const { return ~size_type(0) / sizeof(T); }
  bool empty() const { return count == 0; }
  iterator begin() { return iterator(elements); }
  iterator end() { return iterator(elements + count); }
  const_iterator begin() const { return const_iterator(elements); }
  const_iterator end() const { return const_iterator(elements + count); }
  const_iterator cbegin() const { return begin(); }
  const_iterator cend() const { return end(); }
  reverse_iterator rbegin() { return reverse_iterator(end()); }
  reverse_iterator rend() { return reverse_iterator(begin()); }
  const_reverse_iterator rbegin() const { return const_reverse_iterator(end()); }
  const_reverse_iterator rend() const { return const_reverse_iterator(begin()); }
  pointer data() { return pointer(elements); }
  const_pointer data() const { return const_pointer(elements); }
  reference operator[](size_type i) { return reference(elements + i); }
  const_reference operator[](size_type i) const {
    return const_reference(elements + i);
  }
  reference front() { return (*this)[0]; }
  const_reference front() const { return (*this)[0]; }
  reference back() { return (*this)[count - 1]; }
  const_reference back() const { return (*this)[count - 1]; }

  void reserve(size_type wanted) {
    if (wanted <= room) {
      return;
    }
    T *fresh = nullptr;
    detail::check(cudaMalloc((void **)&fresh, wanted * sizeof(T)));
    if (count > 0) {
      detail::check(cudaMemcpy(fresh, elements, count * sizeof(T),
                               cudaMemcpyDeviceToDevice));
    }
    detail::check(cudaFree(elements));
    elements = fresh;
    room = wanted;
  }
  void resize(size_type wanted) { resize(wanted, T()); }
  void resize(size_type wanted, const T &value) {
    if (wanted > count) {
      size_type old = count;
      reserve(wanted);
      std::ptrdiff_t added = wanted - old;
      detail::Staging<T> staging(added);
      for (std::ptrdiff_t i = 0; i < added; ++i) {
        ::new ((void *)(staging.data() + i)) T(value);
      }
      detail::check(cudaMemcpy(elements + old, staging.data(),
                               added * sizeof(T), cudaMemcpyHostToDevice));
    }
    count = wanted;
  }
  void shrink_to_fit() {}
  void clear() { count = 0; }
  void push_back(const T &value) {
    if (count == room) {
      reserve(room ? 2 * room : 8);
    }
    resize(count + 1, value);
  }
  void pop_back() { --count; }
  void assign(size_type wanted, const T &value) {
    count = 0;
    resize(wanted, value);
  }
  template <class It, class = typename std::iterator_traits<It>::iterator_category>
  void assign(It first, It last) {
    makeRoom(std::distance(first, last));
    thrust::copy(first, last, begin());
  }
  iterator erase(iterator position) { return erase(position, position + 1); }
  iterator erase(iterator first, iterator last) {
    host_vector<T> tail(last, end());
    thrust::copy(tail.begin(), tail.end(), first);
    count -= last - first;
    return first;
  }
  iterator insert(iterator position, const T &value) {
    host_vector<T> one(1, value);
    std::ptrdiff_t at = position - begin();
    insert(position, one.begin(), one.end());
    return begin() + at;
  }
  template <class It, class = typename std::iterator_traits<It>::iterator_category>
  void insert(iterator position, It first, It last) {
    std::ptrdiff_t at = position - begin(), added = std::distance(first, last);
    host_vector<T> tail(position, end());
    reserve(count + added);
    count += added;
    thrust::copy(first, last, begin() + at);
    thrust::copy(tail.begin(), tail.end(), begin() + at + added);
  }
  void swap(device_vector &other) noexcept {
    std::swap(elements, other.elements);
    std::swap(count, other.count);
    std::swap(room, other.room);
  }

private:
  T *elements = nullptr;
  size_type count = 0, room = 0;

  void makeRoom(size_type wanted) {
    count = 0;
    reserve(wanted);
    count = wanted;
  }
  template <class Other> void copyFrom(const Other &other) {
    makeRoom(other.size());
    thrust::copy(other.begin(), other.end(), begin());
  }
};

template <class T, class A, class U, class B>
bool operator==(const device_vector<T, A> &a, const device_vector<U, B> &b) {
  return host_vector<T>(a) == host_vector<T>(b);
}
template <class T, class A, class U, class B>
bool operator==(const device_vector<T, A> &a, const std::vector<U, B> &b) {
  return host_vector<U>(a) == b;
}
template <class T, class A, class U, class B>
bool operator==(const std::vector<U, B> &a, const device_vector<T, A> &b) {
  return b == a;
}
template <class T, class A, class Other>
bool operator!=(const device_vector<T, A> &a, const Other &b) {
  return !(a == b);
}
template <class T, class A>
void swap(device_vector<T, A> &a, device_vector<T, A> &b) {
  a.swap(b);
}

} // namespace thrust

#endif
