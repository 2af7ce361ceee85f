// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copies to shared memory by one thread, done at once.
#ifndef CUBEPORT_CUDA_CUDA_PIPELINE_PRIMITIVES_H
#define CUBEPORT_CUDA_CUDA_PIPELINE_PRIMITIVES_H

#include "cuda_runtime.h"

#if defined(__CUDA__)
/// 4, 8 or 16 bytes, of which the last `zeroBytes` are zeros.
static __inline__ __device__ void
__pipeline_memcpy_async(void *to, const void *from, __SIZE_TYPE__ bytes,
                        __SIZE_TYPE__ zeroBytes = 0) {
  if (zeroBytes % 4 == 0) {
    for (__SIZE_TYPE__ i = 0; i < bytes / 4; ++i) {
      ((unsigned int *)to)[i] =
          4 * i < bytes - zeroBytes ? ((const unsigned int *)from)[i] : 0u;
    }
  } else {
    for (__SIZE_TYPE__ i = 0; i < bytes; ++i) {
      ((char *)to)[i] =
          i < bytes - zeroBytes ? ((const char *)from)[i] : (char)0;
    }
  }
}
static __inline__ __device__ void __pipeline_commit() {}
static __inline__ __device__ void __pipeline_wait_prior(unsigned int) {}
#endif

#endif
