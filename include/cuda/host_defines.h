// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's declaration attributes as Clang spells them.
#ifndef CUBEPORT_CUDA_HOST_DEFINES_H
#define CUBEPORT_CUDA_HOST_DEFINES_H

#define __host__ __attribute__((host))
#define __device__ __attribute__((device))
#define __global__ __attribute__((global))
#define __shared__ __attribute__((shared))
#define __constant__ __attribute__((constant))
// Clang knows managed variables of HIP only. To kernels they are variables in
// device memory; the host half looks for the note.
#define __managed__                                                            \
  __attribute__((device)) __attribute__((annotate("cubeport.managed")))
#define __grid_constant__ __attribute__((grid_constant))
#define __launch_bounds__(...) __attribute__((launch_bounds(__VA_ARGS__)))
#define __forceinline__ __inline__ __attribute__((always_inline))
#define __noinline__ __attribute__((noinline))
#define __align__(n) __attribute__((aligned(n)))
#define __builtin_align__(n) __align__(n)
#define __inline_hint__ __inline__
#define __maxnreg__(...)
#define __cluster_dims__(...)
#define CUDARTAPI
#define CUDART_CB
#define __CUDA_CB
#define CUDA_CB
#define CUDAAPI
#define __cdecl

#endif
