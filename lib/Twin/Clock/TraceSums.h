// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the records of one core tell beside times: sums, which its own thread
// makes while it still has the records at hand.
#ifndef CUBEPORT_TWIN_CLOCK_TRACESUMS_H
#define CUBEPORT_TWIN_CLOCK_TRACESUMS_H

#include <cstdint>
#include <vector>

namespace cubeport::twin {

class CoreTrace;

/// Of one place of the source.
struct RecordUse {
  const char *pipe = "";
  uint64_t rows = 0;      ///< of copies
  uint64_t unaligned = 0; ///< rows that touch a line more than they have to
  uint64_t flags = 0, barriers = 0;
  double scalar = 0; ///< work of the scalar unit on its own

  void add(const RecordUse &other);
};

struct TraceSums {
  std::vector<RecordUse> sites; ///< by the numbers of the trace
  double fetch = 0;             ///< code that is needed for the first time
  double issue = 0;             ///< handing instructions and flags to pipes
  double work = 0; ///< loads, stores and GetValue, with what is around them
  uint64_t instructions = 0, flags = 0, barriers = 0;
};

/// Of the records that `trace` has, which are complete.
TraceSums sumUp(const CoreTrace &trace);

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_CLOCK_TRACESUMS_H
