// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The plan stage as a pipeline.
#include "lib/Plan/Passes.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;

void cubeport::plan::buildPlanPipeline(OpPassManager &modulePipeline,
                                       int64_t bufferSlots, bool avoidsBanks) {
  OpPassManager &kernels = modulePipeline.nest<func::FuncOp>();
  // Before plan-place-buffers, because buffers that nothing uses need no
  // address and scalars that nothing uses no name.
  kernels.addPass(createCanonicalizerPass());
  kernels.addPass(createCSEPass());
  // After cse, which sees one buffer in two; before plan-place-buffers, which
  // gives slots their room.
  DoubleBufferOptions doubleBuffer;
  doubleBuffer.slots = bufferSlots;
  kernels.addPass(createDoubleBuffer(doubleBuffer));
  PlaceBuffersOptions placeBuffers;
  placeBuffers.banks = avoidsBanks;
  kernels.addPass(createPlaceBuffers(placeBuffers));
  // After plan-place-buffers, because buffers that share an address depend on
  // each other even if they share no value.
  kernels.addPass(createInsertFlags());
  kernels.addPass(createVerifyPlan());
}

void cubeport::plan::registerPlanPipelines() {
  PassPipelineRegistration<>(
      "plan", "davinci form to planned form",
      [](OpPassManager &passes) { buildPlanPipeline(passes); });
}
