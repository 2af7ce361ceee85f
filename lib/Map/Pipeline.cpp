// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The order of the passes of the map stage.
#include "lib/Map/Passes.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;
using namespace cubeport;

void map::buildMapPipeline(OpPassManager &passes) {
  // Kernels of both kinds may stand in a module; each pass sees to its own.
  passes.addPass(createMapThreads());
  passes.addPass(createLegalize());
  // Before map-to-davinci, because each value that is left costs a buffer and
  // an instruction.
  passes.addPass(createCanonicalizerPass());
  passes.addPass(createCSEPass());
  passes.addPass(createToDavinci());
  passes.addPass(createVerify());
  // After it, because counts and offsets are made anew for each access.
  passes.addPass(createCanonicalizerPass());
  passes.addPass(createCSEPass());
}

void map::registerMap() {
  registerMapPasses();
  PassPipelineRegistration<>("map", "tile form to davinci form",
                             buildMapPipeline);
}
