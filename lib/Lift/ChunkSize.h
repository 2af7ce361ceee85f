// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How many threads of a kernel, or trips of a loop, fit into the local memory of a
// core at once.
#ifndef CUBEPORT_LIB_LIFT_CHUNKSIZE_H
#define CUBEPORT_LIB_LIFT_CHUNKSIZE_H

#include "lib/Lift/Divergence.h"

namespace cubeport::lift {

/// Bytes of local memory that a lane of the kernel needs, by what lives at
/// once; buffers that copies fill or drain count twice, so that one can be
/// copied while the other is computed with. An estimate: where it is too low,
/// the plan stage has no room and the kernel is lifted with fewer lanes.
int64_t estimateLaneBytes(mlir::gpu::GPUFuncOp kernel, const Divergence &kinds);

/// Lanes of a chunk, a multiple of 64, for `bytes` of local memory.
int64_t chooseChunk(mlir::gpu::GPUFuncOp kernel, const Divergence &kinds,
                    int64_t bytes);

/// Lanes for the trips of a loop that run together, in a kernel of so many
/// `lanes`: these by a power of two, at most `most` and what fits beside all
/// else.
int64_t chooseTripLanes(mlir::scf::ForOp loop, const Divergence &kinds,
                        int64_t lanes, int64_t most, int64_t bytes);

} // namespace cubeport::lift

#endif
