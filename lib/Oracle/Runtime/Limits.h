// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How much of a program is verified: launches of each kernel, seconds of all.
#ifndef CUBEPORT_LIB_ORACLE_RUNTIME_LIMITS_H
#define CUBEPORT_LIB_ORACLE_RUNTIME_LIMITS_H

#include <mutex>

namespace cubeport::oracle {

/// The value of "name=" in CUBEPORT_VERIFY_OPTIONS, or `fallback`.
double readOption(const char *name, double fallback);

/// Held while the records of kernels change, so that what the end of time
/// reports is whole.
std::timed_mutex &recordMutex();

/// From now on: once the seconds of "seconds=" are over, what was compared so
/// far is reported with CP8021 and the program ends with status 0.
void startTimeLimit();

} // namespace cubeport::oracle

#endif
