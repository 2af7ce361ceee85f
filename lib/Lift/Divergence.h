// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which values of a kernel are equal in all threads, which are affine in the
// thread index, and which simply vary.
#ifndef CUBEPORT_LIB_LIFT_DIVERGENCE_H
#define CUBEPORT_LIB_LIFT_DIVERGENCE_H

#include "lib/Lift/Ranges.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

namespace cubeport::lift {

/// What is known of a value over the threads that are active where it is used.
struct LaneKind {
  /// In rising order: no value reaches here, the same in all threads,
  /// uniform base + uniform coefficients * thread coordinates (modulo the
  /// width of the type), anything.
  enum Level { Undefined, Uniform, Affine, Varying };
  Level level = Undefined;
  /// Affine: the value whose coefficients this one has; a thread id stands
  /// for its axis. Two affine values of one root differ by a uniform number.
  mlir::Value root;
  /// Affine: the sum also holds for the signed numbers, without wrapping.
  bool exact = true;

  bool operator==(const LaneKind &o) const {
    return level == o.level && root == o.root && exact == o.exact;
  }
  bool isUniform() const { return level <= Uniform; }
  bool isAffine() const { return level == Affine; }
  bool isVarying() const { return level == Varying; }
};

/// A fixpoint over one kernel in simt form: optimistic, so that a value
/// carried by a loop is uniform if all that is carried into it is.
class Divergence {
public:
  Divergence(mlir::gpu::GPUFuncOp kernel, Ranges &ranges);

  /// The kind of a value.
  LaneKind of(mlir::Value value) const;

  /// Whether the threads that enter this scf.if, scf.for or scf.while may
  /// take different ways in it.
  bool isDivergent(mlir::Operation *op) const;

  /// Whether a for loop counts in step: its induction value is uniform, or
  /// affine with the coefficients of the lower bound.
  bool countsInStep(mlir::scf::ForOp loop) const;

  /// Whether nothing but addresses is made of the value. An address is in
  /// bounds where it is used, so that its arithmetic cannot have wrapped.
  static bool isOnlyAddress(mlir::Value value);

  /// Whether the value is a thread index, from which lanes count on by one.
  bool isThreadRoot(mlir::Value root) const;

  /// Whether the value is a view of memory that each thread has for itself.
  static bool isPrivate(mlir::Value view);

private:
  void visitBlock(mlir::Block &block);
  void visitIf(mlir::scf::IfOp op);
  void visitFor(mlir::scf::ForOp op);
  void visitWhile(mlir::scf::WhileOp op);
  LaneKind inferResult(mlir::Operation *op);
  LaneKind inferAddSub(mlir::Operation *op);
  LaneKind inferMul(mlir::Operation *op);
  LaneKind inferCast(mlir::Operation *op);
  LaneKind inferMemory(mlir::Operation *op);
  LaneKind ofThreadId(mlir::gpu::ThreadIdOp op);
  LaneKind ofGlobalId(mlir::gpu::GlobalIdOp op);
  LaneKind ofLaneId(mlir::gpu::LaneIdOp op);
  LaneKind join(LaneKind a, LaneKind b) const;
  LaneKind joinOperands(mlir::Operation *op) const;
  void raise(mlir::Value value, LaneKind kind);

  Ranges &ranges;
  std::array<mlir::Value, 3> threadRoots;
  llvm::DenseMap<mlir::Value, LaneKind> kinds;
  bool changed = false;
};

} // namespace cubeport::lift

#endif
