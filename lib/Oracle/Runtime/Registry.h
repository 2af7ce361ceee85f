// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The kernels of the program, by name.
#ifndef CUBEPORT_LIB_ORACLE_RUNTIME_REGISTRY_H
#define CUBEPORT_LIB_ORACLE_RUNTIME_REGISTRY_H

#include "Launch.h"
#include "Verify.h"

namespace cubeport::oracle {

struct FoundKernel {
  const DeviceModule *module = nullptr;
  const Kernel *kernel = nullptr;
};

/// The kernel of that name; of several the one from `file`. Null: none.
FoundKernel findKernel(const char *mangled, const char *file);
/// The same; reports a launch that fits no kernel.
FoundKernel requireKernel(const VerifyLaunch &request);
/// False for what CUDA refuses to launch.
bool isLaunchable(const VerifyLaunch &request);
/// How a run differs from a plain one.
struct RunOptions {
  bool prints = false;
  /// A rounding mode of <cfenv>.
  int rounding = FE_TONEAREST;
  Watch *watch = nullptr;
  bool isReversed = false;
};
/// Runs the kernel on the memory as it is.
void runOnOracle(const VerifyLaunch &request, const FoundKernel &found,
                 MemoryMap &memory, const RunOptions &options = {});

} // namespace cubeport::oracle

#endif
