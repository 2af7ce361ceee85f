// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which kernels lanes in lock-step cannot run.
#ifndef CUBEPORT_LIB_FRONTEND_NEEDSTHREADS_H
#define CUBEPORT_LIB_FRONTEND_NEEDSTHREADS_H

#include "mlir/Dialect/GPU/IR/GPUDialect.h"

namespace cubeport::frontend {

/// Sets `simt.needs_threads` on a kernel in simt form that does something
/// which needs each of its threads to be run as one.
void markNeedsThreads(mlir::gpu::GPUFuncOp kernel);

} // namespace cubeport::frontend

#endif
