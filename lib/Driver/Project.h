// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The emitted project: its files, and how they reach the disk whole or not at
// all.
#ifndef CUBEPORT_LIB_DRIVER_PROJECT_H
#define CUBEPORT_LIB_DRIVER_PROJECT_H

#include "lib/Driver/Options.h"
#include "lib/Driver/Pipelines.h"
#include "lib/Host/Host.h"
#include "lib/Target/KernelInterface.h"

namespace cubeport::driver {

/// A translated program in memory.
struct Project {
  /// Base name of the generated files.
  std::string appName;
  /// Kernels as Ascend C, and the header of their launchers; empty if the
  /// program has no kernels.
  std::string kernels, kernelsHeader;
  std::vector<target::KernelInterface> interfaces;
  std::vector<KernelOutcome> outcomes;
  /// Rewritten sources and user headers.
  std::vector<host::HostFile> hostFiles;
};

/// One file to write.
struct ProjectFile {
  std::string path, text;
};

/// All files of the project, report.json and CMakeLists.txt included, in the
/// order of their paths.
std::vector<ProjectFile> listFiles(const Project &project,
                                   const Options &options);

/// The text of report.json.
std::string printReport(const Project &project, const Options &options);

/// Checks before the work starts that `folder` is new, empty or a project of
/// ours. Prints an error and returns false if not.
bool checkOutput(llvm::StringRef folder, DiagnosticPrinter &printer);

/// Writes the files beside `folder` and renames them into place.
bool writeProject(llvm::ArrayRef<ProjectFile> files, llvm::StringRef folder,
                  DiagnosticPrinter &printer);

} // namespace cubeport::driver

#endif
