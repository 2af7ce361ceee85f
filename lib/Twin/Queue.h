// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the rest of the twin asks of pipes.
#ifndef CUBEPORT_TWIN_QUEUE_H
#define CUBEPORT_TWIN_QUEUE_H

#include "twin/Pipe.h"

namespace cubeport::twin {

/// The core's pipe; faults in the name of `call` when there is none.
PipeState &requirePipe(const char *call, Where where);

/// A core starts a kernel: it has no pipe yet.
void forgetPipe();

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_QUEUE_H
