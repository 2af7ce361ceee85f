// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The order of a core's accesses: vector clocks and interval histories.
#include "Hazards.h"

#include <algorithm>
#include <cinttypes>
#include <iterator>

using namespace cubeport::twin;

const char *cubeport::twin::nameOf(Pipe pipe) {
  static const char *const names[numPipes] = {
      "PIPE_S",    "PIPE_V",    "PIPE_M",  "PIPE_MTE1",
      "PIPE_MTE2", "PIPE_MTE3", "PIPE_FIX"};
  return names[static_cast<int>(pipe)];
}

SiteTable::Id SiteTable::add(const Site &site) {
  for (Id id = 0; id < sites.size(); ++id) {
    if (sites[id] == site) {
      return id;
    }
  }
  sites.push_back(site);
  return static_cast<Id>(sites.size() - 1);
}

void PipeClocks::reset() {
  for (int pipe = 0; pipe < numPipes; ++pipe) {
    now[pipe] = 1;
    std::fill(known[pipe], known[pipe] + numPipes, 0);
  }
}

PipeClocks::Token PipeClocks::release(Pipe pipe) {
  Token token;
  std::copy(known[index(pipe)], known[index(pipe)] + numPipes, token.known);
  token.known[index(pipe)] = now[index(pipe)]++;
  return token;
}

void PipeClocks::acquire(Pipe pipe, const Token &token) {
  for (int learner = 0; learner < numPipes; ++learner) {
    if (pipe != Pipe::S && learner != index(pipe)) {
      continue;
    }
    for (int other = 0; other < numPipes; ++other) {
      known[learner][other] =
          std::max(known[learner][other], token.known[other]);
    }
  }
}

void PipeClocks::barrier(Pipe pipe) {
  known[index(pipe)][index(pipe)] = now[index(pipe)]++;
}

void PipeClocks::barrierAll() {
  for (auto &row : known) {
    std::copy(now, now + numPipes, row);
  }
  for (Epoch &epoch : now) {
    ++epoch;
  }
}

bool AccessHistory::Segment::sameHistory(const Segment &other) const {
  if (!(writer == other.writer) || writerPipe != other.writerPipe ||
      atomic != other.atomic || readers != other.readers) {
    return false;
  }
  for (int pipe = 0; pipe < numPipes; ++pipe) {
    if ((readers >> pipe & 1) && !(reads[pipe] == other.reads[pipe])) {
      return false;
    }
  }
  return true;
}

/// Makes a segment boundary at `address`; returns the first segment that
/// starts at or after it.
AccessHistory::Map::iterator AccessHistory::splitAt(uint64_t address) {
  auto next = segments.lower_bound(address);
  if (next == segments.begin()) {
    return next;
  }
  auto before = std::prev(next);
  if (before->second.end <= address) {
    return next;
  }
  Segment upper = before->second;
  before->second.end = address;
  return segments.emplace_hint(next, address, upper);
}

void AccessHistory::report(FaultCode code, Pipe pipe, SiteTable::Id site,
                           bool writes, Pipe otherPipe, const Stamp &other,
                           bool otherWrites, uint64_t begin, uint64_t end,
                           uint64_t base) const {
  const Site &here = sites[site], &there = sites[other.site];
  const std::string place = placeOf(there.where);
  std::string rule;
  if (pipe == otherPipe) {
    rule = std::string("a PipeBarrier<") + nameOf(pipe) +
           "> must stand between them";
  } else {
    const std::string from = nameOf(otherPipe) + 5, to = nameOf(pipe) + 5;
    rule = "a SetFlag/WaitFlag<HardEvent::" + from + "_" + to +
           "> must order them";
  }
  fault(code, here.where,
        "'%s' on %s %s bytes %" PRIu64 "..%" PRIu64
        " of %s that '%s' on %s (%s) %s; %s",
        here.name, nameOf(pipe), writes ? "writes" : "reads", begin - base,
        end - base - 1, memory, there.name, nameOf(otherPipe), place.c_str(),
        otherWrites ? "may still be writing" : "may still be reading",
        rule.c_str());
}

