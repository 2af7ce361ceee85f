// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copies that barriers and pipelines wait for. They are done at once by the
// thread that asks, which is one of the orders that CUDA allows.
#ifndef CUBEPORT_CUDA_CUDA_MEMCPY_ASYNC_H
#define CUBEPORT_CUDA_CUDA_MEMCPY_ASYNC_H

#include "../cuda_runtime.h"
#include <cstddef>
#include <type_traits>

namespace cuda {

/// A number of bytes that is a multiple of an alignment.
template <std::size_t Alignment> struct aligned_size_t {
  static constexpr std::size_t align = Alignment;
  std::size_t value;
  __host__ __device__ explicit constexpr aligned_size_t(std::size_t bytes)
      : value(bytes) {}
  __host__ __device__ constexpr operator std::size_t() const { return value; }
};

#if defined(__CUDA__)
namespace detail {
/// One thread's part of a copy of elements: those from `rank` on in steps of
/// `count`. Bytes that are no whole element are the first thread's.
template <class T>
static __inline__ __attribute__((always_inline)) __device__ void copyPart(T *to, const T *from,
                                           std::size_t bytes, std::size_t rank,
                                           std::size_t count) {
  const std::size_t elements = bytes / sizeof(T);
  for (std::size_t i = rank; i < elements; i += count) {
    to[i] = from[i];
  }
  for (std::size_t i = elements * sizeof(T); rank == 0 && i < bytes; ++i) {
    ((char *)to)[i] = ((const char *)from)[i];
  }
}
static __inline__ __attribute__((always_inline)) __device__ void copyPart(void *to, const void *from,
                                           std::size_t bytes, std::size_t rank,
                                           std::size_t count) {
  if (((std::size_t)to | (std::size_t)from) % 4 == 0) {
    copyPart((unsigned int *)to, (const unsigned int *)from, bytes, rank,
             count);
  } else {
    copyPart((char *)to, (const char *)from, bytes, rank, count);
  }
}
/// Barriers and pipelines say that they are one.
template <class T>
using IfAwaited = std::enable_if_t<std::remove_reference_t<T>::kIsAwaited>;
} // namespace detail

template <class To, class From, class Size, class Awaited,
          class = detail::IfAwaited<Awaited>>
static __inline__ __attribute__((always_inline)) __device__ void memcpy_async(To *to, From *from, Size bytes,
                                               Awaited &&) {
  if constexpr (std::is_same_v<To, std::remove_const_t<From>> &&
                !std::is_void_v<To>) {
    detail::copyPart(to, (const To *)from, (std::size_t)bytes, 0, 1);
  } else {
    detail::copyPart((void *)to, (const void *)from, (std::size_t)bytes, 0, 1);
  }
}
/// All threads of a group copy together.
template <class Group, class To, class From, class Size, class Awaited,
          class = detail::IfAwaited<Awaited>>
static __inline__ __attribute__((always_inline)) __device__ void memcpy_async(const Group &group, To *to,
                                               From *from, Size bytes,
                                               Awaited &&) {
  if constexpr (std::is_same_v<To, std::remove_const_t<From>> &&
                !std::is_void_v<To>) {
    detail::copyPart(to, (const To *)from, (std::size_t)bytes,
                     group.thread_rank(), group.size());
  } else {
    detail::copyPart((void *)to, (const void *)from, (std::size_t)bytes,
                     group.thread_rank(), group.size());
  }
}
#endif

} // namespace cuda

#endif
