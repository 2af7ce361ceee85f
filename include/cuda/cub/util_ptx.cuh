// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lanes, warps and exchanges between lanes of values of any type.
#ifndef CUBEPORT_CUDA_CUB_UTIL_PTX_CUH
#define CUBEPORT_CUDA_CUB_UTIL_PTX_CUH

#include "util_type.cuh"

namespace cub {

__device__ __forceinline__ int RowMajorTid(int dimX, int dimY, int) {
  return (threadIdx.z * dimY + threadIdx.y) * dimX + threadIdx.x;
}
__device__ __forceinline__ unsigned int LaneId() {
  return RowMajorTid(blockDim.x, blockDim.y, blockDim.z) % 32;
}
__device__ __forceinline__ unsigned int WarpId() {
  return RowMajorTid(blockDim.x, blockDim.y, blockDim.z) / 32;
}
__device__ __forceinline__ unsigned int LaneMaskLt() {
  return (1u << LaneId()) - 1;
}
__device__ __forceinline__ unsigned int LaneMaskLe() {
  return (2u << LaneId()) - 1;
}
__device__ __forceinline__ unsigned int LaneMaskGt() { return ~LaneMaskLe(); }
__device__ __forceinline__ unsigned int LaneMaskGe() { return ~LaneMaskLt(); }
__device__ __forceinline__ void CTA_SYNC() { __syncthreads(); }
__device__ __forceinline__ int CTA_SYNC_AND(int p) {
  return __syncthreads_and(p);
}
__device__ __forceinline__ int CTA_SYNC_OR(int p) { return __syncthreads_or(p); }
__device__ __forceinline__ void WARP_SYNC(unsigned int mask) {
  __syncwarp(mask);
}
__device__ __forceinline__ int WARP_ANY(int p, unsigned int mask) {
  return __any_sync(mask, p);
}
__device__ __forceinline__ int WARP_ALL(int p, unsigned int mask) {
  return __all_sync(mask, p);
}
__device__ __forceinline__ unsigned int WARP_BALLOT(int p, unsigned int mask) {
  return __ballot_sync(mask, p);
}

namespace detail {

/// Applies `move`, which exchanges one word between lanes, to a whole value.
template <class T, class Move>
__device__ __forceinline__ T moveWords(const T &value, Move move) {
  constexpr int words = (sizeof(T) + 3) / 4;
  unsigned int word[words] = {};
  __builtin_memcpy(word, &value, sizeof(T));
#pragma unroll
  for (int i = 0; i < words; ++i) {
    word[i] = move(word[i]);
  }
  T result;
  __builtin_memcpy(&result, word, sizeof(T));
  return result;
}
template <class T>
constexpr bool isWord =
    std::is_same<T, int>::value || std::is_same<T, unsigned int>::value ||
    std::is_same<T, float>::value;

template <int Threads, class T>
__device__ __forceinline__ T shuffleDown(const T &value, int distance,
                                         unsigned int mask) {
  if constexpr (isWord<T>) {
    return __shfl_down_sync(mask, value, distance, Threads);
  } else {
    return moveWords(value, [=](unsigned int word) {
      return __shfl_down_sync(mask, word, distance, Threads);
    });
  }
}
template <int Threads, class T>
__device__ __forceinline__ T shuffleUp(const T &value, int distance,
                                       unsigned int mask) {
  if constexpr (isWord<T>) {
    return __shfl_up_sync(mask, value, distance, Threads);
  } else {
    return moveWords(value, [=](unsigned int word) {
      return __shfl_up_sync(mask, word, distance, Threads);
    });
  }
}

} // namespace detail

/// The value of lane `source` of the logical warp.
template <int LogicalWarpThreads, class T>
__device__ __forceinline__ T ShuffleIndex(T value, int source,
                                          unsigned int mask) {
  if constexpr (detail::isWord<T>) {
    return __shfl_sync(mask, value, source, LogicalWarpThreads);
  } else {
    return detail::moveWords(value, [=](unsigned int word) {
      return __shfl_sync(mask, word, source, LogicalWarpThreads);
    });
  }
}
/// The value of the lane `distance` before; the own one before `first`.
template <int LogicalWarpThreads, class T>
__device__ __forceinline__ T ShuffleUp(T value, int distance, int first,
                                       unsigned int mask) {
  T other = detail::shuffleUp<LogicalWarpThreads>(value, distance, mask);
  return int(LaneId() % LogicalWarpThreads) - distance < first ? value : other;
}
/// The value of the lane `distance` behind; the own one behind `last`.
template <int LogicalWarpThreads, class T>
__device__ __forceinline__ T ShuffleDown(T value, int distance, int last,
                                         unsigned int mask) {
  T other = detail::shuffleDown<LogicalWarpThreads>(value, distance, mask);
  return int(LaneId() % LogicalWarpThreads) + distance > last ? value : other;
}

} // namespace cub

#endif
