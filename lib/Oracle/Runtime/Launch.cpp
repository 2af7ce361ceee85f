// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Blocks over host threads.
#include "Launch.h"
#include "Block.h"
#include "Fault.h"
#include "Memory.h"
#include "Shadow.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>

#include <sched.h>

using namespace cubeport::oracle;

__thread ThreadContext *cubeportOracleThread = nullptr;

/// The most threads with a stack that one host thread keeps waiting.
static constexpr uint64_t maxResidentThreads = 1 << 17;

Worker::Worker() = default;
Worker::~Worker() = default;

Worker &cubeport::oracle::thisWorker() {
  static thread_local Worker worker;
  return worker;
}

StackPool &Worker::stacks(size_t bytes) {
  std::unique_ptr<StackPool> &pool = stackPools[bytes];
  if (!pool) {
    pool = std::make_unique<StackPool>(bytes);
  }
  return *pool;
}

void cubeport::oracle::placeBlock(BlockContext &context, const Launch &launch,
                                  uint64_t index) {
  context.blockIdx[0] = uint32_t(index % launch.grid[0]);
  context.blockIdx[1] = uint32_t(index / launch.grid[0] % launch.grid[1]);
  context.blockIdx[2] =
      uint32_t(index / (uint64_t(launch.grid[0]) * launch.grid[1]));
  for (int axis = 0; axis < 3; ++axis) {
    context.blockDim[axis] = launch.block[axis];
    context.gridDim[axis] = launch.grid[axis];
  }
  context.dynamicBytes = launch.dynamicBytes;
  context.sharedBytes = launch.sharedBytes();
  Worker &worker = thisWorker();
  context.caches = worker.caches.data();
  context.shadow =
      worker.shadow ? worker.shadow->cells(context.shared, context.sharedBytes)
                    : nullptr;
}

/// Where the frame of the caller ends; a local's address does not tell, as a
/// sanitizer keeps locals elsewhere.
[[gnu::always_inline]] static inline const char *frameTop() {
  return static_cast<const char *>(__builtin_frame_address(0));
}

bool Worker::isOnStack(const void *address) const {
  const char *place = static_cast<const char *>(address);
  if (current) {
    return current->isOnStack(place);
  }
  if (launch && place >= frames.data() &&
      place < frames.data() + frames.size() && launch->runsLoops()) {
    return true; // a local that a thread keeps behind a barrier
  }
  // The kernel was called from here, on this host thread's own stack.
  return place > frameTop() && place < plainStackEnd;
}

bool Worker::isNearStack(const void *address) const {
  // Host threads have 8 MiB as a rule; nothing else lies so near below.
  const char *place = static_cast<const char *>(address);
  return !current && place < plainStackEnd &&
         plainStackEnd - place < (16 << 20);
}

//===----------------------------------------------------------------------===//
// Kernels whose threads never wait
//===----------------------------------------------------------------------===//

void Worker::preparePlain(const Launch &work, BlockContext &block) {
  current = nullptr;
  context = &block;
  if (plainWindow.size() < work.sharedBytes() + 256) {
    plainWindow.resize(work.sharedBytes() + 256);
  }
  block.shared = reinterpret_cast<char *>(
      (reinterpret_cast<uint64_t>(plainWindow.data()) + 255) / 256 * 256);
  block.warps = nullptr;
  block.frame = nullptr;
  block.frameThreads = 0;
}

/// Small blocks are taken by the dozen.
static uint64_t chooseStep(const Launch &work) {
  return std::max<uint64_t>(
      1, std::min<uint64_t>(1024 / work.threadCount(), work.blockCount() / 8));
}

void Worker::workLoops(const Launch &work) {
  BlockContext block;
  plainStackEnd = frameTop();
  preparePlain(work, block);
  block.frameThreads = (work.threadCount() + 63) / 64 * 64;
  const uint64_t bytes =
      work.kernel->loops->frameBytes * block.frameThreads + 64;
  if (frames.size() < bytes) {
    frames.resize(bytes);
  }
  block.frame = reinterpret_cast<char *>(
      (reinterpret_cast<uint64_t>(frames.data()) + 63) / 64 * 64);
  contexts.clear();
  for (uint32_t z = 0; z < work.block[2]; ++z) {
    for (uint32_t y = 0; y < work.block[1]; ++y) {
      for (uint32_t x = 0; x < work.block[0]; ++x) {
        const uint32_t linear = uint32_t(contexts.size());
        contexts.push_back({{x, y, z}, linear, &block, linear % 32, 0, ~0u});
      }
    }
  }
  const uint64_t blocks = work.blockCount(), step = chooseStep(work);
  while (true) {
    const uint64_t first = work.nextBlock.fetch_add(step);
    if (first >= blocks) {
      break;
    }
    for (uint64_t index = first; index < std::min(blocks, first + step);
         ++index) {
      placeBlock(block, work, index);
      blockIndex = index;
      block.epoch = block.startEpoch = ++epoch;
      cubeportOracleThread = contexts.data();
      work.kernel->loops->entry(work.arguments);
      keepOutput(work, index, output);
    }
  }
  cubeportOracleThread = nullptr;
}

