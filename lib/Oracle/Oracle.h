// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Device code as Clang leaves it becomes code of this machine, in which each
// CUDA thread is a flow of its own: the judge of what a translation computes.
// Shares nothing with the translation but Clang.
#ifndef CUBEPORT_LIB_ORACLE_ORACLE_H
#define CUBEPORT_LIB_ORACLE_ORACLE_H

#include "lib/Common/SourceDiagnostic.h"
#include "lib/Oracle/Abi.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <memory>
#include <string>
#include <vector>

namespace llvm {
class Module;
}

namespace cubeport::oracle {

/// What to build, and with what.
struct BuildOptions {
  /// Bits of CheckFlags.
  uint32_t checks = kCheckMemory | kCheckRaces;
  /// Folders of headers that are not the user's; places in them are told as
  /// the place that their functions were called from.
  std::vector<std::string> systemFolders;
  /// The device library, LLVM bitcode.
  std::string library;
  /// Besides, kernels as loops over the threads of a block, where that can be;
  /// the runtime takes them unless CUBEPORT_ORACLE_LOOPS is 0.
  bool makesLoops = true;
  /// For developers: the IR before optimisation goes here if not empty.
  std::string savedForm;
};

/// Compiles `module` (device code for NVPTX, no pass has run) to an object
/// file for this machine, which registers its kernels with the runtime.
/// Returns false after an error was reported.
bool buildObject(std::unique_ptr<llvm::Module> module,
                 const BuildOptions &options, llvm::StringRef objectPath,
                 llvm::function_ref<void(const SourceDiagnostic &)> report);

} // namespace cubeport::oracle

#endif
