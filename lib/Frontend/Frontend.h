// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From a CUDA source to the simt form: the entry points of the stage.
#ifndef CUBEPORT_LIB_FRONTEND_FRONTEND_H
#define CUBEPORT_LIB_FRONTEND_FRONTEND_H

#include "lib/Frontend/CommandLine.h"
#include "lib/Frontend/Passes.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

namespace llvm {
class raw_ostream;
}

namespace cubeport::frontend {

/// Adds the dialects and translations that `importDevice` needs.
void registerImportDialects(mlir::DialectRegistry &registry);

/// Compiles the device half of `source` to the llvm dialect: one llvm.func
/// per kernel, everything inlined, with the simt attributes that only the
/// source knows. Clang's diagnostics go to `diagnostics` in Clang's format.
/// Null if the source has errors. A source without kernels gives a module
/// without functions.
mlir::OwningOpRef<mlir::ModuleOp> importDevice(mlir::MLIRContext &context,
                                               llvm::StringRef source,
                                               const SourceOptions &options,
                                               llvm::raw_ostream &diagnostics);

} // namespace cubeport::frontend

#endif
