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
  const auto [entry, isNew] = ids.try_emplace(
      {site.name, site.where.file, site.where.line}, Id(sites.size()));
  if (isNew) {
    sites.push_back(site);
  }
  return entry->second;
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

bool PipeClocks::insertSync(Pipe pipe, Pipe other) {
  if (!autoSync) {
    return false;
  }
  if (pipe == Pipe::V && other == Pipe::V) {
    barrier(Pipe::V);
    return true;
  }
  if ((pipe == Pipe::S) == (other == Pipe::S)) {
    return false;
  }
  acquire(pipe, release(other));
  return true;
}

bool History::operator==(const History &other) const {
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

//===----------------------------------------------------------------------===//
// The rules
//===----------------------------------------------------------------------===//

void OrderRules::report(FaultCode code, const Check &access, Pipe otherPipe,
                        const Stamp &other, bool otherWrites, uint64_t begin,
                        uint64_t end) const {
  const Site &here = sites[access.site], &there = sites[other.site];
  const std::string place = placeOf(there.where);
  std::string rule;
  if (access.pipe == otherPipe) {
    rule = std::string("a PipeBarrier<") + nameOf(access.pipe) +
           "> must stand between them";
  } else {
    const std::string from = nameOf(otherPipe) + 5,
                      to = nameOf(access.pipe) + 5;
    rule = "a SetFlag/WaitFlag<HardEvent::" + from + "_" + to +
           "> must order them";
  }
  fault(code, here.where,
        "'%s' on %s %s bytes %" PRIu64 "..%" PRIu64
        " of %s that '%s' on %s (%s) %s; %s",
        here.name, nameOf(access.pipe), access.writes ? "writes" : "reads",
        begin - access.base, end - access.base - 1, memory, there.name,
        nameOf(otherPipe), place.c_str(),
        otherWrites ? "may still be writing" : "may still be reading",
        rule.c_str());
}

void OrderRules::checkWriter(const Check &access, const History &history,
                             uint64_t begin, uint64_t end) const {
  const Stamp &writer = history.writer;
  const Pipe pipe = access.pipe, other = history.writerPipe;
  if (writer.epoch == 0 || access.clocks.knows(pipe, other, writer.epoch)) {
    return;
  }
  // Scalar code is in order, and so are products into the same results;
  // atomic copies commute.
  if (pipe == other && (pipe == Pipe::S || pipe == Pipe::M ||
                        (access.atomic && history.atomic))) {
    return;
  }
  if (access.clocks.insertSync(pipe, other)) {
    return;
  }
  const FaultCode code = pipe == other   ? FaultCode::MissingBarrier
                         : access.writes ? FaultCode::WriteAfterWrite
                                         : FaultCode::ReadAfterWrite;
  report(code, access, other, writer, true, begin, end);
}

void OrderRules::checkReaders(const Check &access, const History &history,
                              uint64_t begin, uint64_t end) const {
  for (int other = 0; other < numPipes; ++other) {
    const Pipe reader = static_cast<Pipe>(other);
    // A pipe starts its instructions in order and reads before it writes.
    if (!history.wasReadBy(reader) || reader == access.pipe ||
        access.clocks.knows(access.pipe, reader, history.reads[other].epoch) ||
        access.clocks.insertSync(access.pipe, reader)) {
      continue;
    }
    report(FaultCode::WriteAfterRead, access, reader, history.reads[other],
           false, begin, end);
  }
}

void OrderRules::check(const Check &access, const History &history,
                       uint64_t begin, uint64_t end) const {
  // Readers first: what orders them orders their writer as well.
  if (access.writes) {
    checkReaders(access, history, begin, end);
  }
  checkWriter(access, history, begin, end);
}

//===----------------------------------------------------------------------===//
// Intervals
//===----------------------------------------------------------------------===//

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

void AccessHistory::read(const Check &access, uint64_t begin, uint64_t end) {
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
    check(access, segment.history, address, segment.end);
    segment.history.enterRead(access.pipe, access.stamp());
    address = segment.end;
    // Join with the segment before, so that lane-by-lane reads stay few.
    if (at != segments.begin()) {
      auto before = std::prev(at);
      if (before->second.end == at->first &&
          before->second.history == segment.history) {
        before->second.end = segment.end;
        at = segments.erase(at);
        continue;
      }
    }
    ++at;
  }
}

void AccessHistory::checkRead(const Check &access, uint64_t begin,
                              uint64_t end) const {
  auto at = segments.upper_bound(begin);
  if (at != segments.begin()) {
    --at;
  }
  for (; at != segments.end() && at->first < end; ++at) {
    if (at->second.end > begin) {
      check(access, at->second.history, std::max(begin, at->first),
            at->second.end);
    }
  }
}

void AccessHistory::write(const Check &access, uint64_t begin, uint64_t end) {
  auto at = splitAt(begin);
  splitAt(end);
  while (at != segments.end() && at->first < end) {
    check(access, at->second.history, at->first, at->second.end);
    at = segments.erase(at);
  }
  Segment fresh;
  fresh.end = end;
  fresh.history.writer = access.stamp();
  fresh.history.writerPipe = access.pipe;
  fresh.history.atomic = access.atomic;
  if (at != segments.begin()) {
    auto before = std::prev(at);
    if (before->second.end == begin &&
        before->second.history == fresh.history) {
      before->second.end = end;
      return;
    }
  }
  segments.emplace_hint(at, begin, fresh);
}
