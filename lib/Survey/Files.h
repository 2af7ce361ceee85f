// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Small things with paths. Internal to lib/Survey.
#ifndef CUBEPORT_LIB_SURVEY_FILES_H
#define CUBEPORT_LIB_SURVEY_FILES_H

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"
#include <string>

namespace cubeport::survey {

inline std::string joinPath(llvm::StringRef folder, llvm::StringRef name) {
  llvm::SmallString<128> whole(folder);
  llvm::sys::path::append(whole, name);
  return whole.str().str();
}

} // namespace cubeport::survey

#endif
