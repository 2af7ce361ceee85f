// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The order of the passes of the lift stage.
#include "lib/Lift/Passes.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;
using namespace cubeport;

void lift::buildLiftPipeline(OpPassManager &pm, const LiftChoices &choices) {
  pm.addPass(createLiftNormalize());
  pm.addPass(createLiftReinterpretDoubles());
  // Before lift-to-lanes: equal thread indices must be one value there, or
  // accesses that share a base would not look alike.
  pm.addPass(createCSEPass());
  if (choices.unrollLoops) {
    pm.addPass(createLiftUnroll());
    pm.addPass(createCSEPass());
  }
  if (choices.hoistLoads) {
    // Behind CSE, which makes equal indices one value; before lift-merge-blocks,
    // which counts what lives at once.
    pm.addPass(createLiftHoistLoads());
  }
  if (choices.mergeBlocks) {
    // After normalize, which makes loops that count visible, and behind CSE,
    // which makes sums of built-in variables one value.
    LiftMergeBlocksOptions merge;
    merge.lanesLimit = choices.lanes;
    pm.addPass(createLiftMergeBlocks(merge));
    pm.addPass(createCSEPass());
  }
  if (choices.splitWarps) {
    // After merge-blocks, whose kernels have no warps any more.
    pm.addPass(createLiftSplitWarps());
    pm.addPass(createCSEPass());
  }
  pm.addPass(createLiftSimplifyWarps());
  pm.addPass(createCSEPass());
  LiftToLanesOptions options;
  options.lanesLimit = choices.lanes;
  options.tripLanes = choices.tripLanes;
  pm.addPass(createLiftToLanes(options));
  // After it, because each access brings its own index arithmetic.
  pm.addPass(createCSEPass());
  pm.addPass(createLoopInvariantCodeMotionPass());
  pm.addPass(createLiftVerify());
}

void lift::buildThreadsPipeline(OpPassManager &pm) {
  pm.addPass(createLiftToThreads());
  // Rounding divisions and the like in terms of what C++ has.
  pm.addPass(arith::createArithExpandOpsPass());
  // After it, because each built-in variable was read where it is used.
  pm.addPass(createCanonicalizerPass());
  pm.addPass(createCSEPass());
  pm.addPass(createLiftVerify());
}

void lift::registerLift() {
  registerLiftPasses();
  PassPipelineRegistration<>("lift", "simt form to tile form",
                             [](OpPassManager &pm) { buildLiftPipeline(pm); });
}
