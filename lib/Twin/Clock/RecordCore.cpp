// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From the instructions of a core to what its trace keeps of them.
#include "Core.h"
#include "lib/Chip/Dav220Banks.h"

#include <algorithm>

using namespace cubeport::twin;
using namespace cubeport::chip;

void Core::startTrace(CoreTrace &target) {
  trace = &target;
  numbers.reset();
  trace->begin(sites, numbers);
  scalarAccesses = cache.numFetched = 0;
}

void Core::endTrace() {
  timeScalar();
  trace->end();
  trace = nullptr;
}

void Core::timeScalar() {
  if ((scalarAccesses | cache.numFetched) == 0) {
    return;
  }
  const auto accesses = static_cast<double>(scalarAccesses);
  const auto fetched = static_cast<double>(cache.numFetched);
  scalarAccesses = cache.numFetched = 0;
  trace->addScalar(accesses * dav220::dataCacheHit +
                   fetched * dav220::dataCacheMiss);
}

static uint64_t bytesOf(const Instruction &instruction, Access::Space space,
                        bool writes) {
  uint64_t bytes = 0;
  for (const Access &access : instruction.accesses) {
    if (access.space == space && access.writes == writes) {
      bytes += access.end - access.begin;
    }
  }
  return bytes;
}

double Core::cyclesOf(const Instruction &instruction, SiteTable::Id site) {
  switch (instruction.pipe) {
  case Pipe::M:
    // Two passes for float (docs/machine.md, T6).
    return instruction.repeats *
               (instruction.type == ElementType::F32 ? 2 : 1) +
           dav220::mmadHead;
  case Pipe::MTE1: {
    const bool toA = instruction.accesses.back().memory == Memory::L0A;
    return dav220::loadIssue +
           static_cast<double>(bytesOf(instruction, Access::Local, true)) /
               (toA ? dav220::loadABytesPerCycle : dav220::loadBBytesPerCycle);
  }
  case Pipe::FIX: // to L1
    return static_cast<double>(bytesOf(instruction, Access::Local, true)) /
           dav220::fixLocalBytesPerCycle;
  default:
    break;
  }
  if (site >= costs.size()) {
    costs.resize(site + 1, VectorCost{-1, 0});
  }
  VectorCost &cost = costs[site];
  if (cost.perRepeat < 0) {
    cost = vectorCostOf(instruction.name, instruction.type);
  }
  const double conflict =
      instruction.numStarts > 1
          ? bankConflict(instruction.starts, instruction.numStarts)
          : 1;
  return cost.head + instruction.repeats * cost.perRepeat * conflict +
         (counterMode ? dav220::counterModeExtra : 0);
}

uint64_t Core::deviceAddressOf(uint64_t address) const {
  for (const Allocation &known : recent) {
    if (address >= known.begin && address < known.end) {
      return known.onDevice + (address - known.begin);
    }
  }
  return address;
}

/// The rows of a copy. Rows that touch are one access, so their number comes
/// from the instruction.
void Core::timeCopy(const Instruction &instruction, SiteTable::Id site) {
  GlobalRows rows;
  const Access *first = nullptr, *second = nullptr;
  for (const Access &access : instruction.accesses) {
    if (access.space == Access::Global) {
      (first ? second : first) = second ? second : &access;
    }
  }
  const uint64_t bytes = first->end - first->begin;
  rows.writes = first->writes;
  rows.address = deviceAddressOf(first->begin);
  rows.rows = std::max(1u, instruction.repeats);
  rows.rowBytes = static_cast<uint32_t>(second ? bytes : bytes / rows.rows);
  rows.stride = second ? second->begin - first->begin : rows.rowBytes;
  rows.toFractals = instruction.toFractals;
  rows.bypassesL2 = instruction.bypassesL2;
  if (instruction.pipe == Pipe::FIX) {
    const double elements =
        static_cast<double>(bytes * rows.rows) / sizeOf(instruction.type);
    const double cycles = std::max(elements / dav220::fixElementsPerCycle,
                                   static_cast<double>(bytes * rows.rows) /
                                       dav220::fixBytesPerCycle);
    rows.bytesPerCycle = static_cast<double>(bytes * rows.rows) / cycles;
  } else {
    rows.bytesPerCycle = dav220::storeBytesPerCycle;
  }
  trace->addCopy(instruction.pipe, site, rows);
}

void Core::time(const Instruction &instruction, SiteTable::Id site) {
  timeScalar();
  const bool isCopy = std::any_of(
      instruction.accesses.begin(), instruction.accesses.end(),
      [](const Access &access) {
        return access.space == Access::Global && access.begin < access.end;
      });
  if (isCopy) {
    timeCopy(instruction, site);
  } else {
    trace->add(TimedOp::Busy, instruction.pipe, site,
               cyclesOf(instruction, site));
  }
}

void Core::timeFlag(TimedOp::Kind kind, Pipe pipe, AscendC::HardEvent event,
                    int32_t id, Where where) {
  if (trace) {
    timeScalar();
    trace->add(kind, pipe, sites.idOf({"flag", where}), 0,
               static_cast<uint32_t>(event) * 8 + static_cast<uint32_t>(id));
  }
}

void Core::timeCrossFlag(uint8_t mode, pipe_t pipe, uint16_t id, Where where) {
  if (trace) {
    timeScalar();
    trace->add(TimedOp::CrossSet, pipeOf(pipe).value_or(Pipe::S),
               sites.idOf({"cross-core flag", where}), 0, mode * 16u + id);
  }
}

void Core::timeCrossWait(uint16_t id, Where where) {
  if (trace) {
    timeScalar();
    trace->add(TimedOp::CrossWait, Pipe::S,
               sites.idOf({"cross-core flag", where}), 0, id);
  }
}
