// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Device memory without a vector.
#ifndef CUBEPORT_CUDA_THRUST_MEMORY_H
#define CUBEPORT_CUDA_THRUST_MEMORY_H

#include "device_ptr.h"

namespace thrust {

template <class T> device_ptr<T> device_malloc(std::size_t count) {
  void *data = nullptr;
  detail::check(cudaMalloc(&data, count * sizeof(T)));
  return device_ptr<T>((T *)data);
}
inline device_ptr<unsigned char> device_malloc(std::size_t bytes) {
  return device_malloc<unsigned char>(bytes);
}
template <class T> void device_free(device_ptr<T> pointer) {
  detail::check(cudaFree((void *)pointer.address));
}
template <class T> device_ptr<T> device_new(std::size_t count = 1) {
  device_ptr<T> pointer = device_malloc<T>(count);
  detail::check(cudaMemset(pointer.address, 0, count * sizeof(T)));
  return pointer;
}
template <class T> void device_delete(device_ptr<T> pointer, std::size_t = 1) {
  device_free(pointer);
}

} // namespace thrust

#endif
