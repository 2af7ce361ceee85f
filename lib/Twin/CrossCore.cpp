// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CrossCoreSetFlag and CrossCoreWaitFlag of mode 2.
#include "CrossCore.h"
#include "Core.h"
#include "twin/Cube.h"

#include <chrono>

using namespace cubeport::twin;

/// A flag counts to 15.
static constexpr unsigned maxCount = 15;

void CoreGroup::set(bool cube, unsigned subBlock, uint16_t id, Where where) {
  std::lock_guard<std::mutex> lock(mutex);
  for (unsigned core = 0; core < vectorCores; ++core) {
    if (!cube && core != subBlock) {
      continue;
    }
    unsigned &count = cube ? fromCube[core][id] : fromVector[core][id];
    if (count == maxCount) {
      fault(FaultCode::FlagSetTwice, where,
            "cross-core flag %u is set for the 16th time without a wait; it "
            "counts to 15",
            id);
    }
    ++count;
  }
  ++progress;
  changed.notify_all();
}

bool CoreGroup::take(bool cube, unsigned subBlock, uint16_t id) {
  for (unsigned core = 0; core < vectorCores; ++core) {
    if (cube ? !fromVector[core][id]
             : core == subBlock && !fromCube[core][id]) {
      return false;
    }
  }
  for (unsigned core = 0; core < vectorCores; ++core) {
    if (cube) {
      --fromVector[core][id];
    } else if (core == subBlock) {
      --fromCube[core][id];
    }
  }
  return true;
}

void CoreGroup::wait(bool cube, unsigned subBlock, uint16_t id, Where where) {
  // Long enough for a core that was woken but has not run yet.
  constexpr int quietRounds = 20;
  std::unique_lock<std::mutex> lock(mutex);
  ++waiting;
  uint64_t seen = progress;
  for (int quiet = 0; !take(cube, subBlock, id); ++quiet) {
    if (progress != seen) {
      seen = progress;
      quiet = 0;
    }
    if (waiting + left == cores && quiet >= quietRounds) {
      --waiting;
      fault(FaultCode::WaitWithoutSet, where,
            "'CrossCoreWaitFlag' waits for flag %u, which no core of the block "
            "will set; all of them wait or have ended",
            id);
    }
    changed.wait_for(lock, std::chrono::milliseconds(20));
  }
  --waiting;
}

void CoreGroup::leave() {
  std::lock_guard<std::mutex> lock(mutex);
  ++left;
  ++progress;
  changed.notify_all();
}

int CoreGroup::leftOver() const {
  for (unsigned core = 0; core < vectorCores; ++core) {
    for (unsigned id = 0; id < numFlags; ++id) {
      if (fromCube[core][id] || fromVector[core][id]) {
        return static_cast<int>(id);
      }
    }
  }
  return -1;
}

static void checkFlag(const char *call, uint8_t mode, uint16_t id,
                      Where where) {
  if (mode != 2) {
    fault(FaultCode::EventPair, where,
          "'%s' has mode %u; the twin has mode 2, between the cube core and "
          "its vector cores",
          call, mode);
  }
  if (id > 10) {
    fault(FaultCode::EventId, where,
          "'%s' names flag %u; 0 to 10 are free, 11 to 15 are reserved", call,
          id);
  }
}

static CoreGroup &groupOf(const Core &core, const char *call, Where where) {
  if (!core.group) {
    fault(FaultCode::EventPair, where,
          "'%s' in a kernel of one kind of core; flags between cores belong to "
          "__mix__ kernels",
          call);
  }
  return *core.group;
}

void cubeport::twin::crossCoreSet(uint8_t mode, pipe_t pipe, uint16_t id,
                                  Where where) {
  Core &core = currentCore(where);
  checkFlag("CrossCoreSetFlag", mode, id, where);
  groupOf(core, "CrossCoreSetFlag", where)
      .set(core.cube, core.subBlock, id, where);
  // The rule of order takes what the pipe was given as done by now.
  core.timeCrossFlag(true, pipe, id, where);
}

void cubeport::twin::crossCoreWait(uint16_t id, Where where) {
  Core &core = currentCore(where);
  checkFlag("CrossCoreWaitFlag", 2, id, where);
  groupOf(core, "CrossCoreWaitFlag", where)
      .wait(core.cube, core.subBlock, id, where);
  core.timeCrossFlag(false, PIPE_S, id, where);
}
