// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The cache that all cores share, by lines of four sectors: which of them it
// holds, and which have to go back to memory.
#ifndef CUBEPORT_TWIN_CLOCK_L2CACHE_H
#define CUBEPORT_TWIN_CLOCK_L2CACHE_H

#include <cstdint>
#include <cstdlib>
#include <memory>

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
  /// The host's memory may start: `line` comes soon.
  void prefetch(uint64_t line) const {
    const Set &set = sets[line % numSets];
    __builtin_prefetch(set.tags);
    __builtin_prefetch(set.used);
    __builtin_prefetch(set.valid);
  }

private:
  // Sets of 16 lines, the least recently used of which makes way; as many
  // sets as the size asks for, which need not be a power of two.
  static constexpr uint32_t ways = 16;
  /// What is looked at together lies together.
  struct Set {
    uint32_t tags[ways]; ///< the line's number by sets, plus one; 0: empty
    uint32_t used[ways];
    uint8_t valid[ways], dirty[ways]; ///< a bit per sector
  };
  struct Free {
    void operator()(Set *sets) const { std::free(sets); }
  };

  uint64_t numSets;
  std::unique_ptr<Set[], Free> sets;
  uint32_t clock = 0;
};

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_CLOCK_L2CACHE_H
