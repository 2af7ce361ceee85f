// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inside frontend-convert-arithmetic: the calls, apart from the operations.
#ifndef CUBEPORT_LIB_FRONTEND_CONVERTARITHMETIC_H
#define CUBEPORT_LIB_FRONTEND_CONVERTARITHMETIC_H

#include "mlir/IR/Builders.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/MapVector.h"

namespace cubeport::frontend {

/// What operations that give a structure were converted to: a value per field.
/// They stay until the end, because their users are converted later.
class StructParts {
public:
  void set(mlir::Operation *op, mlir::ValueRange values);
  bool has(mlir::Operation *op) const { return parts.contains(op); }
  /// Replaces what extracts the fields, and erases what is unused then.
  void finish();

private:
  llvm::MapVector<mlir::Operation *, llvm::SmallVector<mlir::Value>> parts;
};

/// Replaces and erases `op` if it is a call of device math, an nvvm operation
/// or an intrinsic that has a counterpart. Returns whether it did.
bool convertCall(mlir::Operation *op, mlir::OpBuilder &builder,
                 StructParts &parts);

/// Shuffles, votes, matches, lane numbers; replaces the results of `op`.
bool convertWarp(mlir::Operation *op, mlir::OpBuilder &builder,
                 StructParts &parts);

/// Barriers, fences and clocks; replaces the results of `op`.
bool convertSync(mlir::Operation *op, mlir::OpBuilder &builder);

/// The value of a call of `__nv_NAME`, whose name ends with a rounding
/// direction; empty if it has another form.
mlir::Value convertRounded(mlir::OpBuilder &builder, mlir::Location loc,
                           llvm::StringRef name, mlir::ValueRange args,
                           mlir::Type type);

/// Intrinsics of LLVM that have no operation of their own.
bool convertIntrinsic(mlir::Operation *op, mlir::OpBuilder &builder,
                      StructParts &parts);

/// Calls by which the import says printf, assert and trap.
bool convertOutput(mlir::Operation *op, mlir::OpBuilder &builder);

/// The name of an intrinsic without "llvm.nvvm.", empty for all else.
llvm::StringRef getIntrinsicName(mlir::Operation *op);

/// The value of a constant integer.
std::optional<int64_t> getConstant(mlir::Value value);

/// An i32 constant.
mlir::Value createI32(mlir::OpBuilder &builder, mlir::Location loc,
                      int64_t value);

} // namespace cubeport::frontend

#endif
