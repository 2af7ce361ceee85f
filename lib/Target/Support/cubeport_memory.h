// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Global memory as the scalar unit of one core sees it, and memory for what a
// kernel keeps of its threads. Part of the support headers of a project
// written by cubeport.
#ifndef CUBEPORT_MEMORY_H
#define CUBEPORT_MEMORY_H

#include "acl/acl.h"
#include "kernel_operator.h"

namespace cubeport {

/// An integer type of the size of T: what the scalar unit moves.
template <int size> struct Word;
template <> struct Word<1> { using type = uint8_t; };
template <> struct Word<2> { using type = uint16_t; };
template <> struct Word<4> { using type = uint32_t; };
template <> struct Word<8> { using type = uint64_t; };

/// The same bits as another type of the same size.
template <typename To, typename From> __aicore__ inline To reinterpret(From from) {
  union {
    From from;
    To to;
  } bits;
  bits.from = from;
  return bits.to;
}

/// Reads array[index] through the core's data cache.
template <typename T> __aicore__ inline T load(__gm__ T *array, int64_t index) {
  using Bits = typename Word<sizeof(T)>::type;
  AscendC::GlobalTensor<Bits> memory;
  memory.SetGlobalBuffer((__gm__ Bits *)(array + index));
  return reinterpret<T>(memory.GetValue(0));
}

/// Writes array[index] into the core's data cache.
template <typename T>
__aicore__ inline void store(__gm__ T *array, int64_t index, T value) {
  using Bits = typename Word<sizeof(T)>::type;
  AscendC::GlobalTensor<Bits> memory;
  memory.SetGlobalBuffer((__gm__ Bits *)(array + index));
  memory.SetValue(0, reinterpret<Bits>(value));
}

/// Writes the data cache back to memory and empties it: at the start, because
/// copies and other cores wrote since; at the end, for those that read next.
__aicore__ inline void synchronizeCache() {
  AscendC::GlobalTensor<uint64_t> anywhere;
  AscendC::DataCacheCleanAndInvalid<uint64_t, AscendC::CacheLine::ENTIRE_DATA_CACHE,
                                    AscendC::DcciDst::CACHELINE_OUT>(anywhere);
}

/// clock64() and %globaltimer: the chip's counter runs at 50 MHz.
__aicore__ inline int64_t cycles() { return AscendC::GetSystemCycle(); }
__aicore__ inline int64_t nanoseconds() {
  return AscendC::GetSystemCycle() * 20;
}

/// Host: device memory of at least so many bytes, the same for each kernel.
/// Kernels that use it run alone.
inline uint8_t *workspace(uint64_t bytes) {
  static void *memory = nullptr;
  static uint64_t size = 0;
  if (bytes > size) {
    if (memory) {
      aclrtFree(memory);
      memory = nullptr;
      size = 0;
    }
    if (aclrtMalloc(&memory, bytes, ACL_MEM_MALLOC_HUGE_FIRST) != ACL_SUCCESS) {
      memory = nullptr;
      return nullptr;
    }
    size = bytes;
  }
  return (uint8_t *)memory;
}

} // namespace cubeport

#endif
