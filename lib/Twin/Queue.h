// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the rest of the twin asks of pipes.
#ifndef CUBEPORT_TWIN_QUEUE_H
#define CUBEPORT_TWIN_QUEUE_H

namespace cubeport::twin {

/// A core starts a kernel: it has no pipe yet.
void forgetPipe();

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_QUEUE_H
