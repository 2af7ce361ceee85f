// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// mlir-opt with our dialects and passes.
#include "lib/Driver/Register.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  cubeport::registerAllDialects(registry);
  cubeport::registerAllPasses();
  return mlir::asMainReturnCode(mlir::MlirOptMain(
      argc, argv, "cubeport's pass driver\n", registry));
}
