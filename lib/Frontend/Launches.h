// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the launches in a source say about its kernels.
#ifndef CUBEPORT_LIB_FRONTEND_LAUNCHES_H
#define CUBEPORT_LIB_FRONTEND_LAUNCHES_H

#include "llvm/ADT/StringMap.h"
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace clang {
class ASTConsumer;
} // namespace clang

namespace cubeport::frontend {

/// Facts about one kernel that only its source tells.
struct KernelFacts {
  /// The block size, if all launches have the same constant one.
  std::optional<std::array<int32_t, 3>> block;
  /// A launch with another or an unknown block size was seen.
  bool blockVaries = false;
  /// For each source parameter that is a structure by value: how its scalars
  /// are reached (".size[1]"), by their offset in bytes.
  std::vector<std::map<uint64_t, std::string>> fields;
  /// For each parameter of the flattened kernel the number of its source
  /// parameter; empty if no parameter was flattened.
  std::vector<int> sourceParams;
};

/// Facts by the mangled name of the kernel.
using LaunchTable = llvm::StringMap<KernelFacts>;

/// An AST consumer that fills `table` when the translation unit is complete.
std::unique_ptr<clang::ASTConsumer> createLaunchCollector(LaunchTable &table);

} // namespace cubeport::frontend

#endif
