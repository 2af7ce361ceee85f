// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs a kernel's cores on host threads and reports the first fault.
#include "Launch.h"
#include "Clock/Clock.h"
#include "CrossCore.h"
#include "twin/Allocations.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <tuple>

using namespace cubeport::twin;

/// Waits for `condition`. Looks again now and then: the C library of Debian 12
/// can lose a wake-up (glibc bug 25847).
template <typename F>
static void waitFor(std::condition_variable &changed,
                    std::unique_lock<std::mutex> &lock, F condition) {
  while (!condition()) {
    changed.wait_for(lock, std::chrono::milliseconds(20));
  }
}

namespace {

/// One core's part of a launch, kept until all cores are done.
struct CoreResult {
  bool failed = false;
  Fault fault;
  std::string output;
  std::vector<GlobalWrite> writes, reads;
  std::vector<DirtiedLines::Entry> dirtied;
};

/// A running launch; workers take blocks in ascending order.
struct Launch {
  const char *kernel;
  KernelKind kind;
  uint64_t blocks;
  uint64_t cores;
  void (*body)(void *);
  void *context;
  Where launched;
  std::vector<CoreResult> results;
  std::unique_ptr<LaunchClock> clock; ///< none if not timed
  std::atomic<uint64_t> next{0};
  std::atomic<uint64_t> firstFailure{~0ull};

  std::mutex mutex;
  std::condition_variable advanced;
  std::vector<bool> done;
  uint64_t donePrefix = 0; ///< all blocks below are done

  std::vector<uint32_t> phases;    ///< waits for all cores, by core
  std::vector<std::thread> extras; ///< for blocks that others wait for
  std::unique_ptr<CoreGroup> group;

  uint64_t coresPerBlock() const { return kind.cubeCores + kind.vectorCores; }
  void startMore();
  void joinExtras();
  void runCore(uint64_t index);
  void runBlock(uint64_t block);
  void checkFlagsLeft();
  void work();
};

} // namespace

static thread_local Launch *runningLaunch = nullptr;
static thread_local uint64_t runningBlock = 0;

void cubeport::twin::runInCoreOrder() {
  Launch *launch = runningLaunch;
  if (!launch) {
    return;
  }
  std::unique_lock<std::mutex> lock(launch->mutex);
  // A core that waits for all others of its kind is past this phase as well.
  const uint64_t perBlock = launch->coresPerBlock();
  const bool cube = runningCore->cube;
  auto isPast = [&](uint64_t block) {
    const uint64_t first =
        block * perBlock + (cube ? 0 : launch->kind.cubeCores);
    const uint64_t cores =
        cube ? launch->kind.cubeCores : launch->kind.vectorCores;
    for (uint64_t core = first; core < first + cores; ++core) {
      if (launch->phases[core] <= runningCore->syncPhase) {
        return false;
      }
    }
    return true;
  };
  waitFor(launch->advanced, lock, [&] {
    for (uint64_t block = launch->donePrefix; block < runningBlock; ++block) {
      if (!launch->done[block] && !isPast(block)) {
        return false;
      }
    }
    return true;
  });
}

void cubeport::twin::enterSyncAll(const Core &core) {
  Launch *launch = runningLaunch;
  std::lock_guard<std::mutex> lock(launch->mutex);
  const uint64_t index =
      runningBlock * launch->coresPerBlock() +
      (core.cube ? 0 : launch->kind.cubeCores + core.subBlock);
  launch->phases[index] = core.syncPhase + 1;
  launch->advanced.notify_all();
}

void Launch::startMore() {
  std::lock_guard<std::mutex> lock(mutex);
  if (next.load() < blocks) {
    extras.emplace_back([this] { work(); });
  }
}

void Launch::joinExtras() {
  while (true) {
    std::vector<std::thread> joined;
    {
      std::lock_guard<std::mutex> lock(mutex);
      joined.swap(extras);
    }
    if (joined.empty()) {
      return;
    }
    for (std::thread &thread : joined) {
      thread.join();
    }
  }
}

