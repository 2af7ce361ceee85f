// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The table of allocations for tools that check programs.
#include "twin/Allocations.h"
#include "GlobalMemory.h"

std::vector<cubeport::twin::AllocationInfo> cubeport::twin::listAllocations() {
  std::vector<AllocationInfo> all;
  for (const Allocation &one : GlobalMemory::instance().list()) {
    all.push_back({one.begin, one.end, one.device});
  }
  return all;
}

bool cubeport::twin::wasFreed(uint64_t address) {
  return GlobalMemory::instance().wasFreed(address);
}
