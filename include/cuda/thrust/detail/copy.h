// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copies between iterators of either side.
#ifndef CUBEPORT_CUDA_THRUST_DETAIL_COPY_H
#define CUBEPORT_CUDA_THRUST_DETAIL_COPY_H

#include "../../cubeport/parallel/launch.h"
#include "../device_ptr.h"
#include "../iterator/iterator_traits.h"
#include <memory>

namespace thrust {
namespace detail {

/// Values on the host, without a constructor having run.
template <class T> class Staging {
public:
  explicit Staging(std::ptrdiff_t count)
      : bytes(new Word[(count * sizeof(T) + sizeof(Word) - 1) / sizeof(Word) +
                       1]) {}
  T *data() { return reinterpret_cast<T *>(bytes.get()); }

private:
  struct alignas(alignof(T) > 16 ? alignof(T) : 16) Word {
    unsigned char bytes[alignof(T) > 16 ? alignof(T) : 16];
  };
  std::unique_ptr<Word[]> bytes;
};

template <class It> constexpr bool isContiguous = false;
template <class T> constexpr bool isContiguous<T *> = true;

template <class In, class Out>
__host__ __device__ Out copyInLoop(In first, std::ptrdiff_t count, Out out) {
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    *out = *first;
    ++first;
    ++out;
  }
  return out;
}

template <class In, class Out>
void copyOnDevice(cudaStream_t stream, In first, std::ptrdiff_t count,
                  Out out) {
  auto from = raw(first);
  auto to = raw(out);
  if constexpr (isContiguous<decltype(from)> && isContiguous<decltype(to)> &&
                std::is_same<ValueOf<decltype(from)>,
                             ValueOf<decltype(to)>>::value) {
    check(cudaMemcpyAsync(to, from, count * sizeof(*to),
                          cudaMemcpyDeviceToDevice, stream));
  } else {
    check(cubeport::parallel::copy(stream, count, from, to));
  }
  check(cudaStreamSynchronize(stream));
}

/// From the host's memory.
template <class In, class Out>
void copyToDevice(In first, std::ptrdiff_t count, Out out) {
  auto to = raw(out);
  using T = ValueOf<decltype(to)>;
  Staging<T> staging(count);
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    ::new ((void *)(staging.data() + i)) T(*first);
    ++first;
  }
  if constexpr (isContiguous<decltype(to)>) {
    check(cudaMemcpy(to, staging.data(), count * sizeof(T),
                     cudaMemcpyHostToDevice));
  } else {
    cubeport::parallel::Scratch<T> scratch(count);
    check(scratch.status);
    check(cudaMemcpy(scratch.data, staging.data(), count * sizeof(T),
                     cudaMemcpyHostToDevice));
    copyOnDevice(nullptr, scratch.data, count, out);
  }
}

/// To the host's memory.
template <class In, class Out>
Out copyToHost(In first, std::ptrdiff_t count, Out out) {
  auto from = raw(first);
  using T = ValueOf<decltype(from)>;
  Staging<T> staging(count);
  if constexpr (isContiguous<decltype(from)>) {
    check(cudaMemcpy(staging.data(), from, count * sizeof(T),
                     cudaMemcpyDeviceToHost));
  } else {
    cubeport::parallel::Scratch<T> scratch(count);
    check(scratch.status);
    copyOnDevice(nullptr, first, count, scratch.data);
    check(cudaMemcpy(staging.data(), scratch.data, count * sizeof(T),
                     cudaMemcpyDeviceToHost));
  }
  return copyInLoop(staging.data(), count, out);
}

/// By what the iterators say themselves.
template <class In, class Out>
Out copyAcross(In first, std::ptrdiff_t count, Out out) {
  if (count <= 0) {
    return out;
  }
  constexpr bool fromDevice = systemOf<In> == System::Device;
  constexpr bool toDevice = systemOf<Out> == System::Device;
  constexpr bool isOnDevice = (fromDevice && systemOf<Out> != System::Host) ||
                              (toDevice && systemOf<In> != System::Host);
  if constexpr (isOnDevice) {
    copyOnDevice(nullptr, first, count, out);
    return out + count;
  } else if constexpr (toDevice) {
    copyToDevice(first, count, out);
    return out + count;
  } else if constexpr (fromDevice) {
    return copyToHost(first, count, out);
  } else {
    return copyInLoop(first, count, out);
  }
}

} // namespace detail

template <bool Device, class In, class Out>
__host__ __device__ Out copy_n(const detail::Policy<Device> &policy, In first,
                               std::ptrdiff_t count, Out out) {
  if constexpr (Device) {
    detail::copyOnDevice(policy.stream, first, count, out);
    return out + count;
  } else {
    return detail::copyInLoop(first, count, out);
  }
}
template <class In, class Out>
Out copy_n(In first, std::ptrdiff_t count, Out out) {
  return detail::copyAcross(first, count, out);
}
/// With a policy of the device the iterators may still be of both sides.
template <bool Device, class In, class Out>
__host__ __device__ Out copy(const detail::Policy<Device> &policy, In first,
                             In last, Out out) {
  if constexpr (Device && (detail::systemOf<In> == detail::System::Device) !=
                              (detail::systemOf<Out> ==
                               detail::System::Device) &&
                !detail::isContiguous<In> && !detail::isContiguous<Out>) {
    return detail::copyAcross(first, last - first, out);
  } else {
    return thrust::copy_n(policy, first, last - first, out);
  }
}
template <class In, class Out> Out copy(In first, In last, Out out) {
  return detail::copyAcross(first, std::distance(first, last), out);
}

} // namespace thrust

#endif
