// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sort32 and MrgSort: descending scores, the earlier one of equals first.
#include "twin/Sort.h"
#include "VectorAccess.h"

#include <algorithm>
#include <cstring>
#include <vector>

using namespace cubeport::twin;

namespace {
struct Entry {
  uint8_t bytes[8];
};
} // namespace

static constexpr uint32_t groupSize = 32;
static thread_local uint16_t lastCounts[4];

static float scoreOf(const uint8_t *entry, ElementType type) {
  if (type == ElementType::F16) {
    uint16_t bits;
    std::memcpy(&bits, entry, 2);
    return floatOfHalf(bits);
  }
  float value;
  std::memcpy(&value, entry, 4);
  return value;
}

void cubeport::twin::sort32(const Local &dst, const Local &scores,
                            const Local &indices, int32_t repeats,
                            Where where) {
  if (repeats < 0 || repeats > 255) {
    fault(FaultCode::RepeatLimits, where,
          "'Sort32' has %d repeats; it takes 0 to 255", repeats);
  }
  if (repeats == 0) {
    return;
  }
  Core &core = currentCore(where);
  const uint32_t size = sizeOf(scores.type);
  const uint64_t count = uint64_t(repeats) * groupSize;
  VectorAccess access(core, "Sort32", where);
  const uint8_t *score = access.reads(scores, 0, count * size);
  const uint8_t *index = access.reads(indices, 0, count * 4);
  uint8_t *to = access.writes(dst, 0, count * sizeof(Entry));
  access.disjoint(dst, count * sizeof(Entry), scores, count * size);
  access.disjoint(dst, count * sizeof(Entry), indices, count * 4);
  access.issue(repeats);
  for (int32_t repeat = 0; repeat < repeats; ++repeat) {
    Entry group[groupSize] = {};
    for (uint32_t lane = 0; lane < groupSize; ++lane) {
      const uint64_t at = uint64_t(repeat) * groupSize + lane;
      std::memcpy(group[lane].bytes, score + at * size, size);
      std::memcpy(group[lane].bytes + 4, index + at * 4, 4);
    }
    for (uint32_t lane = 1; lane < groupSize; ++lane) {
      const Entry entry = group[lane];
      uint32_t place = lane;
      for (; place > 0 && scoreOf(group[place - 1].bytes, scores.type) <
                              scoreOf(entry.bytes, scores.type);
           --place) {
        group[place] = group[place - 1];
      }
      group[place] = entry;
    }
    std::memcpy(to + uint64_t(repeat) * sizeof(group), group, sizeof(group));
  }
}

static void checkMerge(const Local sources[4],
                       const AscendC::MrgSort4Info &info, int lists,
                       Where where) {
  for (int list = 0; list < lists; ++list) {
    if (info.elementLengths[list] > 4095) {
      fault(FaultCode::RepeatLimits, where,
            "'MrgSort' has a list of %u entries; it takes up to 4095",
            info.elementLengths[list]);
    }
  }
  if (info.repeatTimes <= 1) {
    return;
  }
  bool regular = lists == 4 && !info.ifExhaustedSuspension;
  for (int list = 1; regular && list < 4; ++list) {
    regular = info.elementLengths[list] == info.elementLengths[0] &&
              sources[list].address ==
                  sources[0].address +
                      uint32_t(list) * info.elementLengths[0] * sizeof(Entry);
  }
  if (!regular) {
    fault(FaultCode::RepeatLimits, where,
          "'MrgSort' has %u repeats; they need four lists of one length that "
          "lie side by side, and no suspension",
          info.repeatTimes);
  }
}

/// One merge; `taken` counts what it takes of each list.
static std::vector<Entry> mergeOne(const std::vector<Entry> lists[4],
                                   ElementType type, bool suspends,
                                   uint16_t taken[4]) {
  std::vector<Entry> merged;
  std::fill(taken, taken + 4, 0);
  while (true) {
    int best = -1;
    for (int list = 0; list < 4; ++list) {
      if (taken[list] == lists[list].size()) {
        continue;
      }
      if (best < 0 || scoreOf(lists[list][taken[list]].bytes, type) >
                          scoreOf(lists[best][taken[best]].bytes, type)) {
        best = list;
      }
    }
    if (best < 0) {
      return merged;
    }
    merged.push_back(lists[best][taken[best]++]);
    if (suspends && taken[best] == lists[best].size()) {
      return merged;
    }
  }
}

void cubeport::twin::mergeSorted(const Local &dst, const Local sources[4],
                                 const AscendC::MrgSort4Info &info,
                                 Where where) {
  Core &core = currentCore(where);
  const int lists = info.validBit == 3    ? 2
                    : info.validBit == 7  ? 3
                    : info.validBit == 15 ? 4
                                          : 0;
  if (lists == 0) {
    fault(FaultCode::RepeatLimits, where,
          "'MrgSort' has a validBit of %u; it takes 3, 7 and 15",
          info.validBit);
  }
  checkMerge(sources, info, lists, where);
  if (info.repeatTimes == 0) {
    return;
  }
  VectorAccess access(core, "MrgSort", where);
  uint64_t perRepeat = 0;
  for (int list = 0; list < lists; ++list) {
    perRepeat += info.elementLengths[list] * sizeof(Entry);
  }
  const uint64_t bytes = perRepeat * info.repeatTimes;
  for (int list = 0; list < lists; ++list) {
    Local source = sources[list];
    const uint64_t length = info.elementLengths[list] * sizeof(Entry);
    for (uint64_t repeat = 0; repeat < info.repeatTimes; ++repeat) {
      access.reads(source, repeat * perRepeat, repeat * perRepeat + length, 8);
      access.disjoint(dst, bytes, source, repeat * perRepeat + length);
    }
  }
  uint8_t *to = access.writes(dst, 0, bytes);
  access.issue(info.repeatTimes);
  for (uint64_t repeat = 0; repeat < info.repeatTimes; ++repeat) {
    std::vector<Entry> from[4];
    for (int list = 0; list < lists; ++list) {
      from[list].resize(info.elementLengths[list]);
      std::memcpy(from[list].data(),
                  core.at(sources[list]) + repeat * perRepeat,
                  from[list].size() * sizeof(Entry));
    }
    const std::vector<Entry> merged =
        mergeOne(from, dst.type, info.ifExhaustedSuspension, lastCounts);
    std::memcpy(to + repeat * perRepeat, merged.data(),
                merged.size() * sizeof(Entry));
  }
}

void cubeport::twin::mergedCounts(uint16_t counts[4], Where where) {
  currentCore(where);
  std::copy(lastCounts, lastCounts + 4, counts);
}