void Launch::runCore(uint64_t index) {
  static thread_local Core core;
  const uint64_t place = index % coresPerBlock();
  const bool cube = place < kind.cubeCores;
  core.start(kernel, kind, index / coresPerBlock(), blocks, cube,
             static_cast<uint32_t>(cube ? 0 : place - kind.cubeCores));
  core.group = group.get();
  if (clock) {
    core.startTrace(clock->traceOf(index));
  }
  core.cache.resume(index);
  setCurrentCore(&core);
  runningLaunch = this;
  runningBlock = index / coresPerBlock();
  CoreResult &result = results[index];
  const CorePlace here{core.block, cube, core.subBlock};
  try {
    body(context);
    core.finish();
    core.cache.retain(index);
  } catch (Fault &fault) {
    result.failed = true;
    result.fault = std::move(fault);
    uint64_t first = firstFailure.load();
    while (index < first && !firstFailure.compare_exchange_weak(first, index)) {
    }
  } catch (Abandoned &) {
    // The core that it waited for reports.
  }
  if (core.trace) {
    core.endTrace();
  }
  group->leave(here, result.failed);
  setCurrentCore(nullptr);
  runningLaunch = nullptr;
  result.output = std::move(core.output);
  result.writes.swap(core.globalWrites);
  result.reads.swap(core.globalReads);
  result.dirtied = core.cache.dirtied.take();
}

void Launch::runBlock(uint64_t block) {
  const uint64_t perBlock = coresPerBlock(), first = block * perBlock;
  // The cores of a block wait for each other, so each has a thread.
  std::vector<std::thread> members;
  for (uint64_t member = 1; member < perBlock; ++member) {
    members.emplace_back([&, member] { runCore(first + member); });
  }
  runCore(first);
  for (std::thread &member : members) {
    member.join();
  }
}

/// Flags that are still set when all cores are done.
/// After a failure, flags are left by cores that could not go on.
void Launch::checkFlagsLeft() {
  if (firstFailure.load() != ~0ull) {
    return;
  }
  for (uint64_t block = 0; group->isUsed() && block < blocks; ++block) {
    const int left = group->leftOver(block);
    const uint64_t first = block * coresPerBlock();
    if (left >= 0 && firstFailure.load() > first) {
      results[first].failed = true;
      results[first].fault = {
          FaultCode::FlagLeft,
          formatted("cross-core flag %d is still set when the block ends",
                    left),
          launched};
      firstFailure = first;
      return;
    }
  }
}

void Launch::work() {
  for (uint64_t block = next++; block < blocks; block = next++) {
    // A block after the first failure could change nothing in the report.
    if (block * coresPerBlock() < firstFailure.load()) {
      runBlock(block);
    }
    std::lock_guard<std::mutex> lock(mutex);
    done[block] = true;
    const uint64_t before = donePrefix;
    while (donePrefix < blocks && done[donePrefix]) {
      ++donePrefix;
    }
    if (donePrefix != before) {
      advanced.notify_all();
    }
  }
}

namespace {

/// Host threads that wait for launches. Never destroyed, so that kernels may
/// run in static destructors.
class Workers {
public:
  static Workers &instance() {
    static Workers *workers = new Workers;
    return *workers;
  }

  /// Runs `launch` on all threads; the calling thread takes part.
  void run(Launch &launch) {
    if (threads == 0 || launch.blocks == 1) {
      launch.work();
      return;
    }
    {
      std::lock_guard<std::mutex> lock(mutex);
      current = &launch;
      busy = threads;
      ++generation;
    }
    wake.notify_all();
    launch.work();
    std::unique_lock<std::mutex> lock(mutex);
    waitFor(idle, lock, [&] { return busy == 0; });
    current = nullptr;
  }

private:
  Workers() {
    unsigned count = std::thread::hardware_concurrency();
    if (const char *value = std::getenv("CUBEPORT_TWIN_THREADS")) {
      count = static_cast<unsigned>(std::max(1, std::atoi(value)));
    }
    threads = count > 1 ? count - 1 : 0;
    for (unsigned thread = 0; thread < threads; ++thread) {
      std::thread([this] { serve(); }).detach();
    }
  }

