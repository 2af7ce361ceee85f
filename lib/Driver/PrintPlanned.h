// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The part of cubeport-translate that prints planned modules.
#ifndef CUBEPORT_LIB_DRIVER_PRINTPLANNED_H
#define CUBEPORT_LIB_DRIVER_PRINTPLANNED_H

namespace cubeport::driver {
/// True if the command line asks for `--davinci-to-ascendc` or
/// `--davinci-to-launch-header`.
bool wantsPlannedText(int argc, char **argv);

/// Prints the kernels of a planned module, or the header of their launch
/// functions. Other arguments: --app=NAME, --no-source-comments, one file or
/// `-`. Modules apart by `// -----` are printed one after the other.
int printPlannedText(int argc, char **argv);
} // namespace cubeport::driver

#endif
