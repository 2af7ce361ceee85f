// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How kernels write the numbers of a thread, of its warp and of its lane, in
// blocks that stand along x alone.
#ifndef CUBEPORT_LIB_LIFT_WARPNUMBERS_H
#define CUBEPORT_LIB_LIFT_WARPNUMBERS_H

#include "lib/Lift/Ranges.h"

namespace cubeport::lift {

/// Whether all launches have blocks of one size, along x alone.
bool hasRowOfThreads(mlir::gpu::GPUFuncOp kernel);

/// Whether the value is threadIdx.x.
bool isThreadNumber(mlir::Value value);

/// Whether the value is threadIdx.x % 32.
bool isLaneNumber(mlir::Value value);

/// Whether the value is threadIdx.x / 32.
bool isWarpNumber(mlir::Value value);

} // namespace cubeport::lift

#endif
