// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The clock of the chip that the twin plays. Off unless the environment has
// CUBEPORT_TWIN_CLOCK, the file that a line of JSON per launch is added to.
#ifndef CUBEPORT_TWIN_CLOCK_CLOCK_H
#define CUBEPORT_TWIN_CLOCK_CLOCK_H

#include "Clock/Replay.h"

#include <memory>
#include <vector>

namespace cubeport::twin {

/// Whether launches are timed.
bool isTimed();
/// CUBEPORT_TWIN_FUNCTION=0: matrix products and what moves their operands are
/// checked and timed, not done. For kernels whose size is the point.
bool skipsProducts();
/// Simulated microseconds that launches have taken so far.
double simulatedMicroseconds();

/// What a launch was, for its report.
struct LaunchFacts {
  const char *kernel;
  uint64_t blocks;
  unsigned cubeCores, vectorCores; ///< of a block
};

/// The clock of one launch. Cores record into traces; when all are done, the
/// launch is simulated as a whole.
class LaunchClock {
public:
  explicit LaunchClock(const LaunchFacts &facts);
  ~LaunchClock();
  /// The trace that core `index` of the launch records into.
  CoreTrace &traceOf(uint64_t index) { return traces[index]; }
  /// All cores are done: simulates and reports.
  void finish();

private:
  void addCores();

  LaunchFacts facts;
  std::vector<CoreTrace> traces;
  std::unique_ptr<Replay> replay;
};

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_CLOCK_CLOCK_H
