// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// threadIdx and its family: reading a member reads the hardware register.
#ifndef CUBEPORT_CUDA_DEVICE_LAUNCH_PARAMETERS_H
#define CUBEPORT_CUDA_DEVICE_LAUNCH_PARAMETERS_H

#include "vector_types.h"

#define CUBEPORT_REGISTER(member, builtin)                                     \
  __declspec(property(get = cubeport_get_##member)) unsigned int member;       \
  static inline __device__ __attribute__((always_inline, const))               \
  unsigned int cubeport_get_##member(void) {                                   \
    return __nvvm_read_ptx_sreg_##builtin();                                   \
  }

#define CUBEPORT_REGISTERS(name, builtin)                                      \
  CUBEPORT_REGISTER(x, builtin##_x)                                            \
  CUBEPORT_REGISTER(y, builtin##_y)                                            \
  CUBEPORT_REGISTER(z, builtin##_z)                                            \
  name() = delete;                                                             \
  name(const name &) = delete;                                                 \
  void operator=(const name &) const = delete;                                 \
  name *operator&() const = delete;

struct cubeport_threadIdx_t {
  CUBEPORT_REGISTERS(cubeport_threadIdx_t, tid)
  __device__ operator uint3() const { return {x, y, z}; }
};
struct cubeport_blockIdx_t {
  CUBEPORT_REGISTERS(cubeport_blockIdx_t, ctaid)
  __device__ operator uint3() const { return {x, y, z}; }
};
struct cubeport_blockDim_t {
  CUBEPORT_REGISTERS(cubeport_blockDim_t, ntid)
  __device__ operator dim3() const { return dim3(x, y, z); }
  __device__ operator uint3() const { return {x, y, z}; }
};
struct cubeport_gridDim_t {
  CUBEPORT_REGISTERS(cubeport_gridDim_t, nctaid)
  __device__ operator dim3() const { return dim3(x, y, z); }
  __device__ operator uint3() const { return {x, y, z}; }
};

#undef CUBEPORT_REGISTERS
#undef CUBEPORT_REGISTER

// Weak, so that nothing is emitted for a variable that is never addressed.
extern const __device__ __attribute__((weak)) cubeport_threadIdx_t threadIdx;
extern const __device__ __attribute__((weak)) cubeport_blockIdx_t blockIdx;
extern const __device__ __attribute__((weak)) cubeport_blockDim_t blockDim;
extern const __device__ __attribute__((weak)) cubeport_gridDim_t gridDim;
__attribute__((device)) static constexpr int warpSize = 32;

#endif
