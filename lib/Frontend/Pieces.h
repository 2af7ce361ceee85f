// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Values as sequences of smaller integers, for accesses that are less aligned
// than their type.
#ifndef CUBEPORT_LIB_FRONTEND_PIECES_H
#define CUBEPORT_LIB_FRONTEND_PIECES_H

#include "mlir/IR/Builders.h"

namespace cubeport::frontend {

/// The value of `type` whose bytes are those of `pieces`, lowest first.
mlir::Value joinPieces(mlir::OpBuilder &builder, mlir::Location loc,
                       mlir::ValueRange pieces, mlir::Type type);

/// The bytes of `value` as integers of type `piece`, lowest first.
llvm::SmallVector<mlir::Value> splitIntoPieces(mlir::OpBuilder &builder,
                                               mlir::Location loc,
                                               mlir::Value value,
                                               mlir::IntegerType piece);

} // namespace cubeport::frontend

#endif
