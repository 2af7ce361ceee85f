// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The lift stage: from what a thread does to what all lanes do.
#ifndef CUBEPORT_LIB_LIFT_PASSES_H
#define CUBEPORT_LIB_LIFT_PASSES_H

#include "dialects/Simt/SimtDialect.h"
#include "dialects/Tile/TileDialect.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"

namespace mlir {
class OpPassManager;
}

namespace cubeport::lift {

#define GEN_PASS_DECL
#include "lib/Lift/Passes.h.inc"
#define GEN_PASS_REGISTRATION
#include "lib/Lift/Passes.h.inc"

/// Copies of so many elements cost little to issue beside what they take, and
/// rows of some thousands still have several, which overlap.
inline constexpr int64_t kMostTripLanes = 2048;

/// What the stage may do.
struct LiftChoices {
  /// The capacity; 0: what fits.
  int64_t lanes = 0;
  /// Kernels whose blocks do not matter take chunks of threads as large as
  /// there is room for.
  bool mergeBlocks = true;
  /// Loads move in front of stores.
  bool hoistLoads = true;
  /// Short loops in which threads meet become their trips.
  bool unrollLoops = true;
  /// Warps that do not meet run one after the other.
  bool splitWarps = true;
  /// The most lanes for trips of a strided loop that run together; 0: one trip
  /// at a time.
  int64_t tripLanes = kMostTripLanes;
};

/// Adds the stage: takes a module of gpu.modules in simt form, gives a module
/// of functions in tile form.
void buildLiftPipeline(mlir::OpPassManager &pm,
                       const LiftChoices &choices = {});

/// The same stage for kernels that lanes in step cannot express: threads that
/// run one by one.
void buildThreadsPipeline(mlir::OpPassManager &pm);

/// Registers the passes and the pipeline `lift`; call once per process.
void registerLift();

} // namespace cubeport::lift

#endif
