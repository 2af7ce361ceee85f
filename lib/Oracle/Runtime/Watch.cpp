// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Races for one element of device memory.
#include "Watch.h"
#include "Block.h"
#include "Fault.h"
#include "Launch.h"

using namespace cubeport::oracle;

bool Watch::races(const Access &known, const Access &now) const {
  if (!known.isKnown) {
    return false;
  }
  if (known.block != now.block) {
    return !blocksAreOrdered;
  }
  return known.thread != now.thread && known.epoch == now.epoch;
}

void Watch::report(const Access &other, bool otherWrites, const Access &now,
                   bool writes) {
  raceSite = findSite(now.site);
  const Site *otherSite = findSite(other.site);
  text = formatted("%s %s it, %s %s it (%s), and nothing orders the two",
                   now.who.c_str(), writes ? "writes" : "reads",
                   other.who.c_str(), otherWrites ? "writes" : "reads",
                   describeSite(otherSite).c_str());
}

void Watch::note(uint32_t site) {
  const Site *place = findSite(site);
  if (!place || place->flags & (kSiteIsAtomic | kSiteIsVolatile)) {
    return;
  }
  const bool writes = place->flags & kSiteIsStore;
  const ThreadContext &thread = *cubeportOracleThread;
  Access now;
  now.isKnown = true;
  now.block = thisWorker().blockIndex;
  now.thread = thread.linear;
  now.epoch = thread.block->epoch;
  now.site = site;
  std::lock_guard<std::mutex> lock(mutex);
  if (foundRace()) {
    return;
  }
  now.who = Block::describeThread(thread);
  if (races(writer, now)) {
    report(writer, true, now, writes);
  } else if (writes && races(reader, now)) {
    report(reader, false, now, writes);
  }
  (writes ? writer : reader) = now;
}

bool Watch::narrow(uint64_t at, uint64_t bytes, uint64_t &first,
                   uint64_t &last) const {
  if (!overlaps(first, last)) {
    return true;
  }
  if (at + bytes <= begin) {
    last = begin;
    return true;
  }
  if (at >= end) {
    first = end;
    return true;
  }
  return false;
}
