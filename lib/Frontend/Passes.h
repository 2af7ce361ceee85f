// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The passes of the frontend, generated from Passes.td.
#ifndef CUBEPORT_LIB_FRONTEND_PASSES_H
#define CUBEPORT_LIB_FRONTEND_PASSES_H

#include "mlir/Pass/Pass.h"

namespace cubeport::frontend {

#define GEN_PASS_DECL
#include "lib/Frontend/Passes.h.inc"

/// Adds the passes from the llvm dialect to the verified simt form.
void buildFrontendPipeline(mlir::OpPassManager &passes,
                           const VerifyOptions &options = {});

/// Makes `--frontend-pipeline` known to cubeport-opt.
void registerFrontendPipelines();

#define GEN_PASS_REGISTRATION
#include "lib/Frontend/Passes.h.inc"

} // namespace cubeport::frontend

#endif
