// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From where to where each local buffer of a kernel holds a value.
#ifndef CUBEPORT_LIB_PLAN_LIFETIMES_H
#define CUBEPORT_LIB_PLAN_LIFETIMES_H

#include "dialects/Davinci/DavinciDialect.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace cubeport::plan {

/// A davinci.alloc of the UB with its life, in positions of ops in the
/// kernel's textual order, both ends included.
struct LocalBuffer {
  davinci::AllocOp alloc;
  /// Size, rounded up to the alignment of the memory.
  int64_t bytes;
  int64_t firstUse;
  int64_t lastUse;
  int64_t address = 0;

  /// True if both hold a value at some point.
  bool livesWith(const LocalBuffer &other) const {
    return firstUse <= other.lastUse && other.firstUse <= lastUse;
  }
};

/// Bytes of UB that a kernel may use.
int64_t getUbCapacity();

/// Alignment of a buffer in the UB, in bytes (target.md 1.2).
inline constexpr int64_t kUbAlignmentBytes = 32;

/// All UB buffers of `kernel` in textual order. A use counts as all of the op
/// of the alloc's block that contains it: what a loop body uses must survive
/// every iteration. Error CP5002 at a buffer of unknown size.
llvm::FailureOr<llvm::SmallVector<LocalBuffer>>
findLocalBuffers(mlir::func::FuncOp kernel);

/// Gives each buffer an address, and returns the bytes in use: side by side,
/// or, if that takes more than `capacity` or `reuse` is asked for, with
/// addresses shared by buffers that do not live together.
int64_t placeBuffers(llvm::MutableArrayRef<LocalBuffer> buffers,
                     int64_t capacity, bool reuse);

/// Moves placed buffers within `capacity` so that the vector instructions of
/// `kernel` meet fewer bank conflicts; returns the bytes in use. `shares`:
/// buffers that do not live together may have common bytes.
int64_t avoidBankConflicts(mlir::func::FuncOp kernel,
                           llvm::MutableArrayRef<LocalBuffer> buffers,
                           int64_t capacity, bool shares);

} // namespace cubeport::plan

#endif
