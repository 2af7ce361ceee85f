// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The work of plan-insert-flags, which plan-double-buffer tries out.
#ifndef CUBEPORT_LIB_PLAN_INSERTFLAGS_H
#define CUBEPORT_LIB_PLAN_INSERTFLAGS_H

#include "lib/Plan/CarriedFlags.h"

namespace cubeport::plan {

/// Puts in the syncs that `kernel` needs, whose buffers have addresses, and
/// returns those that loops carry. Error CP5006 at control flow that is not
/// structured.
llvm::FailureOr<llvm::SmallVector<CarriedFlag>>
insertFlags(mlir::func::FuncOp kernel);

} // namespace cubeport::plan

#endif
