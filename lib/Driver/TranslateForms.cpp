// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What cubeport-translate does: one form to another, nothing around it.
#include "lib/Driver/TranslateForms.h"
#include "lib/Driver/PrintPlanned.h"
#include "lib/Frontend/Frontend.h"
#include "mlir/IR/DialectRegistry.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Support/Timing.h"
#include "llvm/Support/raw_ostream.h"
#include <chrono>

using namespace cubeport;

static int fail(llvm::StringRef message) {
  llvm::errs() << "error: " << message << "\n";
  return 1;
}

static void printUsage() {
  llvm::outs()
      << "usage: cubeport-translate --cuda-to-llvm|--cuda-to-simt"
         " [--drop-refused] [--time] [nvcc options] FILE.cu\n"
         "  --cuda-to-llvm   print the device half in the llvm dialect\n"
         "  --cuda-to-simt   print the verified simt form\n"
         "  --drop-refused   report refused kernels, print the others\n"
         "  --time           print milliseconds per step to stderr\n"
         "       cubeport-translate --davinci-to-ascendc|"
         "--davinci-to-launch-header [--app=NAME] [--no-source-comments] "
         "FILE.mlir\n"
         "  print the kernels of a planned module, or their launch header\n";
}

namespace {
/// The tool's own options, apart from nvcc's.
struct ToolOptions {
  bool toSimt = false;
  bool toLlvm = false;
  bool dropRefused = false;
  bool time = false;
};

class Stopwatch {
public:
  explicit Stopwatch(bool enabled) : enabled(enabled) {}
  void lap(llvm::StringRef name) {
    auto now = std::chrono::steady_clock::now();
    if (enabled) {
      llvm::errs() << llvm::format(
          "%6.1f ms %s\n",
          std::chrono::duration<double, std::milli>(now - last).count(),
          name.str().c_str());
    }
    last = now;
  }

private:
  bool enabled;
  std::chrono::steady_clock::time_point last = std::chrono::steady_clock::now();
};
} // namespace

static bool parseArguments(int argc, char **argv, ToolOptions &tool,
                           frontend::SourceOptions &options) {
  std::vector<std::string> rest;
  for (int i = 1; i < argc; ++i) {
    llvm::StringRef arg = argv[i];
    if (arg == "--cuda-to-simt") {
      tool.toSimt = true;
    } else if (arg == "--cuda-to-llvm") {
      tool.toLlvm = true;
    } else if (arg == "--drop-refused") {
      tool.dropRefused = true;
    } else if (arg == "--time") {
      tool.time = true;
    } else {
      rest.push_back(arg.str());
    }
  }
  return frontend::parseCommandLine(
      rest, options, [](llvm::StringRef code, llvm::StringRef message) {
        llvm::errs() << "error: " << code << ": " << message << "\n";
      });
}

int driver::translateFormsMain(int argc, char **argv) {
  if (driver::wantsPlannedText(argc, argv)) {
    return driver::printPlannedText(argc, argv);
  }
  if (argc < 2 || llvm::StringRef(argv[1]) == "--help") {
    printUsage();
    return argc < 2;
  }
  ToolOptions tool;
  frontend::SourceOptions options;
  if (!parseArguments(argc, argv, tool, options)) {
    return 1;
  }
  if (tool.toSimt == tool.toLlvm || options.sources.size() != 1) {
    return fail("needs one of --cuda-to-llvm, --cuda-to-simt and one source");
  }
  Stopwatch watch(tool.time);
  mlir::DialectRegistry registry;
  frontend::registerImportDialects(registry);
  mlir::MLIRContext context(registry);
  context.loadAllAvailableDialects();
  watch.lap("start");
  mlir::OwningOpRef<mlir::ModuleOp> module = frontend::importDevice(
      context, options.sources.front(), options, llvm::errs());
  watch.lap("import");
  if (!module) {
    return 1;
  }
  bool ok = true;
  if (tool.toSimt) {
    mlir::PassManager passes(&context);
    frontend::VerifyOptions verify;
    verify.dropRefused = tool.dropRefused;
    frontend::buildFrontendPipeline(passes, frontend::DoublePolicy::Exact,
                                    verify);
    ok = mlir::succeeded(passes.run(*module));
  }
  watch.lap("passes");
  if (ok) {
    module->print(llvm::outs());
  }
  return !ok;
}
