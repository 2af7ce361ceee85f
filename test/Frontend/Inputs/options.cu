// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Stores a number that the command line gives.
#if !defined(__USE_FAST_MATH__) || !defined(__NVCC__) || __cplusplus != 201402L
#error "options did not arrive"
#endif
__global__ void store(int *x) { *x = N; }
