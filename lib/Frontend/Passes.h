// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The passes of the frontend, generated from Passes.td.
#ifndef CUBEPORT_LIB_FRONTEND_PASSES_H
#define CUBEPORT_LIB_FRONTEND_PASSES_H

#include "lib/Frontend/DoublePolicy.h"
#include "mlir/Pass/Pass.h"

namespace cubeport::frontend {

#define GEN_PASS_DECL
#include "lib/Frontend/Passes.h.inc"

/// Adds the passes from the llvm dialect to the verified simt form. The policy
/// decides which passes see to doubles, and what the gate says of them.
void buildFrontendPipeline(mlir::OpPassManager &passes,
                           DoublePolicy doubles = DoublePolicy::Exact,
                           VerifyOptions options = {});

/// Makes `--frontend-pipeline` known to cubeport-opt.
void registerFrontendPipelines();

#define GEN_PASS_REGISTRATION
#include "lib/Frontend/Passes.h.inc"

} // namespace cubeport::frontend

#endif
