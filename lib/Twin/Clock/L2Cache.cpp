// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sets of lines, and which of them makes way.
#include "Clock/L2Cache.h"
#include "lib/Chip/Dav220Timing.h"

#include <new>

using namespace cubeport::twin;

// Zeros are empty sets: those that no line falls into cost nothing.
L2Cache::L2Cache(uint64_t bytes)
    : numSets(bytes / chip::dav220::l2LineBytes / ways),
      sets(static_cast<Set *>(std::calloc(numSets, sizeof(Set)))) {
  if (!sets) {
    throw std::bad_alloc();
  }
}

static uint32_t countOf(unsigned mask) {
  return static_cast<uint32_t>(__builtin_popcount(mask));
}

L2Cache::Outcome L2Cache::access(uint64_t line, uint8_t mask, bool writes,
                                 bool bypasses) {
  Set &set = sets[line % numSets];
  // Addresses of up to 52 bits have tags of 29.
  const auto tag = static_cast<uint32_t>(line / numSets) + 1;
  ++clock;
  uint32_t matches = 0; // a bit per way: compared all at once
  for (uint32_t way = 0; way < ways; ++way) {
    matches |= uint32_t(set.tags[way] == tag) << way;
  }
  if (matches != 0) {
    const auto way = static_cast<uint32_t>(__builtin_ctz(matches));
    const uint32_t missed = countOf(mask & ~set.valid[way]);
    if (writes || !bypasses) {
      set.used[way] = clock;
      set.valid[way] |= mask;
      set.dirty[way] |= writes ? mask : 0;
    }
    return {missed, 0};
  }
  if (bypasses && !writes) {
    return {countOf(mask), 0};
  }
  uint32_t oldest = 0;
  for (uint32_t way = 1; way < ways; ++way) {
    // Ages, not times: the clock may have gone round.
    if (clock - set.used[way] > clock - set.used[oldest]) {
      oldest = way;
    }
  }
  const uint32_t evicted = countOf(set.dirty[oldest]);
  set.tags[oldest] = tag;
  set.used[oldest] = clock;
  set.valid[oldest] = mask;
  set.dirty[oldest] = writes ? mask : 0;
  return {countOf(mask), evicted};
}
