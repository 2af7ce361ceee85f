// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the parts of the ACL host API share: errors and the current device.
#ifndef CUBEPORT_TWIN_ACLRUNTIME_H
#define CUBEPORT_TWIN_ACLRUNTIME_H

#include "acl/acl.h"

namespace cubeport::twin {

/// Number of devices of the machine that the twin plays.
uint32_t numDevices();
/// The device of this thread.
int32_t currentDevice();

/// Remembers a failed call as this thread's last error and returns `code`.
/// `what` names the call and the rule, for aclGetRecentErrMsg.
aclError failed(aclError code, const char *what);

/// The error a faulting kernel left for the next synchronisation, once.
aclError takeKernelFault();

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_ACLRUNTIME_H
