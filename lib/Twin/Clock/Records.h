// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sums of a launch by place in the emitted source.
#ifndef CUBEPORT_TWIN_CLOCK_RECORDS_H
#define CUBEPORT_TWIN_CLOCK_RECORDS_H

#include "Clock/Replay.h"
#include "Clock/TraceSums.h"

#include <map>
#include <string>
#include <tuple>

namespace cubeport::twin {

using Place = std::tuple<std::string, int, std::string>;

/// What happened at a place of the source, over all cores.
struct PlaceUse {
  SiteUse instructions;
  RecordUse records;
};

/// What only the records of the cores tell.
struct Records {
  std::map<Place, PlaceUse> places;
  TraceSums all; ///< without its sites
};

/// Sums by place in the source, the same whatever the host threads did. A lone
/// core drops the records that it has worked off, and counts fewer
/// instructions here than its pipes do.
Records sumRecords(const Replay &replay);

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_CLOCK_RECORDS_H
