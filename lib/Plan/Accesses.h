// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which bytes of which memory an instruction touches, and which accesses of
// two instructions must not overtake each other.
#ifndef CUBEPORT_LIB_PLAN_ACCESSES_H
#define CUBEPORT_LIB_PLAN_ACCESSES_H

#include "lib/Plan/KnownValues.h"

namespace cubeport::plan {

/// A buffer operand followed through its views.
struct Extent {
  /// The davinci.alloc, kernel argument or davinci.from_address it lies in;
  /// null where that cannot be told.
  mlir::Value root;
  /// First byte and end of what can be touched, counted from the root. For
  /// global memory always the whole root.
  int64_t begin = 0;
  int64_t end = 0;
  /// False where a view starts at an unknown offset.
  bool isExact = true;
};

/// Follows `buffer` to its root where `known` holds. A view at an unknown
/// offset is all of its source.
Extent getExtent(mlir::Value buffer, const KnownValues &known);

/// One buffer that one instruction reads or writes.
struct Access {
  davinci::DavinciPipeOp op;
  davinci::Pipe pipe;
  davinci::Space space;
  bool isWrite;
  mlir::Value root;
  /// Local memories: absolute bytes, once the root has an address.
  int64_t begin;
  int64_t end;
  /// Local memories: the first byte is known.
  bool isExact;
  /// Local memories: the number of bytes is known.
  bool isSized;
  /// Global memory: the offset from the root, if the op says one.
  mlir::Value offset;
};

/// The accesses of one instruction where `known` holds; local buffers must
/// have addresses.
llvm::SmallVector<Access> getAccesses(davinci::DavinciPipeOp op,
                                      const KnownValues &known);

/// True if `later` must not start before `earlier` is complete: they touch
/// common bytes, one of them writes, and the pipe does not order them itself
/// (target.md 1.3: S and the reads of V before its writes need nothing).
bool mustOrder(const Access &earlier, const Access &later);

/// True if two accesses that `mustOrder` orders do touch common bytes, rather
/// than may do so: nothing but a run can tell two pointers or two unknown
/// offsets apart.
bool surelyOverlap(const Access &earlier, const Access &later);

/// True for the loop over CUDA blocks (its step is a multiple of the number of
/// cores): CUDA does not order the global accesses of two blocks.
bool isBlockLoop(mlir::scf::ForOp loop);

} // namespace cubeport::plan

#endif
