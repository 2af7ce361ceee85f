// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where the pointers of a kernel lead: root, and distance from it.
#ifndef CUBEPORT_LIB_FRONTEND_POINTERS_H
#define CUBEPORT_LIB_FRONTEND_POINTERS_H

#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/IR/Builders.h"
#include "mlir/Interfaces/DataLayoutInterfaces.h"
#include "llvm/ADT/DenseMap.h"

namespace cubeport::frontend {

/// A pointer: bytes from a root, as a sum of products and a constant.
struct Address {
  mlir::Value root;
  /// i64 values, each with its factor in bytes.
  llvm::SmallVector<std::pair<mlir::Value, int64_t>, 2> terms;
  int64_t constant = 0;
};

/// Finds the roots of all pointers in a kernel whose control flow is still a
/// graph, and their distances. A root is a kernel parameter, an alloca, an
/// addressof, or any pointer that leads no further back (loaded, computed, or
/// chosen among several roots).
///
/// The constructor gives block arguments of pointer type the type i64: those
/// that are roots hold an address, the others a distance in units of their
/// root. Their incoming operands are the rewriter's to change.
class PointerAnalysis {
public:
  explicit PointerAnalysis(mlir::gpu::GPUFuncOp kernel);

  /// Whether `value` is, or was before retyping, a pointer.
  bool isPointer(mlir::Value value) const;

  /// The root of a pointer.
  mlir::Value getRoot(mlir::Value pointer) const;

  /// The pointer's address. A choice between distances from one root is
  /// created in front of its llvm.select.
  const Address &getAddress(mlir::Value pointer);

  /// The block arguments that were pointers.
  llvm::ArrayRef<mlir::BlockArgument> getArguments() const { return arguments; }

  /// Bytes that divide every distance from this root.
  int64_t getUnit(mlir::Value root) const;

  /// The sum of `address` divided by `elementBytes`, as an i64 value. Terms
  /// that it does not divide are summed in bytes first: the quotient is exact
  /// because an access is aligned.
  static mlir::Value emitOffset(mlir::OpBuilder &builder, mlir::Location loc,
                                const Address &address, int64_t elementBytes);

  /// The distance that a llvm.getelementptr adds. Its root stays empty.
  Address getDistance(mlir::Operation *elementPointer) const;

private:
  mlir::gpu::GPUFuncOp kernel;
  mlir::DataLayout layout;
  llvm::SmallVector<mlir::BlockArgument> arguments;
  /// Roots of block arguments; absent while unknown.
  llvm::DenseMap<mlir::Value, mlir::Value> argumentRoots;
  llvm::DenseMap<mlir::Value, int64_t> units;
  llvm::DenseMap<mlir::Value, Address> addresses;

  void findArgumentRoots();
  bool updateArgumentRoot(mlir::BlockArgument arg);
  void findUnits();
  Address computeAddress(mlir::Value pointer);
};

/// The values that a block's predecessors pass for `arg`.
llvm::SmallVector<mlir::OpOperand *> getIncoming(mlir::BlockArgument arg);

} // namespace cubeport::frontend

#endif
