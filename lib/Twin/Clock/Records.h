// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sums of a launch by place in the emitted source.
#ifndef CUBEPORT_TWIN_CLOCK_RECORDS_H
#define CUBEPORT_TWIN_CLOCK_RECORDS_H

#include "Clock/Replay.h"

#include <map>
#include <string>
#include <tuple>

namespace cubeport::twin {

using Place = std::tuple<std::string, int, std::string>;

/// What happened at a place of the source, over all cores.
struct PlaceUse {
  SiteUse instructions;
  const char *pipe = "";
  uint64_t rows = 0;      ///< of copies
  uint64_t unaligned = 0; ///< rows that touch a line more than they have to
  uint64_t flags = 0, barriers = 0;
  double scalar = 0; ///< work of the scalar unit on its own
};

/// What only the records of the cores tell.
struct Records {
  std::map<Place, PlaceUse> places;
  double fetch = 0; ///< code that is needed for the first time
  double issue = 0; ///< handing instructions and flags to pipes
  double work = 0;  ///< loads, stores and GetValue, with what is around them
  uint64_t instructions = 0, flags = 0, barriers = 0;
};

/// Sums by place in the source, the same whatever the host threads did. A lone
/// core drops the records that it has worked off, and counts fewer
/// instructions here than its pipes do.
Records sumRecords(const Replay &replay);

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_CLOCK_RECORDS_H
