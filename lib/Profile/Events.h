// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Instructions on pipes, from the trace that the twin wrote.
#ifndef CUBEPORT_LIB_PROFILE_EVENTS_H
#define CUBEPORT_LIB_PROFILE_EVENTS_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace cubeport::profile {

struct Event {
  std::string name;
  unsigned core = 0, pipe = 0; ///< as the trace numbers them
  unsigned line = 0;           ///< of the emitted text
  double start = 0, duration = 0;
};

/// Events by launch.
using ChosenEvents = std::map<uint64_t, std::vector<Event>>;

/// Reads the events of some launches from a trace, which has an event a line.
ChosenEvents readEvents(llvm::StringRef trace,
                        const std::set<uint64_t> &launches);

} // namespace cubeport::profile

#endif
