// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The cache that all cores share, by lines of four sectors: which of them it
// holds, and which have to go back to memory.
#ifndef CUBEPORT_TWIN_CLOCK_L2CACHE_H
#define CUBEPORT_TWIN_CLOCK_L2CACHE_H

#include <cstdint>
#include <vector>

namespace cubeport::twin {

class L2Cache {
public:
  explicit L2Cache(uint64_t bytes);

  struct Outcome {
    uint32_t missed;  ///< sectors that the cache did not have
    uint32_t evicted; ///< changed sectors that had to make way
  };
  /// A core reads or writes the sectors of `mask` in line `line`. A read with
  /// `bypasses` leaves the cache as it is.
  Outcome access(uint64_t line, uint8_t mask, bool writes, bool bypasses);

private:
  // Sets of 16 lines, the least recently used of which makes way; as many
  // sets as the size asks for, which need not be a power of two.
  static constexpr uint32_t ways = 16;
  struct Line {
    uint64_t number = ~0ull;
    uint32_t used = 0;
    uint8_t valid = 0, dirty = 0; ///< a bit per sector
  };
  uint64_t sets;
  std::vector<Line> lines;
  uint32_t clock = 0;
};

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_CLOCK_L2CACHE_H
