// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Planned modules to Ascend C text, for tests and by hand.
#include "lib/Driver/PrintPlanned.h"
#include "lib/Driver/Register.h"
#include "lib/Target/KernelInterface.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Support/FileUtilities.h"
#include "mlir/Support/ToolUtilities.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace cubeport;

static constexpr llvm::StringLiteral kKernelsFlag = "--davinci-to-ascendc";
static constexpr llvm::StringLiteral kHeaderFlag =
    "--davinci-to-launch-header";

bool driver::wantsPlannedText(int argc, char **argv) {
  return llvm::any_of(llvm::ArrayRef(argv, argc), [](llvm::StringRef arg) {
    return arg == kKernelsFlag || arg == kHeaderFlag;
  });
}

static LogicalResult printModule(std::unique_ptr<llvm::MemoryBuffer> buffer,
                                 const target::EmitOptions &options,
                                 bool wantsHeader) {
  DialectRegistry registry;
  registerAllDialects(registry);
  MLIRContext context(registry, MLIRContext::Threading::DISABLED);
  llvm::SourceMgr sources;
  sources.AddNewSourceBuffer(std::move(buffer), llvm::SMLoc());
  SourceMgrDiagnosticHandler handler(sources, &context);
  auto module = parseSourceFile<ModuleOp>(sources, &context);
  if (!module) {
    return failure();
  }
  std::vector<target::KernelInterface> interfaces;
  return target::emitAscendC(*module, wantsHeader ? llvm::nulls() : llvm::outs(),
                             wantsHeader ? llvm::outs() : llvm::nulls(),
                             interfaces, options);
}

int driver::printPlannedText(int argc, char **argv) {
  target::EmitOptions options;
  bool wantsHeader = false;
  std::string file = "-", message;
  for (llvm::StringRef arg : llvm::ArrayRef(argv, argc).drop_front()) {
    if (arg.consume_front("--app=")) {
      options.appName = arg.str();
    } else if (arg == "--no-source-comments") {
      options.sourceComments = false;
    } else if (arg == kHeaderFlag) {
      wantsHeader = true;
    } else if (arg != kKernelsFlag) {
      file = arg.str();
    }
  }
  std::unique_ptr<llvm::MemoryBuffer> input = openInputFile(file, &message);
  if (!input) {
    llvm::errs() << "error: CP1001: " << message << "\n";
    return 1;
  }
  auto print = [&](std::unique_ptr<llvm::MemoryBuffer> buffer,
                   llvm::raw_ostream &) {
    return printModule(std::move(buffer), options, wantsHeader);
  };
  return failed(
      splitAndProcessBuffer(std::move(input), print, llvm::outs()));
}
