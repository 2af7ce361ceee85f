// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One call each that makes all dialects and passes known to a tool.
#ifndef CUBEPORT_LIB_DRIVER_REGISTER_H
#define CUBEPORT_LIB_DRIVER_REGISTER_H

namespace mlir {
class DialectRegistry;
}

namespace cubeport {
/// Adds our dialects and the upstream ones that our forms use.
void registerAllDialects(mlir::DialectRegistry &registry);
/// Registers our passes and upstream's; call once per process.
void registerAllPasses();
} // namespace cubeport

#endif
