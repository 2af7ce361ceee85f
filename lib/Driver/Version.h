// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which cubeport this is.
#ifndef CUBEPORT_LIB_DRIVER_VERSION_H
#define CUBEPORT_LIB_DRIVER_VERSION_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace cubeport::driver {

/// The project's version as CMake knows it: "0.1.0".
llvm::StringRef versionNumber();

/// What `cubeport --version` prints, LLVM's version included.
std::string versionText();

} // namespace cubeport::driver

#endif
