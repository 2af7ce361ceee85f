// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Cooperative groups: the block, tiles and coalesced lanes of a warp, the
// grid.
#ifndef CUBEPORT_CUDA_COOPERATIVE_GROUPS_H
#define CUBEPORT_CUDA_COOPERATIVE_GROUPS_H

#include "cuda_runtime.h"

extern "C" __device__ void __cubeport_grid_sync();

namespace cooperative_groups {

#define CUBEPORT_CG static __inline__ __device__

namespace detail {
CUBEPORT_CG unsigned int blockRank() {
  return (threadIdx.z * blockDim.y + threadIdx.y) * blockDim.x + threadIdx.x;
}
CUBEPORT_CG unsigned int lane() { return blockRank() & 31; }
CUBEPORT_CG unsigned int lanesBelow() { return (1u << lane()) - 1; }

/// The lane with the nth of the bits that are set.
CUBEPORT_CG int nthLane(unsigned int mask, unsigned int n) {
  for (; n > 0; --n) {
    mask &= mask - 1;
  }
  return __ffs((int)mask) - 1;
}
/// The bits of `bits` at the places set in `mask`, side by side.
CUBEPORT_CG unsigned int packBits(unsigned int bits, unsigned int mask) {
  unsigned int packed = 0;
  for (unsigned int place = 0; mask != 0; ++place) {
    int from = __ffs((int)mask) - 1;
    packed |= (bits >> from & 1) << place;
    mask &= mask - 1;
  }
  return packed;
}

/// A value of any type, moved by words with what `move` does to one.
template <class T, class Move>
CUBEPORT_CG T moveWords(const T &v, Move move) {
  constexpr unsigned int words = (sizeof(T) + 3) / 4;
  unsigned int from[words] = {}, to[words];
  __builtin_memcpy(from, &v, sizeof(T));
#pragma unroll
  for (unsigned int i = 0; i < words; ++i) {
    to[i] = move(from[i]);
  }
  T result;
  __builtin_memcpy(&result, to, sizeof(T));
  return result;
}
#define CUBEPORT_CG_SHUFFLE(name, delta)                                       \
  template <class T>                                                           \
  CUBEPORT_CG T name(unsigned int mask, const T &v, delta d, int width) {      \
    return moveWords(v, [=](unsigned int word) {                               \
      return __##name##_sync(mask, word, d, width);                            \
    });                                                                        \
  }                                                                            \
  CUBEPORT_CG float name(unsigned int mask, float v, delta d, int width) {     \
    return __##name##_sync(mask, v, d, width);                                 \
  }                                                                            \
  CUBEPORT_CG int name(unsigned int mask, int v, delta d, int width) {         \
    return __##name##_sync(mask, v, d, width);                                 \
  }
CUBEPORT_CG_SHUFFLE(shfl, int)
CUBEPORT_CG_SHUFFLE(shfl_up, unsigned int)
CUBEPORT_CG_SHUFFLE(shfl_down, unsigned int)
CUBEPORT_CG_SHUFFLE(shfl_xor, int)
#undef CUBEPORT_CG_SHUFFLE
} // namespace detail

class thread_block {
public:
  static __device__ void sync() { __syncthreads(); }
  static __device__ unsigned int thread_rank() { return detail::blockRank(); }
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
CUBEPORT_CG thread_block this_thread_block() { return {}; }

/// Lanes of one warp, named by a mask.
class coalesced_group {
public:
  __device__ explicit coalesced_group(unsigned int mask,
                                      unsigned int metaRank = 0,
                                      unsigned int metaSize = 1)
      : mask(mask), metaRank(metaRank), metaSize(metaSize) {}
  __device__ void sync() const { __syncwarp(mask); }
  __device__ unsigned int thread_rank() const {
    return __popc(mask & detail::lanesBelow());
  }
  __device__ unsigned int size() const { return __popc(mask); }
  __device__ unsigned int num_threads() const { return size(); }
  __device__ unsigned int meta_group_rank() const { return metaRank; }
  __device__ unsigned int meta_group_size() const { return metaSize; }
  template <class T> __device__ T shfl(T v, int rank) const {
    return detail::shfl(mask, v, detail::nthLane(mask, rank), 32);
  }
  template <class T> __device__ T shfl_up(T v, unsigned int delta) const {
    unsigned int rank = thread_rank();
    return shfl(v, rank < delta ? rank : rank - delta);
  }
  template <class T> __device__ T shfl_down(T v, unsigned int delta) const {
    unsigned int rank = thread_rank();
    return shfl(v, rank + delta < size() ? rank + delta : rank);
  }
  __device__ int any(int predicate) const {
    return __any_sync(mask, predicate);
  }
  __device__ int all(int predicate) const {
    return __all_sync(mask, predicate);
  }
  __device__ unsigned int ballot(int predicate) const {
    return detail::packBits(__ballot_sync(mask, predicate), mask);
  }
  template <class T> __device__ unsigned int match_any(T v) const {
    return detail::packBits(__match_any_sync(mask, v), mask);
  }
  template <class T> __device__ unsigned int match_all(T v, int &same) const {
    return detail::packBits(__match_all_sync(mask, v, &same), mask);
  }
  __device__ unsigned int lanes() const { return mask; }

private:
  unsigned int mask, metaRank, metaSize;
};
CUBEPORT_CG coalesced_group coalesced_threads() {
  return coalesced_group(__activemask());
}

/// What tiles of more than a warp exchange by; here they have memory of their
/// own.
template <unsigned int Size> struct block_tile_memory {
  char unused;
};

namespace detail {
/// A word of each thread of the block.
CUBEPORT_CG unsigned int *exchanged() {
  static __shared__ unsigned int words[1024];
  return words;
}
} // namespace detail

template <unsigned int Size>
CUBEPORT_CG thread_block this_thread_block(block_tile_memory<Size> &) {
  return {};
}

template <unsigned int Size, class Parent = void> class thread_block_tile {
  static_assert(Size <= 1024 && (Size & (Size - 1)) == 0,
                "a tile has a power of two of threads, at most 1024");

public:
  thread_block_tile() = default;
  template <class Other>
  __device__ thread_block_tile(const thread_block_tile<Size, Other> &) {}
  static __device__ void sync() {
    if constexpr (Size > 32) {
      // Barriers 1 to 15 are for tiles, 0 is that of the block.
      if (Size == 64 && meta_group_rank() >= 15) {
        __trap(); // a block of more than 960 threads
      }
      __nvvm_barrier_sync_cnt(1 + meta_group_rank(), Size);
    } else {
      __syncwarp(lanes());
    }
  }
  static __device__ unsigned int thread_rank() {
    return detail::blockRank() % Size;
  }
  static constexpr __device__ unsigned int size() { return Size; }
  static constexpr __device__ unsigned int num_threads() { return Size; }
  static __device__ unsigned int meta_group_rank() {
    return detail::blockRank() / Size;
  }
  static __device__ unsigned int meta_group_size() {
    return (thread_block::size() + Size - 1) / Size;
  }
  static __device__ unsigned int lanes() {
    if (Size >= 32) {
      return 0xffffffffu;
    }
    return ((1u << (Size % 32)) - 1) << (detail::lane() & ~(Size - 1));
  }
  template <class T> __device__ T shfl(T v, int rank) const {
    if constexpr (Size > 32) {
      return detail::moveWords(v, [=](unsigned int word) {
        return exchange(word, (unsigned int)rank % Size);
      });
    } else {
      return detail::shfl(lanes(), v, rank, warpPart());
    }
  }
  template <class T> __device__ T shfl_down(T v, unsigned int delta) const {
    return detail::shfl_down(lanes(), v, delta, warpPart());
  }
  template <class T> __device__ T shfl_up(T v, unsigned int delta) const {
    return detail::shfl_up(lanes(), v, delta, warpPart());
  }
  template <class T> __device__ T shfl_xor(T v, unsigned int bits) const {
    return detail::shfl_xor(lanes(), v, (int)bits, warpPart());
  }
  __device__ int any(int predicate) const {
    if constexpr (Size > 32) {
      return countWarps(__any_sync(0xffffffffu, predicate)) != 0;
    } else {
      return __any_sync(lanes(), predicate);
    }
  }
  __device__ int all(int predicate) const {
    if constexpr (Size > 32) {
      return countWarps(__all_sync(0xffffffffu, predicate)) == Size / 32;
    } else {
      return __all_sync(lanes(), predicate);
    }
  }
  __device__ unsigned int ballot(int predicate) const {
    warpPart();
    return toTile(__ballot_sync(lanes(), predicate));
  }
  template <class T> __device__ unsigned int match_any(T v) const {
    warpPart();
    return toTile(__match_any_sync(lanes(), v));
  }
  template <class T> __device__ unsigned int match_all(T v, int &same) const {
    warpPart();
    return toTile(__match_all_sync(lanes(), v, &same));
  }

private:
  static __device__ int warpPart() {
    static_assert(Size <= 32, "only tiles of at most 32 threads have this");
    return Size;
  }
  static __device__ unsigned int exchange(unsigned int word,
                                          unsigned int rank) {
    unsigned int *words = detail::exchanged();
    words[detail::blockRank()] = word;
    sync();
    unsigned int other = words[meta_group_rank() * Size + rank];
    sync();
    return other;
  }
  /// In how many warps of the tile a predicate holds, which is the same for
  /// all threads of a warp.
  static __device__ unsigned int countWarps(int predicate) {
    unsigned int *words = detail::exchanged(), count = 0;
    words[detail::blockRank()] = predicate != 0;
    sync();
    for (unsigned int first = 0; first < Size; first += 32) {
      count += words[meta_group_rank() * Size + first];
    }
    sync();
    return count;
  }
  static __device__ unsigned int toTile(unsigned int bits) {
    return (bits & lanes()) >> (detail::lane() & ~(Size - 1) & 31);
  }
};
template <unsigned int Size, class Group>
CUBEPORT_CG thread_block_tile<Size, Group> tiled_partition(const Group &) {
  return thread_block_tile<Size, Group>();
}

/// A group whose kind is known when it is made.
class thread_group {
public:
  __device__ thread_group(const thread_block &)
      : isBlock(true), mask(0), count(0) {}
  __device__ thread_group(const coalesced_group &group)
      : isBlock(false), mask(group.lanes()), count(group.size()) {}
  template <unsigned int Size, class Parent>
  __device__ thread_group(const thread_block_tile<Size, Parent> &tile)
      : isBlock(false), mask(tile.lanes()), count(Size) {
    static_assert(Size <= 32, "a larger tile is no thread_group");
  }
  __device__ void sync() const {
    if (isBlock) {
      __syncthreads();
    } else {
      __syncwarp(mask);
    }
  }
  __device__ unsigned int thread_rank() const {
    return isBlock ? thread_block::thread_rank()
                   : __popc(mask & detail::lanesBelow());
  }
  __device__ unsigned int size() const {
    return isBlock ? thread_block::size() : count;
  }
  __device__ unsigned int num_threads() const { return size(); }
  __device__ unsigned int lanes() const {
    return isBlock ? 0xffffffffu : mask;
  }

private:
  friend __device__ thread_group tiled_partition(const thread_group &,
                                                 unsigned int);
  __device__ thread_group(unsigned int mask, unsigned int count)
      : isBlock(false), mask(mask), count(count) {}
  bool isBlock;
  unsigned int mask, count;
};
/// Tiles of a warp whose size is known when the program runs.
__device__ inline thread_group tiled_partition(const thread_group &parent,
                                               unsigned int size) {
  if (size >= 32) {
    return thread_group(0xffffffffu, 32);
  }
  unsigned int rank = parent.thread_rank();
  unsigned int first = rank / size * size;
  unsigned int mask = 0, lanes = parent.lanes();
  unsigned int base = first & 31;
  for (unsigned int i = 0; i < size; ++i) {
    mask |= 1u << detail::nthLane(lanes, base + i);
  }
  return thread_group(mask, size);
}

class grid_group {
public:
  __device__ void sync() const { __cubeport_grid_sync(); }
  __device__ bool is_valid() const { return true; }
  __device__ unsigned long long block_rank() const {
    return ((unsigned long long)blockIdx.z * gridDim.y + blockIdx.y) *
               gridDim.x +
           blockIdx.x;
  }
  __device__ unsigned long long num_blocks() const {
    return (unsigned long long)gridDim.x * gridDim.y * gridDim.z;
  }
  __device__ unsigned long long thread_rank() const {
    return block_rank() * thread_block::size() + thread_block::thread_rank();
  }
  __device__ unsigned long long size() const {
    return num_blocks() * thread_block::size();
  }
  __device__ unsigned long long num_threads() const { return size(); }
  __device__ dim3 group_dim() const {
    return dim3(gridDim.x, gridDim.y, gridDim.z);
  }
  __device__ dim3 dim_blocks() const { return group_dim(); }
  __device__ dim3 block_index() const { return thread_block::group_index(); }
};
CUBEPORT_CG grid_group this_grid() { return {}; }

namespace detail {
CUBEPORT_CG unsigned int lanesOf(const coalesced_group &group) {
  return group.lanes();
}
template <unsigned int Size, class Parent>
CUBEPORT_CG unsigned int
lanesOf(const thread_block_tile<Size, Parent> &group) {
  static_assert(Size <= 32, "only tiles of at most 32 threads have parts");
  return group.lanes();
}
} // namespace detail

template <class Group>
CUBEPORT_CG coalesced_group binary_partition(const Group &group, bool which) {
  unsigned int lanes = detail::lanesOf(group);
  unsigned int yes = __ballot_sync(lanes, which);
  return coalesced_group(which ? yes : lanes & ~yes, which ? 0 : 1, 2);
}
template <class Label>
CUBEPORT_CG coalesced_group labeled_partition(const coalesced_group &group,
                                              Label label) {
  return coalesced_group(__match_any_sync(group.lanes(), label));
}
template <unsigned int Size, class Parent, class Label>
CUBEPORT_CG coalesced_group
labeled_partition(const thread_block_tile<Size, Parent> &group, Label label) {
  return coalesced_group(__match_any_sync(detail::lanesOf(group), label));
}

template <class Group> CUBEPORT_CG void sync(const Group &group) {
  group.sync();
}
template <class Group>
CUBEPORT_CG unsigned int thread_rank(const Group &group) {
  return group.thread_rank();
}
template <class Group>
CUBEPORT_CG unsigned int group_size(const Group &group) {
  return group.size();
}
template <class Group, class F, class... Args>
CUBEPORT_CG void invoke_one(const Group &group, F &&f, Args &&...args) {
  if (group.thread_rank() == 0) {
    f(args...);
  }
}

#undef CUBEPORT_CG

} // namespace cooperative_groups

#endif