  void serve() {
    uint64_t seen = 0;
    while (true) {
      Launch *launch;
      {
        std::unique_lock<std::mutex> lock(mutex);
        waitFor(wake, lock, [&] { return generation != seen; });
        seen = generation;
        launch = current;
      }
      launch->work();
      std::lock_guard<std::mutex> lock(mutex);
      if (--busy == 0) {
        idle.notify_all();
      }
    }
  }

  std::mutex mutex;
  std::condition_variable wake, idle;
  Launch *current = nullptr;
  uint64_t generation = 0;
  unsigned threads = 0, busy = 0;
};

} // namespace

/// A copy's reach: whole 32-byte blocks unless the copy is byte-exact.
static GlobalWrite widened(GlobalWrite write) {
  if (write.blockGranular) {
    write.begin = write.begin / 32 * 32;
    write.end = (write.end + 31) / 32 * 32;
  }
  return write;
}

namespace {
struct OwnedWrite {
  GlobalWrite write;
  uint64_t core;
};
} // namespace

bool cubeport::twin::checksCores() {
  static const bool enabled = isSwitchedOn("CUBEPORT_TWIN_CHECK_CORES");
  return enabled;
}

/// Reports what one core reads and another one, of another block, writes.
static void checkReaders(Launch &launch) {
  if (!checksCores() || launch.blocks < 2) {
    return;
  }
  std::vector<OwnedWrite> writes;
  for (uint64_t core = 0; core < launch.cores; ++core) {
    for (const GlobalWrite &write : launch.results[core].writes) {
      writes.push_back({write, core});
    }
    for (const auto &[line, where] : launch.results[core].dirtied) {
      writes.push_back({{line, line + ScalarLine::bytes, true, where}, core});
    }
  }
  auto startsBefore = [](const OwnedWrite &a, const OwnedWrite &b) {
    return a.write.begin < b.write.begin;
  };
  std::sort(writes.begin(), writes.end(), startsBefore);
  uint64_t longest = 0;
  for (const OwnedWrite &write : writes) {
    longest = std::max(longest, write.write.end - write.write.begin);
  }
  for (uint64_t core = 0; core < launch.cores; ++core) {
    for (const GlobalWrite &read : launch.results[core].reads) {
      OwnedWrite key{read, core};
      key.write.begin -= std::min(key.write.begin, longest);
      auto at =
          std::lower_bound(writes.begin(), writes.end(), key, startsBefore);
      for (; at != writes.end() && at->write.begin < read.end; ++at) {
        if (at->write.end <= read.begin || at->write.phase != read.phase ||
            at->core / launch.coresPerBlock() ==
                core / launch.coresPerBlock()) {
          continue;
        }
        CoreResult &result = launch.results[core];
        result.failed = true;
        result.fault = {FaultCode::OtherCore,
                        "core " + std::to_string(core) + " reads what core " +
                            std::to_string(at->core) + " writes at " +
                            placeOf(at->write.where) +
                            "; nothing orders the cores of a launch",
                        read.where};
        launch.firstFailure = core;
        return;
      }
    }
  }
}

