// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Passes of the map stage, as generated from Passes.td.
#ifndef CUBEPORT_LIB_MAP_PASSES_H
#define CUBEPORT_LIB_MAP_PASSES_H

#include "mlir/Pass/Pass.h"
#include "mlir/Pass/PassManager.h"
#include <memory>
#include <string>

namespace cubeport::map {
#define GEN_PASS_DECL
#include "lib/Map/Passes.h.inc"
#define GEN_PASS_REGISTRATION
#include "lib/Map/Passes.h.inc"

/// The passes of the stage in order: tile form to verified davinci form.
void buildMapPipeline(mlir::OpPassManager &passes);
/// Registers the passes and the pipeline `map`.
void registerMap();
} // namespace cubeport::map

#endif
