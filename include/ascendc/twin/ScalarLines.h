// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The scalar unit's way to global memory: the line of the data cache when
// nothing about the access needs a check, and a call of the library otherwise.
#ifndef CUBEPORT_ASCENDC_TWIN_SCALARLINES_H
#define CUBEPORT_ASCENDC_TWIN_SCALARLINES_H

#include "twin/Machine.h"

namespace cubeport {
namespace twin {

/// One line of the data cache. An access inside [begin, end) of an open line
/// is right without a look at anything else: the bytes belong to a live
/// allocation, the cache holds them, and no copy is in flight.
struct ScalarLine {
  static constexpr uint64_t bytes = 64;
  static constexpr uint64_t count = 512; // 32 KB, direct-mapped

  uint64_t begin = ~0ull, end = 0; ///< empty while the line is closed
  uint64_t address = 0;
  uint64_t first = 0, last = 0; ///< what of it belongs to one allocation
  uint32_t generation = 0;      ///< in use when equal to the cache's
  bool carried = false; ///< from an earlier kernel, not compared since
  bool dirty = false;
  bool stale = false; ///< a copy changed memory since the line was read
  Where written;
  Where copied;
  uint8_t data[bytes];

  bool holds(uint64_t first, uint64_t size) const {
    return first >= begin && first + size <= end && first % size == 0;
  }
};

/// The lines of the core that runs on this thread; closed lines without one.
/// `__thread`, because a C++ thread_local is reached through a function.
extern __thread ScalarLine *scalarLines;
/// Accesses of this thread's core, for its clock.
extern __thread uint64_t scalarAccesses;

[[gnu::always_inline]] inline ScalarLine &scalarLineOf(uint64_t address) {
  return scalarLines[address / ScalarLine::bytes % ScalarLine::count];
}

/// Reads or writes `bytes` bytes with all checks, and opens the line.
void readGlobal(uint64_t address, void *value, uint32_t bytes, Where where);
void writeGlobal(uint64_t address, const void *value, uint32_t bytes,
                 Where where);

template <typename T>
[[gnu::always_inline]] inline T readGlobal(uint64_t address, Where where) {
  T value;
  const ScalarLine &line = scalarLineOf(address);
  if (line.holds(address, sizeof(T))) {
    ++scalarAccesses;
    __builtin_memcpy(&value, line.data + address % ScalarLine::bytes,
                     sizeof(T));
  } else {
    readGlobal(address, &value, sizeof(T), where);
  }
  return value;
}

template <typename T>
[[gnu::always_inline]] inline void writeGlobal(uint64_t address, T value,
                                               Where where) {
  ScalarLine &line = scalarLineOf(address);
  if (line.dirty && line.holds(address, sizeof(T))) {
    ++scalarAccesses;
    line.written = where;
    __builtin_memcpy(line.data + address % ScalarLine::bytes, &value,
                     sizeof(T));
  } else {
    writeGlobal(address, &value, sizeof(T), where);
  }
}

} // namespace twin
} // namespace cubeport

#endif // CUBEPORT_ASCENDC_TWIN_SCALARLINES_H
