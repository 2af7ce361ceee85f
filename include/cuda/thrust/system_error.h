// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Errors of the runtime as exceptions.
#ifndef CUBEPORT_CUDA_THRUST_SYSTEM_ERROR_H
#define CUBEPORT_CUDA_THRUST_SYSTEM_ERROR_H

#include "../cuda_runtime.h"
#include <new>
#include <stdexcept>
#include <string>

namespace thrust {

class system_error : public std::runtime_error {
public:
  explicit system_error(cudaError_t status)
      : std::runtime_error(std::string("thrust: ") +
                           cudaGetErrorString(status)),
        status(status) {}
  cudaError_t code() const { return status; }

private:
  cudaError_t status;
};
namespace system {
using thrust::system_error;
namespace detail {
class bad_alloc : public std::bad_alloc {};
} // namespace detail
} // namespace system

namespace detail {
inline void check(cudaError_t status) {
  if (status == cudaErrorMemoryAllocation) {
    throw system::detail::bad_alloc();
  }
  if (status != cudaSuccess) {
    throw system_error(status);
  }
}
} // namespace detail

} // namespace thrust

#endif
