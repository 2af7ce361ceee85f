// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The passes of the plan stage and the order they run in.
#ifndef CUBEPORT_LIB_PLAN_PASSES_H
#define CUBEPORT_LIB_PLAN_PASSES_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Pass/Pass.h"

namespace cubeport::plan {
#define GEN_PASS_DECL
#include "lib/Plan/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "lib/Plan/Passes.h.inc"

/// Slots of the buffers of copies in loops, unless asked otherwise.
inline constexpr int64_t kBufferSlots = 2;

/// Adds the plan stage to a pipeline over modules: davinci form to planned
/// form, gate included. `bufferSlots` is for plan-double-buffer, `avoidsBanks`
/// for plan-place-buffers.
void buildPlanPipeline(mlir::OpPassManager &modulePipeline,
                       int64_t bufferSlots = kBufferSlots,
                       bool avoidsBanks = true);

/// Registers the stage as the pipeline `--plan`.
void registerPlanPipelines();
} // namespace cubeport::plan

#endif
