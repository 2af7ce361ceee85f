// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One block of threads that may wait for each other: each has a stack, and
// the block decides who runs next.
#ifndef CUBEPORT_LIB_ORACLE_RUNTIME_BLOCK_H
#define CUBEPORT_LIB_ORACLE_RUNTIME_BLOCK_H

#include "Launch.h"
#include "Switch.h"

#include <memory>
#include <string>

namespace cubeport::oracle {

/// What a thread does. Barriers come last: kBarrier + the barrier's number.
enum State : uint8_t {
  kRunnable = 0,
  kYielded,
  kDone,
  kInWarp,
  kInActiveMask,
  kInGridSync,
  kAtBarrier,
};

/// A thread of the block. What a barrier touches comes first, in one line of
/// the cache.
struct alignas(64) Fiber {
  ThreadContext thread;
  Context context;
  class Block *owner;
  /// Where it waits.
  uint32_t site;
  bool isStarted;
  // What it waits for, if that is more than a plain barrier.
  WarpOp op;
  uint32_t mask;
  uint32_t argument;
  uint64_t value;
  uint64_t result;
  Stack stack;
};

/// One of the 16 barriers of a block.
struct Barrier {
  uint32_t arrived;
  uint32_t expected; ///< 0: all threads of the block
  uint32_t site;
  uint32_t count, all, any; ///< the predicates so far
  bool hasResult;
};

/// How far a run of a block got.
enum class Progress { Done, Spins };

class Block {
public:
  Block(Worker &worker, const Launch &launch);

  /// Takes on block `index` of the grid.
  void start(uint64_t index);
  /// Runs until all threads are done, or all that can run only spin.
  Progress run();

  uint64_t index() const { return blockIndex; }
  BlockContext &context() { return blockContext; }

  // Called by the running thread.
  uint32_t barrier(Fiber &self, uint32_t id, uint32_t count, BarrierOp op,
                   uint32_t predicate, uint32_t site, bool waits);
  uint64_t warpOp(Fiber &self, WarpOp op, uint32_t mask, uint64_t value,
                  uint32_t argument, uint32_t site);
  uint32_t activeMask(Fiber &self, uint32_t site);
  void gridSync(Fiber &self, uint32_t site);
  void yield(Fiber &self, uint32_t site);
  [[noreturn]] void exitThread(Fiber &self);

  /// True if `place` is in the stack of the running thread.
  bool isOnStack(const char *place) const;
  /// Says that the block only spins.
  [[noreturn]] void reportSpinning();

  /// "thread (3, 0, 0) of block (1, 0, 0)".
  static std::string describeThread(const ThreadContext &thread);

private:
  Worker &worker;
  const Launch &launch;
  BlockContext blockContext;
  uint64_t blockIndex = 0;
  uint32_t threadCount = 0, live = 0, finished = 0;
  Context mainContext;
  std::vector<Fiber> fibers;
  std::vector<uint8_t> states;
  std::vector<Warp> warps;
  Barrier barriers[16];

  static void enter(void *argument);
  void prepare(Fiber &fiber);
  void finish(Fiber &fiber);
  void wait(Fiber &self, State state);
  void switchFrom(Fiber &self);
  void prefetch(uint32_t thread) const;
  /// Ends a stretch in which accesses of different warps are not ordered.
  void advanceEpoch() { blockContext.epoch = ++worker.epoch; }
  bool findRunnable(uint32_t from, uint32_t &found) const;
  void makeRunnable(uint32_t thread);
  void leaveWarp(Fiber &fiber);
  bool completeBarrier(uint32_t id, Fiber *self);
  bool completeWarp(Warp &warp, uint32_t number, Fiber *self);
  bool resolveActiveMasks(uint32_t number);
  bool resolveAnyActiveMask();
  [[noreturn]] void reportDeadlock();
  void warnOfExit(uint32_t site);
};

/// Computes a warp operation for the lanes of `mask`; `lanes` are the fibers
/// of the warp, the results go there.
void computeWarpOp(Fiber *lanes, uint32_t mask);

} // namespace cubeport::oracle

#endif
