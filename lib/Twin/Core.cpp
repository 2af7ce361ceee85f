// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One core: its memories, flags and masks, and the checks of every
// instruction.
#include "Core.h"
#include "Queue.h"

#include <algorithm>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <cstring>

using namespace cubeport::twin;
using AscendC::HardEvent;

__thread Core *cubeport::twin::runningCore = nullptr;

Core *cubeport::twin::currentCoreOrNull() { return runningCore; }
void cubeport::twin::setCurrentCore(Core *core) {
  runningCore = core;
  openScalarLines(core);
}

Core &cubeport::twin::currentCore(Where where) {
  if (!runningCore) {
    // There is no launch that could catch a fault.
    std::fflush(stdout);
    std::fprintf(stderr,
                 "CP%d: kernel API called on the host; it works inside a "
                 "launched kernel only\n  at %s\n",
                 static_cast<int>(FaultCode::OutsideKernel),
                 placeOf(where).c_str());
    std::_Exit(1);
  }
  return *runningCore;
}

uint64_t cubeport::twin::physicalBytes(Memory memory) {
  static const uint64_t kib[numMemories] = {192, 512, 64, 64, 128, 1, 7};
  return kib[static_cast<int>(memory)] * 1024;
}

uint64_t cubeport::twin::usableBytes(Memory memory) {
  // The last 8 KB of the UB belong to the compiler (Select and others).
  return memory == Memory::UB ? 184 * 1024 : physicalBytes(memory);
}

const char *cubeport::twin::nameOf(Memory memory) {
  static const char *const names[numMemories] = {"UB",  "L1", "L0A", "L0B",
                                                 "L0C", "BT", "FB"};
  return names[static_cast<int>(memory)];
}

Core::Core() = default;

Core::~Core() {
  for (uint8_t *memory : memories) {
    std::free(memory);
  }
}

/// What fresh local memory holds: garbage, but always the same.
static constexpr uint8_t garbage = 0xFA;

void Core::start(const char *kernelName, KernelKind kernelKind,
                 uint64_t blockIndex, uint64_t numBlocks, bool isCube,
                 uint32_t sub) {
  kernel = kernelName;
  kind = kernelKind;
  block = blockIndex;
  blocks = numBlocks;
  cube = isCube;
  subBlock = sub;
  counterMode = false;
  maskHigh = maskLow = ~0ull;
  atomicOp = AtomicOp::None;
  initialised = false;
  clearUnitFlags();
  syncPhase = wideFlags = ownFlags = 0;
  hasPadValue = false;
  deqScale = 1.0f;
  clocks.reset();
  clocks.autoSync = kind.autoSync && !cube;
  forgetPipe();
  for (int memory = 0; memory < numMemories; ++memory) {
    histories[memory].reset();
    if (memories[memory] && touchedBegin[memory] < touchedEnd[memory]) {
      std::memset(memories[memory] + touchedBegin[memory], garbage,
                  touchedEnd[memory] - touchedBegin[memory]);
    }
    touchedBegin[memory] = touchedEnd[memory] = 0;
  }
  globalHistory.reset();
  for (auto &row : flags) {
    for (Flag &flag : row) {
      flag.set = false;
    }
  }
  std::fill(lastIssued, lastIssued + numPipes, 0);
  for (Allocation &known : recent) {
    known = {};
  }
  cache.reset();
  cache.keepsDirtied = blocks > 1 || kind.vectorCores + kind.cubeCores > 1;
  globalWrites.clear();
  globalReads.clear();
  output.clear();
}

uint8_t *Core::at(const Local &tensor) {
  const int memory = static_cast<int>(memoryOf(tensor.position));
  if (!memories[memory]) {
    const uint64_t bytes = physicalBytes(memoryOf(tensor.position));
    memories[memory] = static_cast<uint8_t *>(std::aligned_alloc(64, bytes));
    std::memset(memories[memory], garbage, bytes);
  }
  return memories[memory] + tensor.address;
}

Instruction &Core::newInstruction(const char *name, Pipe pipe, Where where) {
  record.name = name;
  record.pipe = pipe;
  record.where = where;
  record.repeats = 1;
  record.atomic = record.blockGranular = false;
  record.type = ElementType::None;
  record.toFractals = record.bypassesL2 = false;
  record.numStarts = 0;
  record.accesses.clear();
  return record;
}

