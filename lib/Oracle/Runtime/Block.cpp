// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Who runs next in a block, and how threads begin and end.
#include "Block.h"
#include "Fault.h"

#include <cstring>

using namespace cubeport::oracle;

std::string Block::describeThread(const ThreadContext &thread) {
  const BlockContext &block = *thread.block;
  return formatted("thread (%u, %u, %u) of block (%u, %u, %u)",
                   thread.threadIdx[0], thread.threadIdx[1],
                   thread.threadIdx[2], block.blockIdx[0], block.blockIdx[1],
                   block.blockIdx[2]);
}

Block::Block(Worker &worker, const Launch &launch)
    : worker(worker), launch(launch), threadCount(launch.threadCount()),
      fibers(threadCount), states((threadCount + 15) / 8 * 8, kDone),
      warps((threadCount + 31) / 32) {
  uint32_t thread = 0;
  for (uint32_t z = 0; z < launch.block[2]; ++z) {
    for (uint32_t y = 0; y < launch.block[1]; ++y) {
      for (uint32_t x = 0; x < launch.block[0]; ++x, ++thread) {
        Fiber &fiber = fibers[thread];
        fiber.thread.threadIdx[0] = x;
        fiber.thread.threadIdx[1] = y;
        fiber.thread.threadIdx[2] = z;
        fiber.thread.linear = thread;
        fiber.thread.lane = thread % 32;
        fiber.thread.block = &blockContext;
        fiber.owner = this;
      }
    }
  }
  std::memset(barriers, 0, sizeof(barriers));
}

void Block::start(uint64_t index) {
  blockIndex = index;
  char *shared = blockContext.shared;
  placeBlock(blockContext, launch, index);
  blockContext.shared = shared;
  blockContext.warps = warps.data();
  live = threadCount;
  finished = 0;
  advanceEpoch();
  blockContext.startEpoch = blockContext.epoch;
  std::memset(states.data(), kRunnable, threadCount);
  for (Fiber &fiber : fibers) {
    fiber.isStarted = false;
    fiber.thread.spins = 0;
    fiber.thread.exitSite = ~0u;
  }
  for (uint32_t warp = 0; warp < warps.size(); ++warp) {
    const uint32_t lanes = std::min(32u, threadCount - warp * 32);
    std::memset(&warps[warp], 0, sizeof(Warp));
    warps[warp].live = lanes == 32 ? ~0u : (1u << lanes) - 1;
    warps[warp].runnable = warps[warp].live;
  }
}

bool Block::isOnStack(const char *place) const {
  const auto *fiber = reinterpret_cast<const Fiber *>(
      reinterpret_cast<const char *>(cubeportOracleThread) -
      offsetof(Fiber, thread));
  return place >= fiber->stack.begin && place < fiber->stack.end;
}

//===----------------------------------------------------------------------===//
// Running
//===----------------------------------------------------------------------===//

/// The next runnable thread behind `from`, going round.
bool Block::findRunnable(uint32_t from, uint32_t &found) const {
  const uint8_t *all = states.data();
  if (from < threadCount && all[from] == kRunnable) {
    found = from;
    return true;
  }
  // Bytes behind the last thread are kDone, so whole words can be tested.
  auto search = [&](uint32_t begin, uint32_t end) {
    for (uint32_t word = begin / 8 * 8; word < end; word += 8) {
      uint64_t bytes;
      std::memcpy(&bytes, all + word, 8);
      uint64_t zeros =
          (bytes - 0x0101010101010101ull) & ~bytes & 0x8080808080808080ull;
      while (zeros) {
        const uint32_t at = word + uint32_t(__builtin_ctzll(zeros)) / 8;
        if (at >= begin && at < end && all[at] == kRunnable) {
          found = at;
          return true;
        }
        zeros &= zeros - 1;
      }
    }
    return false;
  };
  return search(from, threadCount) || search(0, std::min(from, threadCount));
}

void Block::enter(void *argument) {
  Fiber *fiber = static_cast<Fiber *>(argument);
  while (true) {
    Block &block = *fiber->owner;
    cubeportOracleThread = &fiber->thread;
    block.launch.kernel->entry(block.launch.arguments);
    block.finish(*fiber);
    // A thread that has not begun takes over the stack, without a switch.
    uint32_t next;
    if (!block.findRunnable(fiber->thread.linear + 1, next) ||
        block.fibers[next].isStarted) {
      block.worker.stacks(block.launch.kernel->stackBytes).give(fiber->stack);
      block.switchFrom(*fiber);
      __builtin_unreachable();
    }
    block.fibers[next].stack = fiber->stack;
    block.fibers[next].isStarted = true;
    fiber = &block.fibers[next];
  }
}

void Block::prepare(Fiber &fiber) {
  fiber.stack = worker.stacks(launch.kernel->stackBytes).take();
  fiber.isStarted = true;
  prepareContext(fiber.context, fiber.stack.begin, fiber.stack.end, enter,
                 &fiber);
}

