// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Barriers of a block, and what is wrong when nobody can run.
#include "Block.h"
#include "Fault.h"

#include <map>

using namespace cubeport::oracle;

uint32_t Block::barrier(Fiber &self, uint32_t id, uint32_t count, BarrierOp op,
                        uint32_t predicate, uint32_t site, bool waits) {
  if (id > 15) {
    fault("CP8009", site,
          formatted("barrier %u; a block has the barriers 0 to 15", id));
  }
  Barrier &barrier = barriers[id];
  if (barrier.arrived == 0) {
    barrier.site = site;
    barrier.expected = count;
    barrier.count = 0;
    barrier.all = 1;
    barrier.any = 0;
    barrier.hasResult = false;
  } else if (barrier.expected != count ||
             (count == 0 && barrier.site != site)) {
    fault("CP8006", site,
          formatted("%s arrives at this barrier while %u threads of its "
                    "block wait at another one; all threads of a block must "
                    "reach the same barrier",
                    describeThread(self.thread).c_str(), barrier.arrived),
          {{barrier.site, "the others wait here"}});
  }
  ++barrier.arrived;
  self.site = site;
  const bool hasResult = op != BarrierOp::None;
  if (hasResult) {
    barrier.count += predicate != 0;
    barrier.all &= predicate != 0;
    barrier.any |= predicate != 0;
    barrier.hasResult = true;
    self.argument = uint32_t(op);
  }
  const uint32_t wanted = count ? count : live;
  if (barrier.arrived >= wanted) {
    completeBarrier(id, &self);
  } else if (waits) {
    wait(self, State(kAtBarrier + id));
  }
  return hasResult ? uint32_t(self.result) : 0;
}

void Block::warnOfExit(uint32_t site) {
  if (launch.warnedOfExit.exchange(true)) {
    return;
  }
  for (const Fiber &other : fibers) {
    if (states[other.thread.linear] == kDone) {
      warn("CP8007", site,
           formatted("%u of %u threads of the block had returned when the "
                     "others met at this barrier; it does not wait for them",
                     finished, threadCount),
           {{other.thread.exitSite,
             describeThread(other.thread) + " returned here"}});
      return;
    }
  }
}

/// Lets the threads at a barrier go on if all have come. `self` is the
/// thread that has just arrived and does not wait yet.
bool Block::completeBarrier(uint32_t id, Fiber *self) {
  Barrier &barrier = barriers[id];
  const bool isWhole = barrier.expected == 0;
  if (barrier.arrived < (isWhole ? live : barrier.expected)) {
    return false;
  }
  if (finished != 0 && isWhole) {
    warnOfExit(barrier.site);
  }
  const uint8_t waiting = uint8_t(kAtBarrier + id);
  uint8_t *all = states.data();
  if (isWhole && !barrier.hasResult) {
    for (uint32_t thread = 0; thread < threadCount; ++thread) {
      all[thread] = all[thread] == waiting ? uint8_t(kRunnable) : all[thread];
    }
    for (Warp &warp : warps) {
      warp.runnable = warp.live;
    }
  } else {
    const uint32_t results[] = {0, barrier.count, barrier.all, barrier.any};
    for (uint32_t thread = 0; thread < threadCount; ++thread) {
      if (all[thread] == waiting) {
        fibers[thread].result = results[fibers[thread].argument & 3];
        makeRunnable(thread);
      }
    }
    if (self) {
      self->result = results[self->argument & 3];
    }
  }
  barrier.arrived = 0;
  advanceEpoch();
  launch.progress.fetch_add(1, std::memory_order_relaxed);
  return true;
}

static const char *nameOf(WarpOp op) {
  switch (op) {
  case WarpOp::Sync:
    return "__syncwarp";
  case WarpOp::ShuffleIndex:
    return "__shfl_sync";
  case WarpOp::ShuffleUp:
    return "__shfl_up_sync";
  case WarpOp::ShuffleDown:
    return "__shfl_down_sync";
  case WarpOp::ShuffleXor:
    return "__shfl_xor_sync";
  case WarpOp::VoteAll:
    return "__all_sync";
  case WarpOp::VoteAny:
    return "__any_sync";
  case WarpOp::VoteUniform:
    return "__uni_sync";
  case WarpOp::Ballot:
    return "__ballot_sync";
  case WarpOp::MatchAny:
    return "__match_any_sync";
  case WarpOp::MatchAll:
    return "__match_all_sync";
  default:
    return "__reduce_sync";
  }
}

void Block::reportDeadlock() {
  // Threads that wait for the same at the same place make one note.
  std::map<std::pair<uint32_t, uint32_t>, std::pair<uint32_t, FaultNote>> notes;
  uint32_t waiting = 0, firstSite = ~0u;
  for (const Fiber &fiber : fibers) {
    const uint8_t state = states[fiber.thread.linear];
    if (state == kDone) {
      continue;
    }
    ++waiting;
    std::string what;
    if (state == kInWarp) {
      what = formatted("in %s with mask 0x%08x", nameOf(fiber.op), fiber.mask);
    } else if (state >= kAtBarrier) {
      const Barrier &barrier = barriers[state - kAtBarrier];
      what = formatted("at barrier %d, where %u of %u threads have arrived",
                       state - kAtBarrier, barrier.arrived,
                       barrier.expected ? barrier.expected : live);
    }
    firstSite = firstSite == ~0u ? fiber.site : firstSite;
    auto &entry = notes[{fiber.site, state == kInWarp ? fiber.mask : state}];
    if (entry.first++ == 0) {
      entry.second = {fiber.site,
                      describeThread(fiber.thread) + " waits " + what};
    }
  }
  std::vector<FaultNote> list;
  for (auto &[key, entry] : notes) {
    if (entry.first > 1) {
      entry.second.text += formatted(", with %u others", entry.first - 1);
    }
    if (list.size() < 4) {
      list.push_back(entry.second);
    }
  }
  fault("CP8008", firstSite,
        formatted("%u of %u threads of block (%u, %u, %u) wait for each other "
                  "for ever, %u have returned",
                  waiting, threadCount, blockContext.blockIdx[0],
                  blockContext.blockIdx[1], blockContext.blockIdx[2],
                  finished),
        list);
}

void Block::reportSpinning() {
  for (const Fiber &fiber : fibers) {
    const uint8_t state = states[fiber.thread.linear];
    if (state == kYielded || state == kInGridSync) {
      worker.context = &blockContext;
      fault("CP8011", fiber.site,
            formatted("%s has waited in a loop for %s while nothing else in "
                      "the grid moved on",
                      describeThread(fiber.thread).c_str(),
                      state == kInGridSync ? "the whole grid"
                                           : "memory to change"));
    }
  }
  reportDeadlock();
}
