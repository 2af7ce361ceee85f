// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the clock writes: a line of JSON per launch, and events for a trace.
#ifndef CUBEPORT_TWIN_CLOCK_REPORT_H
#define CUBEPORT_TWIN_CLOCK_REPORT_H

#include "Clock/Clock.h"

#include <string>

namespace cubeport::twin {

/// CUBEPORT_TWIN_TRACE: the file for events in Chrome's format, or nullptr.
const char *tracePath();

/// `text` as a string of JSON.
std::string quoted(const char *text);

/// Adds what a launch did to the trace, and gives how many events of it the
/// trace has.
size_t appendEvents(const LaunchFacts &facts, const Replay &replay,
                    uint64_t launch, double begin);

/// `begin` is when the launch starts, in simulated microseconds.
void reportLaunch(const LaunchFacts &facts, const Replay &replay,
                  double microseconds, double begin);
/// A launch that recorded too much, or whose cores wait for what never comes.
void reportUntimed(const LaunchFacts &facts);

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_CLOCK_REPORT_H
