// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sets of lines, and which of them makes way.
#include "Clock/L2Cache.h"
#include "lib/Chip/Dav220Timing.h"

using namespace cubeport::twin;

L2Cache::L2Cache(uint64_t bytes)
    : sets(bytes / chip::dav220::l2LineBytes / ways), lines(sets * ways) {}

static uint32_t countOf(uint8_t mask) {
  return static_cast<uint32_t>(__builtin_popcount(mask));
}

L2Cache::Outcome L2Cache::access(uint64_t line, uint8_t mask, bool writes,
                                 bool bypasses) {
  Line *set = &lines[line % sets * ways];
  Line *oldest = set;
  ++clock;
  for (uint32_t way = 0; way < ways; ++way) {
    Line &candidate = set[way];
    if (candidate.number == line) {
      const uint32_t missed =
          countOf(static_cast<uint8_t>(mask & ~candidate.valid));
      if (writes || !bypasses) {
        candidate.used = clock;
        candidate.valid |= mask;
        candidate.dirty |= writes ? mask : 0;
      }
      return {missed, 0};
    }
    // Ages, not times: the clock may have gone round.
    if (clock - candidate.used > clock - oldest->used) {
      oldest = &candidate;
    }
  }
  if (bypasses && !writes) {
    return {countOf(mask), 0};
  }
  const uint32_t evicted = countOf(oldest->dirty);
  *oldest = {line, clock, mask, static_cast<uint8_t>(writes ? mask : 0)};
  return {countOf(mask), evicted};
}
