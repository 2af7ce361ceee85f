// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Looking at the device memory of the twin, for tools that check programs.
#ifndef CUBEPORT_ASCENDC_TWIN_ALLOCATIONS_H
#define CUBEPORT_ASCENDC_TWIN_ALLOCATIONS_H

#include <cstdint>
#include <vector>

namespace cubeport::twin {

/// One live allocation of device memory: [begin, end).
struct AllocationInfo {
  uint64_t begin = 0;
  uint64_t end = 0;
  int32_t device = 0;
};

/// All live allocations in the order of their addresses.
std::vector<AllocationInfo> listAllocations();

/// True if `address` was in an allocation that is freed.
bool wasFreed(uint64_t address);

/// How many kernels were launched so far.
uint64_t countLaunches();

} // namespace cubeport::twin

#endif // CUBEPORT_ASCENDC_TWIN_ALLOCATIONS_H
