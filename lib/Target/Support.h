// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Headers that emitted kernels include: arithmetic that the chip lacks.
#ifndef CUBEPORT_LIB_TARGET_SUPPORT_H
#define CUBEPORT_LIB_TARGET_SUPPORT_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <vector>

namespace cubeport::target {

/// One file of lib/Target/Support, as it goes into a project.
struct SupportHeader {
  llvm::StringRef name;
  llvm::StringRef text;
};

/// The text of a support header; empty if there is none of that name.
llvm::StringRef getSupportHeader(llvm::StringRef name);

/// The support headers that define a function, `cubeport::popcount` say.
std::vector<llvm::StringRef> findSupportHeaders(llvm::StringRef function);

/// The named headers and those that they include, in the order of names.
std::vector<SupportHeader>
getSupportHeaders(llvm::ArrayRef<llvm::StringRef> names);

} // namespace cubeport::target

#endif
