// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is kept of a thread while it pauses: decided once for a kernel.
#ifndef CUBEPORT_LIB_TARGET_ASCENDC_THREADFRAME_H
#define CUBEPORT_LIB_TARGET_ASCENDC_THREADFRAME_H

#include "dialects/Davinci/DavinciDialect.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <string>
#include <vector>

namespace cubeport::target {

/// The printed function of a thread is a switch over the places where it
/// pauses. Values that are used behind a pause, and variables of loops and
/// branches that hold one, live in the thread's state; others are locals.
struct ThreadFrame {
  explicit ThreadFrame(davinci::ThreadsOp threads);

  /// The value is a field of the state.
  bool isKept(mlir::Value value) const { return kept.contains(value); }
  /// An argument or a number that came from one by a change of its width: its
  /// text says the same at any time.
  bool isStable(mlir::Value value) const;
  /// A declaration with an initial value may stand here: no place where a
  /// thread goes on lies in the same block of C++.
  bool mayDeclare(mlir::Block *block) const {
    return !pausing.contains(block->getParentOp());
  }
  bool mayDeclare(mlir::Value value) const {
    return mayDeclare(value.getParentBlock());
  }

  struct Variable {
    std::string type, name;
  };
  /// Filled while the thread is printed.
  std::vector<Variable> fields, locals;
  /// Places where a thread goes on, so far.
  int steps = 0;

private:
  bool crossesPause(mlir::Value value) const;
  bool isBehindPause(mlir::Value value, mlir::OpOperand &use) const;
  void keepVariables(mlir::Operation *op);

  mlir::DenseSet<mlir::Value> kept;
  /// Ops that are a pause or hold one, and of each block, for each op in it,
  /// how many of those stand before.
  mlir::DenseSet<mlir::Operation *> pausing;
  mlir::DenseMap<mlir::Operation *, unsigned> before;
};

/// How the arrays of a kernel with threads are used.
struct ThreadArrays {
  explicit ThreadArrays(davinci::ThreadsOp threads);
  /// Some address of an array is taken, or a thread's arrays are too large for
  /// the stack: all lie where any pointer reaches.
  bool escape = false;
  /// Bytes of all arrays of a thread, one behind the other.
  int64_t ownBytes = 0;
  /// The bytes that one of them takes there.
  static int64_t placeBytes(mlir::MemRefType array);
  bool pauses = false;
  /// Something of a thread is kept in memory of its own.
  bool needsState() const { return pauses || escape; }
  bool hasShared = false;
  /// All blocks of the grid must be under way at a time, or some at least.
  bool syncsGrid = false, takesTurns = false;
};

} // namespace cubeport::target

#endif