void Worker::workPlain(const Launch &work) {
  BlockContext block;
  ThreadContext thread = {};
  plainStackEnd = frameTop();
  preparePlain(work, block);
  thread.block = &block;
  thread.exitSite = ~0u;
  cubeportOracleThread = &thread;
  void (*entry)(void **) = work.kernel->entry;
  void **arguments = work.arguments;
  const uint64_t blocks = work.blockCount(), step = chooseStep(work);
  while (true) {
    const uint64_t first = work.nextBlock.fetch_add(step);
    if (first >= blocks) {
      break;
    }
    for (uint64_t n = first; n < std::min(blocks, first + step); ++n) {
      const uint64_t index = work.blockAt(n);
      placeBlock(block, work, index);
      blockIndex = index;
      block.epoch = block.startEpoch = ++epoch;
      const uint32_t *size = work.block;
      auto place = [&](uint32_t at, int axis) {
        return thread.threadIdx[axis] =
                   work.isReversed ? size[axis] - 1 - at : at;
      };
      for (uint32_t atZ = 0; atZ < size[2]; ++atZ) {
        const uint32_t z = place(atZ, 2);
        for (uint32_t atY = 0; atY < size[1]; ++atY) {
          const uint32_t row = (z * size[1] + place(atY, 1)) * size[0];
          for (uint32_t atX = 0; atX < size[0]; ++atX) {
            thread.linear = row + place(atX, 0);
            thread.lane = thread.linear % 32;
            entry(arguments);
          }
        }
      }
      keepOutput(work, index, output);
    }
  }
  cubeportOracleThread = nullptr;
}

void Worker::keepOutput(const Launch &work, uint64_t index, std::string &text) {
  if (!text.empty()) {
    std::lock_guard<std::mutex> lock(work.mutex);
    work.outputs[index] += text;
    text.clear();
  }
}

//===----------------------------------------------------------------------===//
// Kernels whose threads wait for each other
//===----------------------------------------------------------------------===//

namespace {
/// A block that has begun, with its window of shared memory.
struct Resident {
  std::unique_ptr<Block> block;
  std::vector<char> window;
  std::string output;
};
} // namespace

static std::unique_ptr<Resident> makeResident(Worker &worker,
                                              const Launch &launch) {
  auto resident = std::make_unique<Resident>();
  resident->block = std::make_unique<Block>(worker, launch);
  resident->window.resize(launch.sharedBytes() + 256);
  resident->block->context().shared = reinterpret_cast<char *>(
      (reinterpret_cast<uint64_t>(resident->window.data()) + 255) / 256 * 256);
  return resident;
}

/// Reports blocks that wait for each other without an end.
namespace {
class Patience {
public:
  explicit Patience(const Launch &launch) : launch(launch) { reset(); }
  void reset() {
    seen = launch.progress.load(std::memory_order_relaxed);
    since = std::chrono::steady_clock::now();
  }
  bool isOver() {
    if (launch.progress.load(std::memory_order_relaxed) != seen) {
      reset();
    }
    static const double limit = [] {
      const char *value = std::getenv("CUBEPORT_ORACLE_PATIENCE");
      return value ? std::atof(value) : 20.0;
    }();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() -
                                         since)
               .count() > limit;
  }

private:
  const Launch &launch;
  uint64_t seen = 0;
  std::chrono::steady_clock::time_point since;
};
} // namespace

void Worker::workWaiting(const Launch &work) {
  std::vector<std::unique_ptr<Resident>> residents, spare;
  const uint64_t blocks = work.blockCount();
  const uint64_t maxResidents =
      std::max<uint64_t>(1, maxResidentThreads / work.threadCount());
  Patience patience(work);
  bool isMore = true;
  while (true) {
    bool allSpin = true;
    for (size_t i = 0; i < residents.size();) {
      Resident &resident = *residents[i];
      output.swap(resident.output);
      const Progress progress = resident.block->run();
      output.swap(resident.output);
      if (progress == Progress::Spins) {
        ++i;
        continue;
      }
      keepOutput(work, resident.block->index(), resident.output);
      allSpin = false;
      spare.push_back(std::move(residents[i]));
      residents.erase(residents.begin() + long(i));
    }
    if (isMore && residents.size() < maxResidents) {
      const uint64_t index = work.nextBlock.fetch_add(1);
      isMore = index < blocks;
      if (isMore) {
        if (spare.empty()) {
          spare.push_back(makeResident(*this, work));
        }
        residents.push_back(std::move(spare.back()));
        spare.pop_back();
        residents.back()->block->start(work.blockAt(index));
        continue;
      }
    }
    if (residents.empty()) {
      break;
    }
    if (allSpin) {
      if (patience.isOver()) {
        residents.front()->block->reportSpinning();
      }
      sched_yield();
    }
  }
  current = nullptr;
}