/// Threads mostly take turns in order, and each has its lines of the cache.
void Block::prefetch([[maybe_unused]] uint32_t thread) const {
#if defined(__x86_64__)
  if (thread + 1 < threadCount) {
    __builtin_prefetch(&fibers[thread + 1]);
    const char *top = static_cast<const char *>(fibers[thread].context.top);
    if (!top) {
      return; // it has not begun
    }
    __builtin_prefetch(top);
    __builtin_prefetch(top + 64);
    __builtin_prefetch(top + 128);
  }
#endif
}

/// Goes on with another thread, or with the host thread if none can run.
void Block::switchFrom(Fiber &self) {
  uint32_t next;
  if (findRunnable(self.thread.linear + 1, next)) {
    Fiber &fiber = fibers[next];
    if (!fiber.isStarted) {
      prepare(fiber);
    }
    prefetch(next + 1);
    cubeportOracleThread = &fiber.thread;
    switchContext(self.context, fiber.context);
  } else {
    switchContext(self.context, mainContext);
  }
}

void Block::makeRunnable(uint32_t thread) {
  states[thread] = kRunnable;
  warps[thread / 32].runnable |= 1u << thread % 32;
}

void Block::wait(Fiber &self, State state) {
  const uint32_t thread = self.thread.linear;
  states[thread] = state;
  Warp &warp = warps[thread / 32];
  warp.runnable &= ~(1u << thread % 32);
  if (warp.runnable == 0 && warp.activeWaiters != 0 &&
      resolveActiveMasks(thread / 32) && states[thread] == kRunnable) {
    return;
  }
  switchFrom(self);
}

Progress Block::run() {
  worker.current = this;
  worker.context = &blockContext;
  worker.blockIndex = blockIndex;
  const uint64_t gridEpoch = launch.gridEpoch.load();
  for (uint32_t thread = 0; thread < threadCount; ++thread) {
    if (states[thread] == kYielded ||
        (states[thread] == kInGridSync && fibers[thread].value != gridEpoch)) {
      makeRunnable(thread);
    }
  }
  uint32_t next;
  do {
    while (findRunnable(launch.isReversed ? threadCount / 2 : 0, next)) {
      Fiber &fiber = fibers[next];
      if (!fiber.isStarted) {
        prepare(fiber);
      }
      cubeportOracleThread = &fiber.thread;
      switchContext(mainContext, fiber.context);
    }
  } while (resolveAnyActiveMask());
  cubeportOracleThread = nullptr;
  if (live == 0) {
    return Progress::Done;
  }
  for (uint32_t thread = 0; thread < threadCount; ++thread) {
    if (states[thread] == kYielded || states[thread] == kInGridSync) {
      return Progress::Spins;
    }
  }
  reportDeadlock();
}

//===----------------------------------------------------------------------===//
// Ends of threads
//===----------------------------------------------------------------------===//

void Block::finish(Fiber &fiber) {
  const uint32_t thread = fiber.thread.linear, bit = 1u << thread % 32;
  states[thread] = kDone;
  --live;
  ++finished;
  Warp &warp = warps[thread / 32];
  warp.live &= ~bit;
  warp.runnable &= ~bit;
  launch.progress.fetch_add(1, std::memory_order_relaxed);
  // Others may have waited for the threads that are left.
  for (uint32_t id = 0; id < 16; ++id) {
    if (barriers[id].arrived != 0 && barriers[id].expected == 0) {
      completeBarrier(id, nullptr);
    }
  }
  if (warp.waiting != 0) {
    for (uint32_t lane = 0; lane < 32; ++lane) {
      if (warp.waiting >> lane & 1) {
        completeWarp(warp, thread / 32 * 32 + lane, nullptr);
      }
    }
  }
  if (warp.runnable == 0 && warp.activeWaiters != 0) {
    resolveActiveMasks(thread / 32);
  }
  const uint64_t left = launch.liveThreads.fetch_sub(1) - 1;
  if (launch.gridArrived.load() != 0) {
    std::lock_guard<std::mutex> lock(launch.mutex);
    if (launch.gridArrived.load() == left) {
      launch.gridArrived = 0;
      ++launch.gridEpoch;
    }
  }
}

void Block::exitThread(Fiber &self) {
  finish(self);
  uint32_t next;
  if (findRunnable(self.thread.linear + 1, next) && !fibers[next].isStarted) {
    // Its first frame goes where this thread's first frame was.
    Fiber &fiber = fibers[next];
    fiber.stack = self.stack;
    fiber.isStarted = true;
    prepareContext(fiber.context, fiber.stack.begin, fiber.stack.end, enter,
                   &fiber);
    switchContext(self.context, fiber.context);
  }
  worker.stacks(launch.kernel->stackBytes).give(self.stack);
  switchFrom(self);
  __builtin_unreachable();
}

void Block::yield(Fiber &self, uint32_t site) {
  self.site = site;
  wait(self, kYielded);
}

void Block::gridSync(Fiber &self, uint32_t site) {
  {
    std::lock_guard<std::mutex> lock(launch.mutex);
    self.value = launch.gridEpoch.load();
    if (launch.gridArrived.fetch_add(1) + 1 == launch.liveThreads.load()) {
      launch.gridArrived = 0;
      ++launch.gridEpoch;
      ++launch.progress;
      advanceEpoch();
      return;
    }
  }
  self.site = site;
  advanceEpoch(); // no two sides of it are in one epoch
  wait(self, kInGridSync);
}
