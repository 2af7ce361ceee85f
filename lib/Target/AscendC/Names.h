// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names in emitted text: unique, legal, and near those of the CUDA source.
#ifndef CUBEPORT_LIB_TARGET_ASCENDC_NAMES_H
#define CUBEPORT_LIB_TARGET_ASCENDC_NAMES_H

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"
#include <string>

namespace cubeport::target {

/// A set of names in use, all of one scope and its inner scopes.
class Names {
public:
  Names();

  /// `wish` made a legal identifier and, if taken, numbered from 2.
  std::string claim(llvm::StringRef wish);

  /// As `claim`, but numbered from 0: `tmp0`, `tmp1`.
  std::string claimNumbered(llvm::StringRef stem);

private:
  llvm::StringSet<> taken;
};

/// `text` with everything that an identifier may not hold turned into
/// underscores, none doubled or last.
std::string makeIdentifier(llvm::StringRef text);

/// The template arguments in a mangled name as an identifier (`float`,
/// `float_256`); empty if there are none.
std::string describeTemplateArguments(llvm::StringRef mangled);

} // namespace cubeport::target

#endif