void Core::checkLocal(const Local &tensor, const char *name, uint64_t begin,
                      uint64_t end, Where where, uint32_t alignment) const {
  const Memory memory = memoryOf(tensor.position);
  if (tensor.address % alignment != 0) {
    fault(FaultCode::MisalignedAddress, where,
          "'%s' has an operand at byte %u of %s; addresses must be multiples "
          "of %u",
          name, tensor.address, nameOf(memory), alignment);
  }
  if (end > tensor.bytes) {
    fault(FaultCode::BeyondTensor, where,
          "'%s' touches bytes %" PRIu64 "..%" PRIu64
          " of a tensor of %u bytes at byte %u of %s",
          name, begin, end - 1, tensor.bytes, tensor.address, nameOf(memory));
  }
  if (tensor.address + end > usableBytes(memory)) {
    fault(FaultCode::BeyondMemory, where,
          "'%s' touches %s up to byte %" PRIu64 "; a program may use %" PRIu64
          " bytes of it",
          name, nameOf(memory), tensor.address + end, usableBytes(memory));
  }
}

/// CUBEPORT_TWIN_CHECK_INIT: report reads of local memory never written.
bool cubeport::twin::checksInitialisation() {
  static const bool enabled = isSwitchedOn("CUBEPORT_TWIN_CHECK_INIT");
  return enabled;
}

void Core::requireReserve(const char *name, Where where) const {
  if (kind.wholeUb) {
    fault(FaultCode::BeyondMemory, where,
          "'%s' needs the last 8 KB of the UB, which "
          "--cce-disable-asc-reserved-ubuf has given to the program",
          name);
  }
}

void Core::requireInitialised(const char *name, Where where) const {
  if (!initialised) {
    fault(FaultCode::NoInitSocState, where,
          "'%s' comes before AscendC::InitSocState(); a kernel without TPipe "
          "must call it first",
          name);
  }
}

const Allocation &Core::allocationOf(const char *name, uint64_t begin,
                                     uint64_t end, bool writes, Where where) {
  for (const Allocation &known : recent) {
    if (begin >= known.begin && end <= known.end) {
      return known;
    }
  }
  Allocation &slot = recent[nextRecent];
  nextRecent = (nextRecent + 1) % numRecent;
  slot = checkGlobal(name, begin, end, writes, where);
  return slot;
}

void Core::enterLocal(Memory which, Pipe pipe, uint64_t begin, uint64_t end,
                      bool writes, SiteTable::Id site) {
  const int memory = static_cast<int>(which);
  LocalHistory &history = histories[memory];
  if (writes) {
    const bool untouched = touchedBegin[memory] == touchedEnd[memory];
    touchedBegin[memory] =
        untouched ? begin : std::min(touchedBegin[memory], begin);
    touchedEnd[memory] = std::max(touchedEnd[memory], end);
  } else if (checksInitialisation()) {
    const uint64_t first = history.firstUnwritten(begin, end);
    if (first < end) {
      fault(FaultCode::Uninitialised, sites[site].where,
            "'%s' reads byte %" PRIu64 " of %s, which nothing has written",
            sites[site].name, first, nameOf(which));
    }
  }
  const Check access{clocks, pipe, site, writes};
  if (pipe == Pipe::S) {
    history.enterScalar(access, begin, end);
  } else {
    history.enter(access, begin, end);
  }
}

void Core::issue(const Instruction &instruction) {
  const Where where = instruction.where;
  requireInitialised(instruction.name, where);
  const int pipe = static_cast<int>(instruction.pipe);
  const SiteTable::Id site = sites.idOf({instruction.name, where});
  lastSite[pipe] = site;
  for (const Access &access : instruction.accesses) {
    if (access.begin >= access.end) {
      continue;
    }
    if (access.space == Access::Local) {
      enterLocal(access.memory, instruction.pipe, access.begin, access.end,
                 access.writes, site);
      continue;
    }
    cache.closeAll();
    const uint64_t base = allocationOf(instruction.name, access.begin,
                                       access.end, access.writes, where)
                              .begin;
    if (!access.writes) {
      if (checksCores()) {
        globalReads.push_back(
            {access.begin, access.end, false, where, syncPhase});
      }
      globalHistory.read({clocks, instruction.pipe, site, false, false, base},
                         access.begin, access.end);
      continue;
    }
    globalHistory.write(
        {clocks, instruction.pipe, site, true, instruction.atomic, base},
        access.begin, access.end);
    if (!instruction.atomic) {
      globalWrites.push_back({access.begin, access.end,
                              instruction.blockGranular, where, syncPhase});
    }
  }
  lastIssued[pipe] = clocks.epoch(instruction.pipe);
  if (trace) {
    time(instruction, site);
  }
}

