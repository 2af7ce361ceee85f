// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Intervals of the integers of a kernel in simt form, as CUDA bounds them.
#ifndef CUBEPORT_LIB_LIFT_RANGES_H
#define CUBEPORT_LIB_LIFT_RANGES_H

#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"
#include <array>

namespace cubeport::lift {

/// A closed interval of signed integers.
struct Interval {
  int64_t lo;
  int64_t hi;
  /// Whether every value lies in [low, high].
  bool isWithin(int64_t low, int64_t high) const {
    return lo >= low && hi <= high;
  }
  /// Whether every value is representable in a signed integer of this width.
  bool fits(unsigned width) const;
};

/// The width that a type counts as in index arithmetic: 64 for index, 0 for
/// what is not an integer.
unsigned integerWidth(mlir::Type type);

/// The value behind casts that keep a small non-negative number as it is.
mlir::Value stripIndexCasts(mlir::Value v);

/// The axis of the built-in variable behind such casts, if it is one.
template <typename OpTy> std::optional<unsigned> matchBuiltin(mlir::Value v) {
  if (auto op = stripIndexCasts(v).getDefiningOp<OpTy>()) {
    return static_cast<unsigned>(op.getDimension());
  }
  return std::nullopt;
}

/// The axis along which the op adds up the global index of a thread:
/// blockIdx * blockDim + threadIdx, in any order.
std::optional<unsigned> matchGlobalIndex(mlir::Operation *op);

/// Finds intervals on demand. The bounds of the built-in variables come from
/// CUDA's limits and from the kernel's known block size; the launcher checks
/// that no axis of the grid has 2^31 threads or more.
class Ranges {
public:
  /// `kernel` must stay unchanged while the object lives.
  explicit Ranges(mlir::gpu::GPUFuncOp kernel);

  /// The interval of an integer value, as a signed number.
  Interval of(mlir::Value value);

  /// Whether the op (add, sub, mul, shift left) gives the same signed number
  /// as in unbounded arithmetic, for every thread that executes it. May count
  /// on bounds of kernel arguments, which are noted then.
  bool isExact(mlir::Operation *op);

  /// The kernel arguments that were taken to be at most kArgumentLimit.
  const llvm::SetVector<mlir::Value> &limitedArguments() const {
    return limited;
  }
  /// Leaves room above a 32-bit count for the threads of a block.
  static constexpr int64_t kArgumentLimit = INT32_MAX - 65535;

  /// Threads of a block along an axis where the kernel fixes them, else 0.
  int64_t blockExtent(unsigned axis) const { return block[axis]; }

  /// Whether lanes are consecutive threads of a row, whatever their block.
  bool hasChunks() const { return chunks; }

  /// Whether lanes are the threads of one warp, which knows its number.
  bool hasWarps() const { return warps; }

  /// Threads of the warp that lanes are, where it is the only one or all are
  /// full, else the most.
  int64_t warpExtent() const;
  /// Warps of a block whose warps run one after the other.
  int64_t warpCount() const;

  /// Blocks that a grid may have along an axis for the intervals to hold:
  /// index arithmetic on block indices was taken not to wrap.
  int64_t gridLimit(unsigned axis) const { return gridLimits[axis]; }

private:
  Interval compute(mlir::Value value);
  Interval ofBuiltin(mlir::Operation *op, unsigned axis);
  Interval ofBinary(mlir::Operation *op);
  Interval ofRegionResult(mlir::OpResult result);
  Interval ofBlockArgument(mlir::BlockArgument arg);
  Interval ofCarried(mlir::BlockArgument arg, mlir::Value init,
                     mlir::Value next);
  std::optional<Interval> ofBlockProduct(mlir::Operation *op);
  Interval unbounded(mlir::Operation *op, Interval a, Interval b,
                     bool &overflows);

  bool chunks, warps;
  std::array<int64_t, 3> block = {0, 0, 0};
  std::array<int64_t, 3> gridLimits;
  bool isExactUnder(mlir::Operation *op);

  llvm::DenseMap<mlir::Value, Interval> known;
  llvm::SetVector<mlir::Value> limited;
  /// While a proof counts on bounded arguments: those that it looked at.
  llvm::SetVector<mlir::Value> *assumed = nullptr;
  unsigned depth = 0;
};

} // namespace cubeport::lift

#endif
