// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What plan-double-buffer asks of plan-insert-flags.
#ifndef CUBEPORT_LIB_PLAN_INSERTFLAGS_H
#define CUBEPORT_LIB_PLAN_INSERTFLAGS_H

#include "lib/Plan/CarriedFlags.h"

namespace cubeport::plan {

/// True if iterations of `loop` do wait for their slots, rather than for other
/// things that hold them longer. Leaves flags in `kernel`, whose buffers have
/// addresses.
bool waitsForSlots(mlir::func::FuncOp kernel, mlir::scf::ForOp loop);

} // namespace cubeport::plan

#endif
