// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds the kernel of a launch and runs it.
#include "Registry.h"
#include "Fault.h"
#include "Memory.h"

#include <cstdio>
#include <cstring>

using namespace cubeport::oracle;

static std::vector<const DeviceModule *> &modules() {
  static auto *all = new std::vector<const DeviceModule *>;
  return *all;
}

void cubeportOracleRegister(const DeviceModule *module) {
  modules().push_back(module);
}

FoundKernel cubeport::oracle::findKernel(const char *mangled,
                                         const char *file) {
  FoundKernel found;
  for (const DeviceModule *module : modules()) {
    for (uint32_t i = 0; i < module->kernelCount; ++i) {
      const Kernel &kernel = module->kernels[i];
      if (std::strcmp(kernel.mangled, mangled) != 0) {
        continue;
      }
      // Two sources may have a static kernel of one name each.
      const bool isHere = std::strcmp(kernel.file, file) == 0;
      if (isHere || !found.kernel) {
        found = {module, &kernel};
      }
      if (isHere) {
        return found;
      }
    }
  }
  return found;
}

bool cubeport::oracle::isLaunchable(const VerifyLaunch &request) {
  const uint64_t threads =
      uint64_t(request.block[0]) * request.block[1] * request.block[2];
  const uint64_t blocks =
      uint64_t(request.grid[0]) * request.grid[1] * request.grid[2];
  return threads != 0 && blocks != 0 && threads <= 1024 &&
         request.block[2] <= 64 && request.grid[0] <= 0x7fffffff &&
         request.grid[1] <= 65535 && request.grid[2] <= 65535 &&
         request.sharedBytes <= (232 << 10);
}

void cubeport::oracle::runOnOracle(const VerifyLaunch &request,
                                   const FoundKernel &found, MemoryMap &memory,
                                   const RunOptions &options) {
  Launch launch;
  launch.rounding = options.rounding;
  launch.watch = options.watch;
  launch.isReversed = options.isReversed;
  launch.module = found.module;
  launch.kernel = found.kernel;
  for (int axis = 0; axis < 3; ++axis) {
    launch.grid[axis] = request.grid[axis];
    launch.block[axis] = request.block[axis];
  }
  launch.dynamicBytes = uint32_t(request.sharedBytes);
  std::vector<void *> arguments;
  for (uint32_t i = 0; i < request.argumentCount; ++i) {
    arguments.push_back(request.arguments[i].value);
  }
  launch.arguments = arguments.data();
  launch.memory = &memory;
  runLaunch(launch);
  if (options.prints) {
    for (const auto &[block, text] : launch.outputs) {
      std::fputs(text.c_str(), stdout);
    }
  }
}

FoundKernel cubeport::oracle::requireKernel(const VerifyLaunch &request) {
  const FoundKernel found = findKernel(request.mangled, request.file);
  const Site nowhere = {request.file, 0, 0, 0, ElementKind::Unknown, 0};
  if (!found.kernel) {
    faultAt("CP8018", nowhere,
            formatted("kernel '%s' is launched, and the device code of the "
                      "program has none of that name",
                      request.kernel));
  }
  if (found.kernel->paramCount != request.argumentCount) {
    faultAt("CP8018", nowhere,
            formatted("kernel '%s' is launched with %u arguments and takes %u",
                      request.kernel, request.argumentCount,
                      found.kernel->paramCount));
  }
  return found;
}
