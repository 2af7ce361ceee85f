// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copies that combine with memory: atomic between the host threads that play
// the cores.
#include "Core.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <thread>

using namespace cubeport::twin;

/// A lock per group of 64-byte lines.
static std::atomic_flag &lockOf(uint64_t line) {
  static std::atomic_flag locks[256] = {};
  return locks[line % 256];
}

template <typename T> static T combine(AtomicOp op, T memory, T value) {
  switch (op) {
  case AtomicOp::Max:
    return memory < value ? value : memory;
  case AtomicOp::Min:
    return value < memory ? value : memory;
  default:
    if constexpr (std::is_integral_v<T>) {
      using Unsigned = std::make_unsigned_t<T>;
      return static_cast<T>(static_cast<Unsigned>(
          static_cast<Unsigned>(memory) + static_cast<Unsigned>(value)));
    } else {
      return T(memory + value);
    }
  }
}

template <typename T>
static void combineRow(AtomicOp op, uint8_t *target, const uint8_t *source,
                       uint64_t bytes) {
  for (uint64_t offset = 0; offset + sizeof(T) <= bytes;) {
    const uint64_t address = reinterpret_cast<uint64_t>(target) + offset;
    const uint64_t line = address / 64;
    std::atomic_flag &lock = lockOf(line);
    while (lock.test_and_set(std::memory_order_acquire)) {
      std::this_thread::yield();
    }
    // All elements that start in this line.
    do {
      T memory, value;
      std::memcpy(&memory, target + offset, sizeof(T));
      std::memcpy(&value, source + offset, sizeof(T));
      memory = combine(op, memory, value);
      std::memcpy(target + offset, &memory, sizeof(T));
      offset += sizeof(T);
    } while (offset + sizeof(T) <= bytes &&
             (reinterpret_cast<uint64_t>(target) + offset) / 64 == line);
    lock.clear(std::memory_order_release);
  }
}

void cubeport::twin::combineAtomically(AtomicOp op, ElementType type,
                                       uint8_t *target, const uint8_t *source,
                                       uint64_t bytes) {
  switch (type) {
  case ElementType::F32:
    return combineRow<float>(op, target, source, bytes);
  case ElementType::F16:
    return combineRow<half>(op, target, source, bytes);
  case ElementType::BF16:
    return combineRow<bfloat16_t>(op, target, source, bytes);
  case ElementType::S8:
    return combineRow<int8_t>(op, target, source, bytes);
  case ElementType::S16:
    return combineRow<int16_t>(op, target, source, bytes);
  default:
    return combineRow<int32_t>(op, target, source, bytes);
  }
}
