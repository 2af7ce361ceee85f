// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Flags between the cube core and the vector cores of one block.
#ifndef CUBEPORT_TWIN_CROSSCORE_H
#define CUBEPORT_TWIN_CROSSCORE_H

#include "Fault.h"

#include <condition_variable>
#include <mutex>

namespace cubeport::twin {

/// The cores of one block of a mixed kernel, which run side by side. Flags of
/// mode 2: the cube core's reach all its vector cores, the cube core waits
/// for one of each vector core.
class CoreGroup {
public:
  CoreGroup(unsigned cores, unsigned vectorCores)
      : cores(cores), vectorCores(vectorCores) {}

  void set(bool cube, unsigned subBlock, uint16_t id, Where where);
  /// Faults when no core of the group can go on.
  void wait(bool cube, unsigned subBlock, uint16_t id, Where where);
  /// A core has ended its kernel.
  void leave();
  /// The id of a flag that nobody has waited for, or -1.
  int leftOver() const;

private:
  static constexpr unsigned maxVectorCores = 2, numFlags = 16;
  bool take(bool cube, unsigned subBlock, uint16_t id);

  const unsigned cores, vectorCores;
  mutable std::mutex mutex;
  std::condition_variable changed;
  unsigned fromCube[maxVectorCores][numFlags] = {};
  unsigned fromVector[maxVectorCores][numFlags] = {};
  unsigned waiting = 0, left = 0;
  uint64_t progress = 0; ///< counts sets and ends
};

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_CROSSCORE_H
