// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What `cubeport --help` and `cubeport COMMAND --help` print.
#ifndef CUBEPORT_LIB_DRIVER_HELP_H
#define CUBEPORT_LIB_DRIVER_HELP_H

#include "llvm/ADT/StringRef.h"

namespace llvm {
class raw_ostream;
}

namespace cubeport::driver {

/// Prints the help of a command, of the program as a whole if `command` is
/// empty. Returns false, having printed nothing, if there is no such command.
bool printHelp(llvm::StringRef command, llvm::raw_ostream &os);

} // namespace cubeport::driver

#endif
