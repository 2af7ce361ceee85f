// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What happens with a fault: the process ends, or the runtime remembers it.
#ifndef CUBEPORT_TWIN_LAUNCH_H
#define CUBEPORT_TWIN_LAUNCH_H

#include "Core.h"

namespace cubeport::twin {

/// CUBEPORT_TWIN_ON_ERROR: unset, "abort" or "report".
enum class FaultHandler { Exit, Abort, Report };

/// Prints a report and does what CUBEPORT_TWIN_ON_ERROR asks for.
void reportFault(const std::string &report);
/// Makes the next synchronisation fail with 507035 (vector core exception).
void recordKernelFault(const std::string &report);

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_LAUNCH_H
