// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CrossCoreSetFlag, CrossCoreWaitFlag and SyncAll.
#include "CrossCore.h"
#include "Core.h"
#include "twin/Cube.h"
#include "twin/SyncAll.h"

#include <chrono>

using namespace cubeport::twin;

/// A flag counts to 15.
static constexpr unsigned maxCount = 15;

void CoreGroup::prepare() {
  if (counters.empty()) {
    counters.resize(blocks * coresPerBlock());
    waitingIn.resize(blocks);
  }
  leftFrom.resize(blocks);
}

std::vector<uint64_t> CoreGroup::coresOf(uint64_t block, bool cube) const {
  std::vector<uint64_t> cores;
  for (unsigned core = 0; core < (cube ? cubeCores : vectorCores); ++core) {
    cores.push_back(indexOf({block, cube, core}));
  }
  return cores;
}

/// Moves one set of each giver to the takers, when all have set.
void CoreGroup::complete(const std::vector<uint64_t> &givers,
                         const std::vector<uint64_t> &takers, uint16_t id,
                         Where where) {
  for (uint64_t giver : givers) {
    if (counters[giver].given[id] == 0) {
      return;
    }
  }
  for (uint64_t giver : givers) {
    --counters[giver].given[id];
  }
  for (uint64_t taker : takers) {
    if (counters[taker].count[id] == maxCount) {
      fault(FaultCode::FlagSetTwice, where,
            "cross-core flag %u is set for the 16th time without a wait; it "
            "counts to 15",
            id);
    }
    ++counters[taker].count[id];
  }
}

void CoreGroup::set(uint8_t mode, const CorePlace &core, uint16_t id,
                    Where where) {
  std::lock_guard<std::mutex> lock(mutex);
  prepare();
  uint8_t &given = counters[indexOf(core)].given[id];
  if (given == maxCount) {
    fault(FaultCode::FlagSetTwice, where,
          "cross-core flag %u is set for the 16th time without a wait; it "
          "counts to 15",
          id);
  }
  ++given;
  std::vector<uint64_t> givers = coresOf(core.block, core.cube);
  if (mode == 0) {
    wide = true;
    givers.clear();
    for (uint64_t block = 0; block < blocks; ++block) {
      for (uint64_t peer : coresOf(block, core.cube)) {
        givers.push_back(peer);
      }
    }
  }
  complete(givers, mode == 2 ? coresOf(core.block, !core.cube) : givers, id,
           where);
  ++progress;
  changed.notify_all();
}

void CoreGroup::claim(bool forSyncAll, Where where) {
  std::lock_guard<std::mutex> lock(mutex);
  (forSyncAll ? syncs : usesSyncFlags) = true;
  if (syncs && usesSyncFlags) {
    fault(FaultCode::EventId, where,
          "SyncAll and cross-core flags 11 to 14 in one kernel; SyncAll uses "
          "these flags itself");
  }
}

bool CoreGroup::isStuck(uint64_t block) const {
  return wide ? waiting + left == blocks * coresPerBlock()
              : waitingIn[block] + leftFrom[block] == int(coresPerBlock());
}

void CoreGroup::wait(const CorePlace &core, uint16_t id, Where where) {
  // Long enough for a core that was woken but has not run yet.
  constexpr int quietRounds = 20;
  std::unique_lock<std::mutex> lock(mutex);
  prepare();
  const uint64_t index = indexOf(core);
  auto count = [&]() -> uint8_t & { return counters[index].count[id]; };
  if (wide && count() == 0) {
    lock.unlock();
    startMore();
    lock.lock();
  }
  ++waiting;
  ++waitingIn[core.block];
  uint64_t seen = progress;
  for (int quiet = 0; count() == 0; ++quiet) {
    if (progress != seen) {
      seen = progress;
      quiet = 0;
    }
    if (isStuck(core.block) && quiet >= quietRounds) {
      --waiting;
      --waitingIn[core.block];
      if (failed) {
        throw Abandoned();
      }
      fault(FaultCode::WaitWithoutSet, where,
            "'CrossCoreWaitFlag' waits for flag %u, which no core of the %s "
            "will set; all of them wait or have ended",
            id, wide ? "launch" : "block");
    }
    changed.wait_for(lock, std::chrono::milliseconds(failed ? 1 : 20));
  }
  --waiting;
  --waitingIn[core.block];
  --count();
}

void CoreGroup::leave(const CorePlace &core, bool hasFailed) {
  std::lock_guard<std::mutex> lock(mutex);
  leftFrom.resize(blocks);
  ++left;
  ++leftFrom[core.block];
  ++progress;
  failed |= hasFailed;
  changed.notify_all();
}

int CoreGroup::leftOver(uint64_t block) const {
  std::lock_guard<std::mutex> lock(mutex);
  for (unsigned id = 0; !counters.empty() && id < numFlags; ++id) {
    for (unsigned core = 0; core < coresPerBlock(); ++core) {
      const Counters &flags = counters[block * coresPerBlock() + core];
      if (flags.count[id] || flags.given[id]) {
        return static_cast<int>(id);
      }
    }
  }
  return -1;
}

