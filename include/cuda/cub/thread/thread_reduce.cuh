// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reductions and scans over the values of one thread.
#ifndef CUBEPORT_CUDA_CUB_THREAD_REDUCE_CUH
#define CUBEPORT_CUDA_CUB_THREAD_REDUCE_CUH

#include "thread_operators.cuh"

namespace cub {

template <int Length, class T, class Op>
__device__ __forceinline__ T ThreadReduce(const T *input, Op op, T prefix) {
  T result = prefix;
#pragma unroll
  for (int i = 0; i < Length; ++i) {
    result = op(result, input[i]);
  }
  return result;
}
template <int Length, class T, class Op>
__device__ __forceinline__ T ThreadReduce(T (&input)[Length], Op op, T prefix) {
  return ThreadReduce<Length>((const T *)input, op, prefix);
}
template <int Length, class T, class Op>
__device__ __forceinline__ T ThreadReduce(T (&input)[Length], Op op) {
  T result = input[0];
#pragma unroll
  for (int i = 1; i < Length; ++i) {
    result = op(result, input[i]);
  }
  return result;
}

template <int Length, class T, class Op>
__device__ __forceinline__ T ThreadScanInclusive(T (&input)[Length],
                                                 T (&output)[Length], Op op) {
  T result = input[0];
  output[0] = result;
#pragma unroll
  for (int i = 1; i < Length; ++i) {
    result = op(result, input[i]);
    output[i] = result;
  }
  return result;
}
template <int Length, class T, class Op>
__device__ __forceinline__ T ThreadScanInclusive(T (&input)[Length],
                                                 T (&output)[Length], Op op,
                                                 T prefix) {
  T result = prefix;
#pragma unroll
  for (int i = 0; i < Length; ++i) {
    result = op(result, input[i]);
    output[i] = result;
  }
  return result;
}
template <int Length, class T, class Op>
__device__ __forceinline__ T ThreadScanExclusive(T (&input)[Length],
                                                 T (&output)[Length], Op op,
                                                 T prefix) {
  T result = prefix;
#pragma unroll
  for (int i = 0; i < Length; ++i) {
    T next = op(result, input[i]);
    output[i] = result;
    result = next;
  }
  return result;
}

} // namespace cub

#endif
