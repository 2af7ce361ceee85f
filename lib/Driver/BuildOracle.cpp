// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Compiles device code for the oracle.
#include "lib/Driver/BuildOracle.h"
#include "lib/Driver/BuildProgram.h"
#include "lib/Frontend/CompileDevice.h"
#include "lib/Oracle/Oracle.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <cstdlib>

using namespace cubeport;
using namespace cubeport::driver;
namespace fs = llvm::sys::fs;

OracleObjects::~OracleObjects() {
  if (!folder.empty()) {
    fs::remove_directories(folder);
  }
}

bool OracleObjects::build(const VerifyOptions &options) {
  auto fail = [&](llvm::StringRef code, const std::string &message) {
    SourceDiagnostic diagnostic;
    diagnostic.code = code.str();
    diagnostic.message = message;
    diagnostics.push_back(diagnostic);
    return false;
  };
  oracle::BuildOptions build;
  build.checks = options.checks;
  build.systemFolders = {frontend::getCudaIncludeDir()};
  build.library = findTool("../lib/cubeport_oracle_device.bc");
  build.savedForm = options.savedForm;
  const char *loops = std::getenv("CUBEPORT_ORACLE_LOOPS");
  build.makesLoops = !loops || llvm::StringRef(loops) != "0";
  std::string runtime = findTool("../lib/libCubeportOracle.a");
  if (!fs::exists(runtime)) {
    return fail("CP1008", "file '" + runtime + "' is missing");
  }
  llvm::SmallString<128> made;
  if (std::error_code error = fs::createUniqueDirectory("cubeport", made)) {
    return fail("CP1007", "no temporary folder: " + error.message());
  }
  folder = made.str().str();
  for (const std::string &source : options.common.source.sources) {
    llvm::LLVMContext context;
    llvm::raw_string_ostream clangStream(clangText);
    frontend::DeviceCode code = frontend::compileDevice(
        context, source, options.common.source, clangStream);
    if (!code.module) {
      return false; // the host half says why as well
    }
    std::string object =
        folder + "/" + std::to_string(objects.size()) + ".oracle.o";
    if (!oracle::buildObject(
            std::move(code.module), build, object,
            [&](const SourceDiagnostic &one) { diagnostics.push_back(one); })) {
      return false;
    }
    objects.push_back(object);
  }
  objects.push_back(runtime);
  return true;
}

void OracleObjects::printDiagnostics(DiagnosticPrinter &printer) const {
  if (objects.empty()) {
    llvm::errs() << clangText;
  }
  for (const SourceDiagnostic &diagnostic : diagnostics) {
    printer.print(diagnostic);
  }
}