//===----------------------------------------------------------------------===//
// Host threads
//===----------------------------------------------------------------------===//

void Worker::work(const Launch &work) {
  launch = &work;
  catchSignals();
  caches.assign(work.module->siteCount, RangeCache{1, 0});
  for (RangeCache &cache : caches) {
    cache = {~0ull, 0};
  }
  if (work.module->checks & (kCheckRaces | kCheckInit)) {
    if (!shadow) {
      shadow = std::make_unique<SharedShadow>();
    }
    shadow->clear();
  } else {
    shadow.reset();
  }
  const int rounding = std::fegetround();
  std::fesetround(work.rounding);
  if (work.runsLoops()) {
    workLoops(work);
  } else if (work.kernel->flags & kKernelWaits) {
    workWaiting(work);
  } else {
    workPlain(work);
  }
  std::fesetround(rounding);
  launch = nullptr;
}

namespace {
/// Host threads that wait for launches; never destroyed.
class Pool {
public:
  static Pool &instance() {
    static auto *pool = new Pool;
    return *pool;
  }

  void run(const Launch &launch, unsigned wanted) {
    const unsigned helpers = std::min(wanted - 1, count);
    if (helpers == 0) {
      thisWorker().work(launch);
      return;
    }
    {
      std::lock_guard<std::mutex> lock(mutex);
      current = &launch;
      busy = count;
      ++generation;
    }
    wake.notify_all();
    thisWorker().work(launch);
    std::unique_lock<std::mutex> lock(mutex);
    // Looks again now and then: glibc 2.36 can lose a wake-up (bug 25847).
    while (busy != 0) {
      idle.wait_for(lock, std::chrono::milliseconds(20));
    }
    current = nullptr;
  }

private:
  Pool() {
    unsigned threads = std::thread::hardware_concurrency();
    if (const char *value = std::getenv("CUBEPORT_ORACLE_THREADS")) {
      threads = unsigned(std::max(1, std::atoi(value)));
    }
    count = threads > 1 ? threads - 1 : 0;
    for (unsigned i = 0; i < count; ++i) {
      std::thread([this] { serve(); }).detach();
    }
  }

  void serve() {
    uint64_t seen = 0;
    while (true) {
      const Launch *launch;
      {
        std::unique_lock<std::mutex> lock(mutex);
        while (generation == seen) {
          wake.wait_for(lock, std::chrono::milliseconds(20));
        }
        seen = generation;
        launch = current;
      }
      thisWorker().work(*launch);
      std::lock_guard<std::mutex> lock(mutex);
      if (--busy == 0) {
        idle.notify_all();
      }
    }
  }

  std::mutex mutex;
  std::condition_variable wake, idle;
  const Launch *current = nullptr;
  uint64_t generation = 0;
  unsigned count = 0, busy = 0;
};
} // namespace

bool Launch::runsLoops() const {
  static const char *const asked = std::getenv("CUBEPORT_ORACLE_LOOPS");
  static const bool enabled = !asked || std::string_view(asked) != "0";
  // Loops know one order of threads.
  return enabled && kernel->loops->entry && !isReversed;
}

/// CUBEPORT_ORACLE_TRACE: says how each launch is run.
static void trace(const Launch &launch) {
  static const bool enabled = std::getenv("CUBEPORT_ORACLE_TRACE") != nullptr;
  if (enabled) {
    const Kernel &kernel = *launch.kernel;
    std::fprintf(stderr, "oracle: '%s', %llu blocks of %u threads: %s\n",
                 kernel.name, (unsigned long long)launch.blockCount(),
                 launch.threadCount(),
                 launch.runsLoops()            ? "loops"
                 : kernel.flags & kKernelWaits ? "stacks"
                                               : "calls");
  }
}

void cubeport::oracle::runLaunch(Launch &launch) {
  trace(launch);
  launch.liveThreads = launch.blockCount() * launch.threadCount();
  const bool isOrdered = launch.kernel->flags & kKernelIsOrdered;
  const bool isSmall = launch.liveThreads <= 512 || launch.blockCount() == 1;
  Pool::instance().run(launch, isOrdered || isSmall ? 1 : ~0u);
}
