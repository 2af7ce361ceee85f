// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Flags between the cores of a launch.
#ifndef CUBEPORT_TWIN_CROSSCORE_H
#define CUBEPORT_TWIN_CROSSCORE_H

#include "Fault.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

namespace cubeport::twin {

/// A core as the flags see it.
struct CorePlace {
  uint64_t block;
  bool cube;
  unsigned subBlock;
};

/// Thrown to end a core that waits for one that has failed.
struct Abandoned {};

/// The counters of all cores of a launch, 16 a core. A flag counts up when
/// all cores of its group have set it: in mode 0 the cube cores or the vector
/// cores of the launch, in mode 1 the vector cores of a block, in mode 2 the
/// cube core for the vector cores of its block, and those for the cube core.
class CoreGroup {
public:
  /// `startMore` starts a block that has no host thread yet, if there is one:
  /// flags of mode 0 need all cores to run side by side.
  CoreGroup(uint64_t blocks, unsigned cubeCores, unsigned vectorCores,
            std::function<void()> startMore)
      : blocks(blocks), cubeCores(cubeCores), vectorCores(vectorCores),
        startMore(std::move(startMore)) {}

  void set(uint8_t mode, const CorePlace &core, uint16_t id, Where where);
  /// Faults when no core can go on that could set the flag.
  void wait(const CorePlace &core, uint16_t id, Where where);
  /// Notes who uses the flags that SyncAll needs; they must not be both.
  void claim(bool forSyncAll, Where where);
  /// A core has ended its kernel.
  void leave(const CorePlace &core, bool failed);
  /// The id of a flag of the block that nobody has waited for, or -1.
  int leftOver(uint64_t block) const;
  /// Whether any core has set a flag or waited for one.
  bool isUsed() const { return !counters.empty(); }
  unsigned coresPerBlock() const { return cubeCores + vectorCores; }

private:
  static constexpr unsigned numFlags = 16;
  struct Counters {
    uint8_t count[numFlags] = {}; ///< what a wait takes
    uint8_t given[numFlags] = {}; ///< set, while others of the group have not
  };
  uint64_t indexOf(const CorePlace &core) const {
    return core.block * coresPerBlock() +
           (core.cube ? 0 : cubeCores + core.subBlock);
  }
  void prepare();
  void complete(const std::vector<uint64_t> &givers,
                const std::vector<uint64_t> &takers, uint16_t id, Where where);
  std::vector<uint64_t> coresOf(uint64_t block, bool cube) const;
  bool isStuck(uint64_t block) const;

  const uint64_t blocks;
  const unsigned cubeCores, vectorCores;
  const std::function<void()> startMore;
  mutable std::mutex mutex;
  std::condition_variable changed;
  std::vector<Counters> counters;           ///< empty before the first flag
  std::vector<uint8_t> waitingIn, leftFrom; ///< cores, by block
  uint64_t waiting = 0, left = 0;
  uint64_t progress = 0; ///< counts sets and ends
  bool wide = false;     ///< a flag of mode 0 was set
  bool failed = false;
  bool syncs = false, usesSyncFlags = false;
};

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_CROSSCORE_H
