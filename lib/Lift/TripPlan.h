// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Whether the trips of a strided loop may run together, and what they fold.
#ifndef CUBEPORT_LIB_LIFT_TRIPPLAN_H
#define CUBEPORT_LIB_LIFT_TRIPPLAN_H

#include "dialects/Tile/TileDialect.h"
#include "lib/Lift/Divergence.h"
#include <string>

namespace cubeport::lift {

/// A value that a loop carries: what `combine` makes of it and of what a trip
/// contributes, in whatever order the trips come.
struct TripFold {
  tile::FoldKind kind;
  mlir::Operation *combine;
  /// The operands of `combine` without the carried value: one, or the factors
  /// of a fused multiply-add.
  llvm::SmallVector<mlir::Value, 2> parts;
  /// Whether NaN contributes nothing.
  bool dropsNan = false;
  /// Where it is not `when`, a trip contributes nothing; may be null.
  mlir::Value condition;
  bool when = true;
  /// The ops that the fold takes the place of.
  llvm::SmallVector<mlir::Operation *, 2> ops;
};

/// An access of global memory at `index`, one element after the other in the
/// order of the loop's counter.
struct TripAccess {
  mlir::Value view;
  mlir::Value index;
  /// What is added to the counter; uniform, from outside the loop.
  llvm::SmallVector<mlir::Value> offsets;
};

/// Two accesses, a store among them, that trips may not exchange if the one
/// reaches in another trip what the other reaches.
struct TripConflict {
  TripAccess a, b;
};

struct TripPlan {
  llvm::SmallVector<TripFold> folds;
  llvm::SmallVector<TripConflict> conflicts;
};

/// Whether the step of the loop is at least the number of threads along x of
/// a block, for every launch.
bool stepsOverBlock(mlir::scf::ForOp loop, Ranges &ranges);

/// Plans a loop that lanes enter in step with a counter that is the thread
/// index along x and something uniform. With `dense`, its step is the number of
/// lanes. Null, and in `why` the reason, if its trips have to come one by one.
std::optional<TripPlan> planTrips(mlir::scf::ForOp loop,
                                  const Divergence &kinds, Ranges &ranges,
                                  bool dense, std::string &why);

} // namespace cubeport::lift

#endif
