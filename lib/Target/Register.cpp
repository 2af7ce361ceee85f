// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The target stage as translations of planned modules to text.
#include "dialects/Davinci/DavinciDialect.h"
#include "dialects/Simt/SimtDialect.h"
#include "lib/Target/KernelInterface.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Tools/mlir-translate/MlirTranslateMain.h"
#include "mlir/Tools/mlir-translate/Translation.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace cubeport;

static void registerPlannedForm(DialectRegistry &registry) {
  registry.insert<davinci::DavinciDialect, simt::SimtDialect,
                  arith::ArithDialect, func::FuncDialect, math::MathDialect,
                  memref::MemRefDialect, scf::SCFDialect>();
}

int target::translateMain(int argc, char **argv) {
  static llvm::cl::opt<std::string> appName(
      "app", llvm::cl::desc("base name of the generated files"),
      llvm::cl::init("app"));
  static llvm::cl::opt<bool> sourceComments(
      "source-comments", llvm::cl::desc("print the CUDA lines"),
      llvm::cl::init(true));
  auto getOptions = [] {
    EmitOptions options;
    options.appName = appName;
    options.sourceComments = sourceComments;
    return options;
  };
  TranslateFromMLIRRegistration kernels(
      "davinci-to-ascendc", "planned davinci form to Ascend C kernels",
      [&](ModuleOp module, raw_ostream &os) {
        std::vector<KernelInterface> interfaces;
        return emitAscendC(module, os, llvm::nulls(), interfaces,
                           getOptions());
      },
      registerPlannedForm);
  TranslateFromMLIRRegistration header(
      "davinci-to-launch-header",
      "planned davinci form to the header of its launch functions",
      [&](ModuleOp module, raw_ostream &os) {
        std::vector<KernelInterface> interfaces;
        return emitAscendC(module, llvm::nulls(), os, interfaces,
                           getOptions());
      },
      registerPlannedForm);
  return failed(mlirTranslateMain(argc, argv, "cubeport's printer\n"));
}