void AccessHistory::checkWriter(const PipeClocks &clocks, Pipe pipe,
                                const Segment &segment, uint64_t begin,
                                SiteTable::Id site, uint64_t base, bool writes,
                                bool atomic) const {
  const Stamp &writer = segment.writer;
  const Pipe other = segment.writerPipe;
  if (writer.epoch == 0 || clocks.knows(pipe, other, writer.epoch)) {
    return;
  }
  // Scalar code is in order, and so are products into the same results;
  // atomic copies commute.
  if (pipe == other &&
      (pipe == Pipe::S || pipe == Pipe::M || (atomic && segment.atomic))) {
    return;
  }
  const FaultCode code = pipe == other ? FaultCode::MissingBarrier
                         : writes      ? FaultCode::WriteAfterWrite
                                       : FaultCode::ReadAfterWrite;
  report(code, pipe, site, writes, other, writer, true, begin, segment.end,
         base);
}

void AccessHistory::checkReaders(const PipeClocks &clocks, Pipe pipe,
                                 const Segment &segment, uint64_t begin,
                                 SiteTable::Id site, uint64_t base) const {
  for (int other = 0; other < numPipes; ++other) {
    const Pipe reader = static_cast<Pipe>(other);
    // A pipe starts its instructions in order and reads before it writes.
    if (!(segment.readers >> other & 1) || reader == pipe ||
        clocks.knows(pipe, reader, segment.reads[other].epoch)) {
      continue;
    }
    report(FaultCode::WriteAfterRead, pipe, site, true, reader,
           segment.reads[other], false, begin, segment.end, base);
  }
}

void AccessHistory::read(const PipeClocks &clocks, Pipe pipe, uint64_t begin,
                         uint64_t end, SiteTable::Id site, uint64_t base) {
  const Stamp stamp{clocks.epoch(pipe), site};
  const int bit = static_cast<int>(pipe);
  auto at = splitAt(begin);
  splitAt(end);
  uint64_t address = begin;
  while (address < end) {
    if (at == segments.end() || at->first > address) {
      Segment fresh;
      fresh.end = at == segments.end() ? end : std::min(end, at->first);
      at = segments.emplace_hint(at, address, fresh);
    }
    Segment &segment = at->second;
    checkWriter(clocks, pipe, segment, address, site, base, false, false);
    segment.readers |= 1u << bit;
    segment.reads[bit] = stamp;
    address = segment.end;
    // Join with the segment before, so that lane-by-lane reads stay few.
    if (at != segments.begin()) {
      auto before = std::prev(at);
      if (before->second.end == at->first &&
          before->second.sameHistory(segment)) {
        before->second.end = segment.end;
        at = segments.erase(at);
        continue;
      }
    }
    ++at;
  }
}

void AccessHistory::checkRead(const PipeClocks &clocks, Pipe pipe,
                              uint64_t begin, uint64_t end, SiteTable::Id site,
                              uint64_t base) const {
  auto at = segments.upper_bound(begin);
  if (at != segments.begin()) {
    --at;
  }
  for (; at != segments.end() && at->first < end; ++at) {
    if (at->second.end > begin) {
      checkWriter(clocks, pipe, at->second, std::max(begin, at->first), site,
                  base, false, false);
    }
  }
}

void AccessHistory::write(const PipeClocks &clocks, Pipe pipe, uint64_t begin,
                          uint64_t end, SiteTable::Id site, uint64_t base,
                          bool atomic) {
  auto at = splitAt(begin);
  splitAt(end);
  while (at != segments.end() && at->first < end) {
    // Readers first: what orders them orders their writer as well.
    checkReaders(clocks, pipe, at->second, at->first, site, base);
    checkWriter(clocks, pipe, at->second, at->first, site, base, true, atomic);
    at = segments.erase(at);
  }
  Segment fresh;
  fresh.end = end;
  fresh.writer = Stamp{clocks.epoch(pipe), site};
  fresh.writerPipe = pipe;
  fresh.atomic = atomic;
  if (at != segments.begin()) {
    auto before = std::prev(at);
    if (before->second.end == begin && before->second.sameHistory(fresh)) {
      before->second.end = end;
      return;
    }
  }
  segments.emplace_hint(at, begin, fresh);
}

uint64_t AccessHistory::firstUnwritten(uint64_t begin, uint64_t end) const {
  auto at = segments.upper_bound(begin);
  if (at != segments.begin()) {
    --at;
  }
  uint64_t address = begin;
  for (; at != segments.end() && address < end; ++at) {
    if (at->second.end <= address) {
      continue;
    }
    if (at->first > address || at->second.writer.epoch == 0) {
      return address;
    }
    address = at->second.end;
  }
  return std::min(address, end);
}
