// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The host half: the user's own source with the CUDA runtime rewritten to ACL
// and each kernel replaced by a function that launches its translation.
#ifndef CUBEPORT_LIB_HOST_HOST_H
#define CUBEPORT_LIB_HOST_HOST_H

#include "lib/Common/SourceDiagnostic.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <memory>
#include <string>
#include <vector>

namespace cubeport::host {

/// One parameter of a launcher, as Target declared it.
struct LauncherArg {
  /// Empty, or the mangled name of the device variable it stands for.
  std::string symbol;
  bool isPointer = false;
  /// Number of the CUDA parameter; -1: the next one in order.
  int64_t param = -1;
  /// How the argument is reached in a parameter that is a structure: ".x[1]".
  std::string field;
};

/// What Target says about one translated kernel.
struct Launcher {
  /// The kernel's name in the device code.
  std::string mangled;
  /// The file that the kernel is written in, for two static kernels of one
  /// name; empty if unknown.
  std::string file;
  /// The translated kernel; its launcher is called <name>_launch.
  std::string name;
  /// Pointers and scalars in order, before the grid and block sizes.
  std::vector<LauncherArg> args;
  /// The most threads of a block that fit on a core.
  int64_t maxThreads = 1024;
  /// Parts of a block that cores take one by one.
  int64_t blockParts = 1;
  /// Not empty: the only block size that the translation holds for.
  std::vector<int32_t> block;
  /// The launcher ends with the bytes of dynamic shared memory.
  bool dynamicShared = false;
  /// The most bytes of dynamic shared memory that fit on a core.
  int64_t maxSharedBytes = 0;
  /// Not empty: the kernel was refused with this code, and its launch fails.
  std::string refusal;
};

/// What a launch does in the rewritten program.
enum class LaunchMode {
  /// It runs the translated kernel: what a project is written with.
  Translated,
  /// That, and the oracle checks the result.
  Verified,
  /// It runs the CUDA kernel on the oracle; there is no translation.
  OnOracle
};

/// One file of the emitted project.
struct HostFile {
  /// Relative to the project's folder.
  std::string path;
  std::string text;
  /// True for the sources named on the command line, which get compiled.
  bool isSource = false;
};

/// True for a support header that only some programs include.
bool isOptionalSupport(llvm::StringRef path);

using DiagnosticHandler = llvm::function_ref<void(const SourceDiagnostic &)>;

class Program;

/// Reads the host half of all sources of a program, then rewrites it.
class HostHalf {
public:
  explicit HostHalf(LaunchMode mode = LaunchMode::Translated);
  ~HostHalf();

  /// Parses `source` with the Clang command line `arguments` (program name
  /// first, as for `clang++ --cuda-host-only`). Clang's own errors and ours
  /// go to `onDiagnostic`; returns false if there was an error.
  bool readSource(llvm::StringRef source,
                  llvm::ArrayRef<std::string> arguments,
                  DiagnosticHandler onDiagnostic);

  /// True if the sources have a kernel.
  bool hasKernels() const;

  /// The rewritten sources and user headers. `kernelsHeader` is the header
  /// that declares the launchers. Without `launchers` the kernels are taken
  /// to be translated under their own names with their own parameters.
  std::vector<HostFile>
  rewrite(llvm::StringRef kernelsHeader,
          const std::vector<Launcher> *launchers,
          DiagnosticHandler onDiagnostic) const;

private:
  std::unique_ptr<Program> program;
};

/// The support headers that the rewritten sources include.
std::vector<HostFile> getSupportFiles();

} // namespace cubeport::host

#endif
