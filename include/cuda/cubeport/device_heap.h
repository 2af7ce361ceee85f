// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// malloc and free of the device; new and delete end here. Free blocks of one
// size are a list. Nothing here is atomic, for a thread that allocates is not
// interrupted: docs/rationale/0008-device-heap.md.
#ifndef CUBEPORT_CUDA_DEVICE_HEAP_H
#define CUBEPORT_CUDA_DEVICE_HEAP_H

#if defined(__CUDA_ARCH__)
extern "C" {
/// Made by the host, which writes the first four words:
///   [0] units of 16 bytes that may be in use, [1] units that there are,
///   [2] units in use, [3] the first unit that never was in use,
///   [4 + n] the first free block of size n, or 0;
/// then the blocks, each behind a unit of two words: its size in bytes, with
/// its size class and whether it is in use in the low bits, and the next free
/// block of this class. cubeport_heap.h and the oracle know this layout.
extern __device__ unsigned long long __cubeport_heap[];

// For the oracle's checks of memory; they do nothing elsewhere.
__device__ void __cubeport_heap_gave(void *block, __SIZE_TYPE__ bytes);
__device__ void __cubeport_heap_takes(void *block);
}

namespace cubeport_heap {
constexpr int kClasses = 252, kHeads = 4;
constexpr unsigned long long kInUse = 256, kMaxBytes = 1ull << 32;

/// Sizes of 1 to 16 units, then eight between two powers of two.
struct SizeClass {
  int number;
  unsigned long long units;
};
static __device__ inline SizeClass findClass(unsigned long long bytes) {
  int units = bytes <= 16 ? 1 : (int)((bytes + 15) / 16);
  int shift = units <= 16 ? 0 : 28 - __clz(units - 1);
  int steps = ((units - 1) >> shift) + 1;
  return {8 * shift + steps, (unsigned long long)steps << shift};
}
} // namespace cubeport_heap

extern "C" {
__device__ inline void *__cubeport_heap_malloc(__SIZE_TYPE__ bytes) {
  using namespace cubeport_heap;
  if (bytes > kMaxBytes) {
    return nullptr;
  }
  __threadfence(); // no lanes in step: one thread after another
  unsigned long long *heap = __cubeport_heap;
  SizeClass size = findClass(bytes);
  // The result of an atomic makes the order of blocks count.
  unsigned long long inUse = atomicAdd(&heap[2], size.units + 1);
  unsigned long long unit = 0;
  if (inUse + size.units + 1 <= heap[0]) {
    if (heap[kHeads + size.number] == 0 &&
        heap[3] + size.units + 1 <= heap[1]) {
      unit = heap[3];
      heap[3] = unit + size.units + 1;
      heap[2 * unit] = size.number;
    } else {
      // If need be, a larger block.
      int number = size.number;
      while (number < kClasses - 1 && heap[kHeads + number] == 0) {
        ++number;
      }
      unit = heap[kHeads + number];
      if (unit != 0) {
        heap[kHeads + number] = heap[2 * unit + 1];
      }
    }
  }
  if (unit == 0) {
    heap[2] = inUse;
    return nullptr;
  }
  heap[2 * unit] = bytes << 16 | kInUse | (heap[2 * unit] & 255);
  return &heap[2 * unit + 2];
}

__device__ inline void __cubeport_heap_free(void *block) {
  using namespace cubeport_heap;
  __threadfence();
  unsigned long long *heap = __cubeport_heap;
  unsigned long long *header = (unsigned long long *)block - 2;
  unsigned long long size = header[0];
  // Its result is asked for, as in malloc.
  unsigned long long units = findClass(size >> 16).units + 1;
  unsigned long long inUse = atomicAdd(&heap[2], 0ull - units);
  if (!(size & kInUse) || inUse < units) {
    __trap(); // freed before, or never a block
  }
  header[0] = size & ~kInUse;
  int number = size & 255;
  header[1] = heap[kHeads + number];
  heap[kHeads + number] = (header - heap) / 2;
}
}
#endif

// Inlined, so that the oracle's reports name the caller's line.
extern "C" {
__device__ inline __attribute__((always_inline)) void *
malloc(__SIZE_TYPE__ bytes) {
#if defined(__CUDA_ARCH__)
  void *block = __cubeport_heap_malloc(bytes);
  __cubeport_heap_gave(block, bytes);
  return block;
#else
  return nullptr;
#endif
}

__device__ inline __attribute__((always_inline)) void free(void *block) {
#if defined(__CUDA_ARCH__)
  if (block != nullptr) {
    __cubeport_heap_takes(block);
    __cubeport_heap_free(block);
  }
#endif
}
}

#endif