static CorePlace corePlace(const Core &core) {
  return {core.block, core.cube, core.subBlock};
}

/// The library keeps flags 11 to 14 for SyncAll.
static constexpr uint16_t firstOfSyncAll = 11, lastOfSyncAll = 14;

static void checkFlag(const Core &core, const char *call, uint8_t mode,
                      uint16_t id, Where where) {
  if (mode > 2) {
    fault(FaultCode::EventPair, where,
          "'%s' has mode %u; there are the modes 0, 1 and 2", call, mode);
  }
  if (id > 15) {
    fault(FaultCode::EventId, where,
          "'%s' names flag %u; there are the flags 0 to 15", call, id);
  }
  if (id >= firstOfSyncAll && id <= lastOfSyncAll) {
    core.group->claim(false, where);
  }
  if (mode != 0 && core.kind.cubeCores + core.kind.vectorCores < 2) {
    fault(FaultCode::EventPair, where,
          "'%s' in a kernel of one kind of core; flags between cores belong to "
          "__mix__ kernels",
          call);
  }
}

static Pipe settingPipeOf(pipe_t pipe, Where where) {
  const std::optional<Pipe> one = pipeOf(pipe);
  if (!one || *one == Pipe::S) {
    fault(FaultCode::EventPair, where,
          "'CrossCoreSetFlag' names pipe %d; it takes V, M, MTE1, MTE2, MTE3 "
          "and FIX",
          static_cast<int>(pipe));
  }
  return *one;
}

void cubeport::twin::crossCoreSet(uint8_t mode, pipe_t pipe, uint16_t id,
                                  Where where) {
  Core &core = currentCore(where);
  checkFlag(core, "CrossCoreSetFlag", mode, id, where);
  const Pipe setBy = settingPipeOf(pipe, where);
  if (mode != 2) {
    core.noteOwnFlag(setBy, id);
  }
  core.wideFlags |= uint32_t(mode == 0) << id;
  core.group->set(mode, corePlace(core), id, where);
  core.timeCrossFlag(mode, pipe, id, where);
}

void cubeport::twin::crossCoreWait(uint16_t id, Where where) {
  Core &core = currentCore(where);
  checkFlag(core, "CrossCoreWaitFlag", 0, id, where);
  const bool wide = core.wideFlags >> id & 1;
  if (wide) {
    enterSyncAll(core);
  }
  core.group->wait(corePlace(core), id, where);
  core.timeCrossWait(id, where);
  core.takeOwnFlag(id);
  core.wideFlags &= ~(1u << id);
  core.syncPhase += wide;
}

/// What SyncAll uses them for.
enum : uint16_t {
  vectorToCube = 11,
  amongCubes = 12,
  cubeToVector = 13,
  amongVectors = 14
};

void cubeport::twin::syncAll(bool vectorsOnly, Where where) {
  Core &core = currentCore(where);
  core.barrier(PIPE_ALL, where);
  if (vectorsOnly ? core.cube : core.kind.cubeCores == 0) {
    fault(FaultCode::EventPair, where,
          "'SyncAll' of %s runs %s; the core would wait forever",
          vectorsOnly ? "vector cores" : "all kinds of core",
          core.cube ? "on a cube core" : "in a kernel without cube cores");
  }
  core.group->claim(true, where);
  enterSyncAll(core);
  const CorePlace place = corePlace(core);
  auto set = [&](uint8_t mode, uint16_t id) {
    core.group->set(mode, place, id, where);
    core.timeCrossFlag(mode, PIPE_S, id, where);
  };
  auto wait = [&](uint16_t id) {
    core.group->wait(place, id, where);
    core.timeCrossWait(id, where);
  };
  if (vectorsOnly) {
    set(0, amongVectors);
    wait(amongVectors);
  } else if (core.cube) {
    wait(vectorToCube);
    set(0, amongCubes);
    wait(amongCubes);
    set(2, cubeToVector);
  } else {
    set(2, vectorToCube);
    wait(cubeToVector);
  }
  ++core.syncPhase;
}

void cubeport::twin::syncAllByMemory(uint64_t flags, uint64_t flagBytes,
                                     const Local &local, int32_t usedCores,
                                     Where where) {
  Core &core = currentCore(where);
  const uint64_t cores = core.blocks * core.kind.vectorCores;
  const uint64_t bytes = cores * 32;
  if (usedCores != 0 && uint64_t(usedCores) != cores) {
    fault(FaultCode::EventPair, where,
          "'SyncAll' of %d cores in a launch of %u; the twin has it for all",
          usedCores, static_cast<unsigned>(cores));
  }
  if (flagBytes != 0 && flagBytes < bytes) {
    fault(FaultCode::ScratchSize, where,
          "'SyncAll' has %u bytes of flags; %u cores need %u",
          static_cast<unsigned>(flagBytes), static_cast<unsigned>(cores),
          static_cast<unsigned>(bytes));
  }
  checkGlobal("SyncAll", flags, flags + bytes, true, where);
  core.checkLocal(local, "SyncAll", 0, bytes, where);
  syncAll(true, where);
}
