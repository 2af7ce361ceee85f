// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// MLIR's language server with our dialects.
#include "lib/Driver/Register.h"
#include "mlir/Tools/mlir-lsp-server/MlirLspServerMain.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  cubeport::registerAllDialects(registry);
  return mlir::asMainReturnCode(
      mlir::MlirLspServerMain(argc, argv, registry));
}
