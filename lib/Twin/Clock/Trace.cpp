// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Recording: sixteen bytes for each instruction, flag and barrier.
#include "Clock/Trace.h"
#include "lib/Chip/Dav220Timing.h"

using namespace cubeport::twin;
using namespace cubeport::chip;

const double CoreTrace::localAccess = dav220::localScalarAccess;

/// A core that records more is not timed: 64 Mi records are 1 GiB.
static constexpr size_t mostOps = size_t(64) << 20;
/// When a lone core's records are worked off.
static constexpr size_t drainOps = size_t(1) << 16;

void CoreTrace::begin(const SiteTable &siteTable, SiteNumbers &siteNumbers) {
  table = &siteTable;
  numbers = &siteNumbers;
}

void CoreTrace::flushScalar() {
  if (scalarCycles > 0) {
    const auto cycles = static_cast<float>(scalarCycles);
    scalarCycles = 0;
    ops.push_back({TimedOp::Scalar, Pipe::S, 0, cycles, 0});
  }
}

/// Code comes from memory when it is first needed.
uint32_t CoreTrace::enterSite(SiteTable::Id site) {
  const auto next = static_cast<uint32_t>(sites.size());
  const uint32_t number = numbers->numberOf(site, next);
  if (number == next) {
    sites.push_back((*table)[site]);
    scalarCycles += dav220::instructionCacheMiss;
  }
  return number;
}

void CoreTrace::add(TimedOp::Kind kind, Pipe pipe, SiteTable::Id site,
                    double cycles, uint32_t number) {
  if (isTooLong) {
    return;
  }
  const uint32_t place = enterSite(site);
  flushScalar();
  vectorRan |= pipe == Pipe::V && kind == TimedOp::Busy;
  ops.push_back({kind, pipe, place, static_cast<float>(cycles), number});
  if (drain && ops.size() >= drainOps) {
    drain(*this);
  } else if (ops.size() > mostOps) {
    isTooLong = true;
  }
}

void CoreTrace::addCopy(Pipe pipe, SiteTable::Id site, const GlobalRows &copy) {
  if (isTooLong) {
    return;
  }
  rows.push_back(copy);
  add(TimedOp::Copy, pipe, site, 0, static_cast<uint32_t>(rows.size() - 1));
}

void CoreTrace::end() {
  flushScalar();
  sums = sumUp(*this);
  isComplete = true;
}

void CoreTrace::drainVector(SiteTable::Id site) {
  vectorRan = false;
  add(TimedOp::Drain, Pipe::S, site, dav220::vectorDrain);
}
