// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The list of dialects and passes that our tools know.
#include "lib/Driver/Register.h"
#include "dialects/Davinci/DavinciDialect.h"
#include "dialects/Simt/SimtDialect.h"
#include "dialects/Tile/TileDialect.h"
#include "lib/Frontend/Frontend.h"
#include "lib/Lift/Passes.h"
#include "lib/Map/Passes.h"
#include "lib/Plan/Passes.h"
#include "mlir/InitAllDialects.h"
#include "mlir/InitAllExtensions.h"
#include "mlir/InitAllPasses.h"

void cubeport::registerAllDialects(mlir::DialectRegistry &registry) {
  mlir::registerAllDialects(registry);
  mlir::registerAllExtensions(registry);
  registry.insert<simt::SimtDialect, tile::TileDialect,
                  davinci::DavinciDialect>();
}

void cubeport::registerAllPasses() {
  mlir::registerAllPasses();
  frontend::registerFrontendPasses();
  frontend::registerFrontendPipelines();
  lift::registerLift();
  map::registerMap();
  plan::registerPlanPasses();
  plan::registerPlanPipelines();
}
