// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A launch on the clock: which cores start when, and when all are done.
#include "Clock/Clock.h"
#include "Clock/Report.h"
#include "lib/Chip/Dav220Timing.h"

#include <cstdlib>

using namespace cubeport::twin;
using namespace cubeport::chip;

/// Events of one launch that a trace keeps.
static constexpr size_t mostEvents = 200000;

bool cubeport::twin::isTimed() {
  static const bool timed = std::getenv("CUBEPORT_TWIN_CLOCK") != nullptr;
  return timed;
}

bool cubeport::twin::skipsProducts() {
  static const bool skips = [] {
    const char *value = std::getenv("CUBEPORT_TWIN_FUNCTION");
    return value && value[0] == '0' && value[1] == 0;
  }();
  return skips;
}

// Launches come one after the other, from one thread at a time.
static double elapsed = 0;

double cubeport::twin::simulatedMicroseconds() { return elapsed; }

static L2Cache &sharedCache() {
  static auto *cache = new L2Cache(ascend910b1.l2Bytes);
  return *cache;
}

LaunchClock::LaunchClock(const LaunchFacts &facts)
    : facts(facts),
      traces(facts.blocks * (facts.cubeCores + facts.vectorCores)),
      replay(std::make_unique<Replay>(facts.cubeCores, facts.vectorCores,
                                      sharedCache())) {
  if (tracePath()) {
    replay->keepEvents(mostEvents);
  }
  addCores();
  if (traces.size() == 1) {
    traces[0].drain = [this](CoreTrace &trace) {
      replay->run();
      replay->dropWorkedOff();
      (void)trace;
    };
  }
}

LaunchClock::~LaunchClock() = default;

void LaunchClock::addCores() {
  const double perMicrosecond = ascend910b1.megahertz;
  const uint64_t perBlock = facts.cubeCores + facts.vectorCores;
  // Blocks that the chip has cores for start one after the other, the rest as
  // cores become free.
  uint64_t places = facts.blocks;
  if (facts.cubeCores) {
    places = ascend910b1.cubeCores / facts.cubeCores;
  }
  if (facts.vectorCores) {
    places =
        std::min<uint64_t>(places, ascend910b1.vectorCores / facts.vectorCores);
  }
  for (uint64_t core = 0; core < traces.size(); ++core) {
    const uint64_t block = core / perBlock;
    replay->addCore(traces[core], block < places
                                      ? (dav220::launchMicroseconds +
                                         dav220::launchPerBlockMicroseconds *
                                             static_cast<double>(block)) *
                                            perMicrosecond
                                      : -1);
  }
}

void LaunchClock::finish() {
  bool isWhole = true;
  for (const CoreTrace &trace : traces) {
    isWhole &= !trace.isTooLong;
  }
  if (!isWhole) {
    return reportUntimed(facts);
  }
  replay->run();
  if (!replay->isDone()) {
    return reportUntimed(facts);
  }
  const double microseconds = replay->end() / ascend910b1.megahertz;
  reportLaunch(facts, *replay, microseconds, elapsed);
  elapsed += microseconds;
}
