// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Cooperative groups: the thread block and tiles of a warp. Groups of the
// whole grid and of coalesced threads are declared only, and refused.
#ifndef CUBEPORT_CUDA_COOPERATIVE_GROUPS_H
#define CUBEPORT_CUDA_COOPERATIVE_GROUPS_H

#include "cuda_runtime.h"

namespace cooperative_groups {

/// All threads of the block.
class thread_block {
public:
  static __device__ void sync() { __syncthreads(); }
  static __device__ unsigned int thread_rank() {
    return (threadIdx.z * blockDim.y + threadIdx.y) * blockDim.x +
           threadIdx.x;
  }
  static __device__ unsigned int size() {
    return blockDim.x * blockDim.y * blockDim.z;
  }
  static __device__ unsigned int num_threads() { return size(); }
  static __device__ dim3 group_index() {
    return dim3(blockIdx.x, blockIdx.y, blockIdx.z);
  }
  static __device__ dim3 thread_index() {
    return dim3(threadIdx.x, threadIdx.y, threadIdx.z);
  }
  static __device__ dim3 group_dim() {
    return dim3(blockDim.x, blockDim.y, blockDim.z);
  }
  static __device__ dim3 dim_threads() { return group_dim(); }
};
static __inline__ __device__ thread_block this_thread_block() { return {}; }

/// What tiles are partitioned from, whatever it is.
class thread_group {
public:
  __device__ thread_group(const thread_block &) {}
  __device__ void sync() const { __syncthreads(); }
  __device__ unsigned int thread_rank() const {
    return thread_block::thread_rank();
  }
  __device__ unsigned int size() const { return thread_block::size(); }
};

/// Size consecutive threads of one warp.
template <unsigned int Size, class Parent = void> class thread_block_tile {
  static_assert(Size <= 32 && (Size & (Size - 1)) == 0,
                "a tile has 1, 2, 4, 8, 16 or 32 threads");

public:
  thread_block_tile() = default;
  template <class Other>
  __device__ thread_block_tile(const thread_block_tile<Size, Other> &) {}
  static __device__ void sync() { __syncwarp(); }
  static __device__ unsigned int thread_rank() {
    return thread_block::thread_rank() % Size;
  }
  static constexpr __device__ unsigned int size() { return Size; }
  static constexpr __device__ unsigned int num_threads() { return Size; }
  static __device__ unsigned int meta_group_rank() {
    return thread_block::thread_rank() / Size;
  }
  static __device__ unsigned int meta_group_size() {
    return (thread_block::size() + Size - 1) / Size;
  }
  template <class T> __device__ T shfl(T v, int lane) const {
    return __shfl_sync(0xffffffffu, v, lane, Size);
  }
  template <class T> __device__ T shfl_down(T v, unsigned int delta) const {
    return __shfl_down_sync(0xffffffffu, v, delta, Size);
  }
  template <class T> __device__ T shfl_up(T v, unsigned int delta) const {
    return __shfl_up_sync(0xffffffffu, v, delta, Size);
  }
  template <class T> __device__ T shfl_xor(T v, unsigned int lanes) const {
    return __shfl_xor_sync(0xffffffffu, v, (int)lanes, Size);
  }
  __device__ int any(int predicate) const;
  __device__ int all(int predicate) const;
  __device__ unsigned int ballot(int predicate) const;
};
template <unsigned int Size, class Group>
static __inline__ __device__ thread_block_tile<Size, Group>
tiled_partition(const Group &) {
  return thread_block_tile<Size, Group>();
}
__device__ thread_group tiled_partition(const thread_group &parent,
                                        unsigned int size);

/// The whole grid: declared only.
class grid_group {
public:
  __device__ void sync() const;
  __device__ bool is_valid() const;
  __device__ unsigned long long thread_rank() const;
  __device__ unsigned long long size() const;
  __device__ dim3 group_dim() const;
};
__device__ grid_group this_grid();

/// The threads of a warp that are active: declared only.
class coalesced_group {
public:
  __device__ void sync() const;
  __device__ unsigned int thread_rank() const;
  __device__ unsigned int size() const;
  __device__ unsigned int num_threads() const;
  template <class T> __device__ T shfl(T v, int lane) const;
  template <class T> __device__ T shfl_down(T v, unsigned int delta) const;
  template <class T> __device__ T shfl_up(T v, unsigned int delta) const;
  __device__ int any(int predicate) const;
  __device__ int all(int predicate) const;
  __device__ unsigned int ballot(int predicate) const;
};
__device__ coalesced_group coalesced_threads();
template <class Group>
__device__ coalesced_group binary_partition(const Group &group, bool which);

template <class Group>
static __inline__ __device__ void sync(const Group &group) {
  group.sync();
}

} // namespace cooperative_groups

#endif
