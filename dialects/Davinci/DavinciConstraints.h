// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Checks that the verifiers of several davinci op families share. The numbers
// in messages and comments are those of docs/semantics.md.
#ifndef CUBEPORT_DIALECTS_DAVINCI_DAVINCICONSTRAINTS_H
#define CUBEPORT_DIALECTS_DAVINCI_DAVINCICONSTRAINTS_H

#include "dialects/Davinci/DavinciDialect.h"

namespace cubeport::davinci {

/// Element type of a memref value.
mlir::Type getElement(mlir::Value buffer);

/// Bytes of one element; 0 for a type that is not a number.
int64_t getElementBytes(mlir::Value buffer);

/// The value of a constant integer operand.
std::optional<int64_t> getConstant(mlir::Value value);

/// `buffer` (called `role` in messages) lies in `space`.
llvm::LogicalResult verifySpace(mlir::Operation *op, mlir::Value buffer,
                                llvm::StringRef role, Space space);

/// A vector or copy operand in the UB starts on a 32-byte block, as far as
/// constant offsets of views and addresses say.
llvm::LogicalResult verifyBlockAligned(mlir::Operation *op, mlir::Value buffer,
                                       llvm::StringRef role);

/// `buffer` holds `elements` elements, if both are known.
llvm::LogicalResult verifyHolds(mlir::Operation *op, mlir::Value buffer,
                                llvm::StringRef role,
                                std::optional<int64_t> elements);

/// The element type is one of those that `isAllowed` accepts; `allowed` says
/// which these are.
llvm::LogicalResult
verifyElement(mlir::Operation *op, mlir::Value buffer, llvm::StringRef role,
              llvm::function_ref<bool(mlir::Type)> isAllowed,
              const llvm::Twine &allowed);

/// Two buffers hold the same element type.
llvm::LogicalResult verifySameElement(mlir::Operation *op, mlir::Value a,
                                      mlir::Value b);

} // namespace cubeport::davinci

#endif