/// Reports a block or line that two cores write, in the later core's name.
static void checkSharing(Launch &launch) {
  checkReaders(launch);
  if (launch.firstFailure.load() != ~0ull) {
    return;
  }
  bool anyBlocks = false, anyLines = false;
  for (const CoreResult &result : launch.results) {
    anyLines |= !result.dirtied.empty();
    for (const GlobalWrite &write : result.writes) {
      anyBlocks |= write.blockGranular;
    }
  }
  if (!anyBlocks && !anyLines) {
    return; // byte-exact copies never disturb their neighbours
  }
  std::vector<OwnedWrite> writes;
  for (uint64_t core = 0; core < launch.cores; ++core) {
    for (const GlobalWrite &write : launch.results[core].writes) {
      writes.push_back({widened(write), core});
    }
    for (const auto &[line, where] : launch.results[core].dirtied) {
      writes.push_back({{line, line + ScalarLine::bytes, true, where}, core});
    }
  }
  std::sort(writes.begin(), writes.end(),
            [](const OwnedWrite &a, const OwnedWrite &b) {
              return std::tie(a.write.phase, a.write.begin, a.core) <
                     std::tie(b.write.phase, b.write.begin, b.core);
            });
  const OwnedWrite *furthest = nullptr;
  for (const OwnedWrite &write : writes) {
    if (furthest && write.write.phase == furthest->write.phase &&
        write.write.begin < furthest->write.end &&
        write.core != furthest->core &&
        (write.write.blockGranular || furthest->write.blockGranular)) {
      CoreResult &result = launch.results[write.core];
      if (!result.failed) {
        result.failed = true;
        result.fault.code = FaultCode::SharedBlock;
        result.fault.where = write.write.where;
        result.fault.message =
            "cores " + std::to_string(std::min(write.core, furthest->core)) +
            " and " + std::to_string(std::max(write.core, furthest->core)) +
            " write one 32-byte block or 64-byte cache line (the other at " +
            placeOf(furthest->write.where) +
            "); cores are not coherent, only DataCopyPad writes exact bytes";
        launch.firstFailure = std::min(launch.firstFailure.load(), write.core);
      }
      return;
    }
    if (!furthest || write.write.phase != furthest->write.phase ||
        write.write.end > furthest->write.end) {
      furthest = &write;
    }
  }
}

static FaultHandler handlerOf() {
  const char *value = std::getenv("CUBEPORT_TWIN_ON_ERROR");
  if (value && std::strcmp(value, "abort") == 0) {
    return FaultHandler::Abort;
  }
  if (value && std::strcmp(value, "report") == 0) {
    return FaultHandler::Report;
  }
  return FaultHandler::Exit;
}

void cubeport::twin::reportFault(const std::string &report) {
  std::fflush(stdout);
  std::fputs(report.c_str(), stderr);
  std::fflush(stderr);
  switch (handlerOf()) {
  case FaultHandler::Abort:
    std::abort();
  case FaultHandler::Exit:
    // Not exit(): static destructors of the program must not run now.
    std::_Exit(1);
  case FaultHandler::Report:
    recordKernelFault(report);
  }
}

static std::atomic<uint64_t> launches{0};

uint64_t cubeport::twin::countLaunches() { return launches; }

void cubeport::twin::launchErased(const char *kernel, KernelKind kind,
                                  uint64_t blocks, void *stream,
                                  void (*body)(void *), void *context,
                                  Where where) {
  (void)stream; // launches complete in the order they are made
  ++launches;
  if (blocks == 0 || blocks > 65535) {
    Fault fault{FaultCode::LaunchSize,
                "launch of " + std::to_string(blocks) +
                    " blocks; a launch takes 1 to 65535",
                where};
    return reportFault(describe(fault, kernel, 0));
  }
  Launch launch;
  launch.kernel = kernel;
  launch.kind = kind;
  launch.blocks = blocks;
  launch.cores = blocks * (kind.cubeCores + kind.vectorCores);
  launch.body = body;
  launch.context = context;
  launch.launched = where;
  launch.results.resize(launch.cores);
  launch.done.resize(launch.blocks);
  launch.phases.resize(launch.cores);
  launch.group = std::make_unique<CoreGroup>(
      blocks, kind.cubeCores, kind.vectorCores, [&] { launch.startMore(); });
  if (isTimed()) {
    launch.clock = std::make_unique<LaunchClock>(
        LaunchFacts{kernel, blocks, kind.cubeCores, kind.vectorCores});
  }
  Workers::instance().run(launch);
  launch.joinExtras();
  launch.checkFlagsLeft();
  if (launch.firstFailure.load() == ~0ull) {
    checkSharing(launch);
  }
  for (const CoreResult &result : launch.results) {
    if (!result.output.empty()) {
      std::fputs(result.output.c_str(), stdout);
    }
  }
  const uint64_t first = launch.firstFailure.load();
  if (launch.clock && first == ~0ull) {
    launch.clock->finish();
  }
  if (first != ~0ull) {
    reportFault(describe(launch.results[first].fault, kernel, first));
  }
}
