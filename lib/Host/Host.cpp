// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The host half as a whole: reading the sources and writing all files.
#include "lib/Host/Host.h"
#include "lib/Host/Program.h"
#include "llvm/ADT/STLExtras.h"

using namespace cubeport::host;

HostHalf::HostHalf(LaunchMode mode) : program(std::make_unique<Program>()) {
  program->mode = mode;
}
HostHalf::~HostHalf() = default;

bool HostHalf::readSource(llvm::StringRef source,
                          llvm::ArrayRef<std::string> arguments,
                          DiagnosticHandler onDiagnostic) {
  return scanSource(*program, source, arguments, onDiagnostic);
}

bool HostHalf::hasKernels() const {
  return llvm::any_of(program->files, [](const auto &entry) {
    return llvm::any_of(entry.second.kernels, [](const auto &kernel) {
      return kernel.second.body.end != 0;
    });
  });
}

std::vector<HostFile>
HostHalf::rewrite(llvm::StringRef kernelsHeader,
                  const std::vector<Launcher> *launchers,
                  DiagnosticHandler onDiagnostic) const {
  std::vector<HostFile> files;
  for (const auto &[path, facts] : program->files) {
    files.push_back({facts.emittedPath,
                     rewriteFile(*program, facts, kernelsHeader, launchers,
                                 onDiagnostic),
                     facts.isSource});
  }
  llvm::sort(files, [](const HostFile &a, const HostFile &b) {
    return a.path < b.path;
  });
  return files;
}

bool cubeport::host::isOptionalSupport(llvm::StringRef path) {
  return path.starts_with("cubeport_blas") || path == "cubeport_half.h" ||
         path == "cubeport_driver.h" ||
         path == "cubeport_verify.h";
}

std::vector<HostFile> cubeport::host::getSupportFiles() {
  return {
#include "SupportFiles.inc"
  };
}
