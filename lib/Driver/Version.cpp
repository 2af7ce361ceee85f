// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Version numbers from the build.
#include "lib/Driver/Version.h"
#include "llvm/Config/llvm-config.h"

llvm::StringRef cubeport::driver::versionNumber() { return CUBEPORT_VERSION; }

std::string cubeport::driver::versionText() {
  return "cubeport " CUBEPORT_VERSION " (LLVM " LLVM_VERSION_STRING ")\n";
}
