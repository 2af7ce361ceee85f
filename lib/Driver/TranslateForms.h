// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The main function of cubeport-translate.
#ifndef CUBEPORT_LIB_DRIVER_TRANSLATEFORMS_H
#define CUBEPORT_LIB_DRIVER_TRANSLATEFORMS_H

namespace cubeport::driver {

/// Runs cubeport-translate; returns its exit status.
int translateFormsMain(int argc, char **argv);

} // namespace cubeport::driver

#endif
