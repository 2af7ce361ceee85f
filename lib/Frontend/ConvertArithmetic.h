// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inside frontend-convert-arithmetic: the calls, apart from the operations.
#ifndef CUBEPORT_LIB_FRONTEND_CONVERTARITHMETIC_H
#define CUBEPORT_LIB_FRONTEND_CONVERTARITHMETIC_H

#include "mlir/IR/Builders.h"

namespace cubeport::frontend {

/// Replaces and erases `op` if it is a call of device math, an nvvm operation
/// or an intrinsic that has a counterpart. Returns whether it did.
bool convertCall(mlir::Operation *op, mlir::OpBuilder &builder);

} // namespace cubeport::frontend

#endif
