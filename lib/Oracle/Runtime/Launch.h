// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A launch of a kernel, and what each host thread needs to run blocks of it.
#ifndef CUBEPORT_LIB_ORACLE_RUNTIME_LAUNCH_H
#define CUBEPORT_LIB_ORACLE_RUNTIME_LAUNCH_H

#include "lib/Oracle/AbiCalls.h"

#include <atomic>
#include <cfenv>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace cubeport::oracle {

class Block;
class MemoryMap;
class SharedShadow;
class StackPool;
class Watch;

/// A running launch.
struct Launch {
  const DeviceModule *module = nullptr;
  const Kernel *kernel = nullptr;
  uint32_t grid[3] = {1, 1, 1};
  uint32_t block[3] = {1, 1, 1};
  uint32_t dynamicBytes = 0;
  void **arguments = nullptr;
  MemoryMap *memory = nullptr;
  /// The rounding mode of <cfenv>.
  int rounding = FE_TONEAREST;
  /// Blocks, and threads where none waits, run in the opposite order; where
  /// threads wait, those of the second half of a block begin.
  bool isReversed = false;
  /// Memory that is looked at, or null.
  Watch *watch = nullptr;

  uint64_t blockCount() const { return uint64_t(grid[0]) * grid[1] * grid[2]; }
  /// The block to run as the `n`th.
  uint64_t blockAt(uint64_t n) const {
    return isReversed ? blockCount() - 1 - n : n;
  }
  /// True if the kernel itself goes through the threads of a block.
  bool runsLoops() const;
  uint32_t threadCount() const { return block[0] * block[1] * block[2]; }
  uint64_t sharedBytes() const {
    return module->staticSharedBytes + dynamicBytes;
  }

  // Changed while the launch runs.
  mutable std::atomic<uint64_t> nextBlock{0};
  mutable std::atomic<uint64_t> gridArrived{0};
  mutable std::atomic<uint64_t> gridEpoch{0};
  mutable std::atomic<uint64_t> liveThreads{0};
  /// Counts what moves a launch on, to tell waiting from progress.
  mutable std::atomic<uint64_t> progress{0};
  mutable std::mutex mutex;
  mutable std::map<uint64_t, std::string> outputs;
  mutable std::atomic<bool> warnedOfExit{false};
};

/// What a host thread keeps between blocks and launches.
struct Worker {
  Worker();
  ~Worker();
  const Launch *launch = nullptr;
  /// The block whose thread runs; null for kernels without waiting.
  Block *current = nullptr;
  BlockContext *context = nullptr;
  uint64_t blockIndex = 0;
  std::string output;
  /// Counts barriers and blocks over all launches.
  uint32_t epoch = 0;
  std::vector<RangeCache> caches;
  std::map<size_t, std::unique_ptr<StackPool>> stackPools;
  std::unique_ptr<SharedShadow> shadow;

  /// Takes the next blocks of the launch until there are none.
  void work(const Launch &launch);
  StackPool &stacks(size_t bytes);
  /// True if `address` is in the stack of the running thread.
  bool isOnStack(const void *address) const;
  /// True if `address` is below a host thread's stack that device code filled.
  bool isNearStack(const void *address) const;

private:
  void workPlain(const Launch &launch);
  void workLoops(const Launch &launch);
  void preparePlain(const Launch &launch, BlockContext &block);
  void workWaiting(const Launch &launch);
  /// Keeps what block `index` printed until the launch is done.
  static void keepOutput(const Launch &launch, uint64_t index,
                         std::string &text);
  std::vector<char> plainWindow;
  /// Of kernels that loop over the threads of a block themselves.
  std::vector<char> frames;
  std::vector<ThreadContext> contexts;
  const char *plainStackEnd = nullptr;
};

/// The worker of this host thread.
Worker &thisWorker();

/// Runs a launch on all host threads; returns when it is done.
void runLaunch(Launch &launch);

/// Fills in the block's place in the grid.
void placeBlock(BlockContext &context, const Launch &launch, uint64_t index);

} // namespace cubeport::oracle

#endif
