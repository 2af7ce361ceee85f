// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's device functions. Math ends in calls of `__nv_*`, which the frontend
// maps to the math dialect; Clang's own resource headers spell those out.
#ifndef CUBEPORT_CUDA_DEVICE_FUNCTIONS_H
#define CUBEPORT_CUDA_DEVICE_FUNCTIONS_H

#define CUBEPORT_DEVICE                                                        \
  static __inline__ __attribute__((always_inline, unused)) __device__

extern "C" {
__device__ int printf(const char *, ...);
__device__ void *__nv_aligned_device_malloc(__SIZE_TYPE__ bytes,
                                            __SIZE_TYPE__ alignment);
__device__ __attribute__((noreturn)) void
__assert_fail(const char *assertion, const char *file, unsigned int line,
              const char *function) __attribute__((nothrow));
__device__ __attribute__((noreturn)) void
__assertfail(const char *message, const char *file, unsigned int line,
             const char *function, __SIZE_TYPE__ charSize);
}

// __syncthreads is a builtin of Clang.
CUBEPORT_DEVICE void __syncwarp(unsigned int mask = 0xffffffffu) {
  __nvvm_bar_warp_sync(mask);
}
CUBEPORT_DEVICE void __nanosleep(unsigned int) {}
CUBEPORT_DEVICE unsigned long long __globaltimer() {
  return __nvvm_read_ptx_sreg_globaltimer();
}

#pragma push_macro("CUDA_VERSION")
#undef CUDA_VERSION
// With this version the functions on parts of words are calls of libdevice,
// not PTX.
#define CUDA_VERSION 9010
#include <__clang_cuda_libdevice_declares.h>
#include <__clang_cuda_device_functions.h>
#undef CUDA_VERSION
#define CUDA_VERSION 12080
#include <__clang_cuda_math.h>
#include <__clang_cuda_cmath.h>
#pragma pop_macro("CUDA_VERSION")

#include "device_atomics.h"
#include "device_heap.h"
#include "device_integer.h"
#include "device_math_overloads.h"
#include "device_math_parts.h"
#include "device_memory.h"
#include "device_simd.h"
#include "device_warp.h"

#include "../surface_indirect_functions.h"
#include "../texture_indirect_functions.h"

#undef CUBEPORT_DEVICE

#endif