void Core::touchScalar(uint64_t begin, uint64_t end, bool writes,
                       const Site &site) {
  requireInitialised(site.name, site.where);
  lastIssued[static_cast<int>(Pipe::S)] = clocks.epoch(Pipe::S);
  const SiteTable::Id id = sites.idOf(site);
  enterLocal(Memory::UB, Pipe::S, begin, end, writes, id);
  if (trace) {
    trace->touchLocal(id);
  }
}

const Allocation &Core::checkScalarGlobal(const char *name, uint64_t begin,
                                          uint64_t end, bool writes,
                                          Where where) {
  requireInitialised(name, where);
  const Allocation &allocation = allocationOf(name, begin, end, writes, where);
  if (!writes && checksCores()) {
    globalReads.push_back({begin, end, false, where, syncPhase});
  }
  // Lines that the cache holds and that a copy has changed since are the
  // cache's business; here only order counts. Reads do not enter the history:
  // a load has its value before the scalar unit issues anything after it.
  if (!globalHistory.empty()) {
    globalHistory.checkRead({clocks, Pipe::S, sites.idOf({name, where}), false,
                             false, allocation.begin},
                            begin, end);
  }
  return allocation;
}

Allocation cubeport::twin::checkGlobal(const char *name, uint64_t begin,
                                       uint64_t end, bool writes, Where where) {
  const GlobalMemory &memory = GlobalMemory::instance();
  Allocation allocation;
  const char *verb = writes ? "writes" : "reads";
  if (!memory.find(begin, allocation)) {
    if (memory.wasFreed(begin)) {
      fault(FaultCode::GlobalFreed, where,
            "'%s' %s %" PRIu64 " bytes of memory that was freed", name, verb,
            end - begin);
    }
    if (memory.nearest(begin, allocation)) {
      fault(FaultCode::GlobalBounds, where,
            "'%s' %s %" PRIu64 " bytes at offset %" PRId64
            " of an allocation of %" PRIu64 " bytes",
            name, verb, end - begin,
            static_cast<int64_t>(begin - allocation.begin),
            allocation.end - allocation.begin);
    }
    fault(FaultCode::GlobalBounds, where,
          "'%s' %s %" PRIu64 " bytes at %#" PRIx64
          ", which no aclrtMalloc returned",
          name, verb, end - begin, begin);
  }
  if (end > allocation.end) {
    fault(FaultCode::GlobalBounds, where,
          "'%s' %s bytes %" PRIu64 "..%" PRIu64 " of an allocation of %" PRIu64
          " bytes",
          name, verb, begin - allocation.begin, end - allocation.begin - 1,
          allocation.end - allocation.begin);
  }
  return allocation;
}

void Core::initSocState(Where) {
  initialised = true;
  counterMode = false;
  maskHigh = maskLow = ~0ull;
  atomicOp = AtomicOp::None;
}

void Core::checkPending() const {
  for (int pipe = 1; pipe < numPipes; ++pipe) {
    if (lastIssued[pipe] == 0 ||
        clocks.knows(Pipe::S, static_cast<Pipe>(pipe), lastIssued[pipe])) {
      continue;
    }
    const Site &last = sites[lastSite[pipe]];
    fault(FaultCode::PendingAtEnd, last.where,
          "'%s' on %s may still run when the kernel ends; a kernel must end "
          "with PipeBarrier<PIPE_ALL>",
          last.name, nameOf(static_cast<Pipe>(pipe)));
  }
}

void Core::finish() {
  for (int event = 0; event < static_cast<int>(HardEvent::MAX); ++event) {
    for (int id = 0; id < 8; ++id) {
      const Flag &flag = flags[event][id];
      if (flag.set) {
        fault(FaultCode::FlagLeft, flag.where,
              "flag %s %d is still set when the kernel ends; every SetFlag "
              "needs its WaitFlag, or the next kernel is disturbed",
              nameOf(static_cast<HardEvent>(event)), id);
      }
    }
  }
  checkPending();
  cache.checkClean();
  if (atomicOp != AtomicOp::None) {
    fault(FaultCode::AtomicMode, atomicSet,
          "the atomic mode is still on when the kernel ends; SetAtomicNone "
          "must follow");
  }
}
