// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Device allocations with guards and a memory of what was freed.
#include "GlobalMemory.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <iterator>

using namespace cubeport::twin;

static constexpr size_t guardBytes = 64;
static constexpr uint8_t guardByte = 0xD5;

GlobalMemory &GlobalMemory::instance() {
  // Never destroyed: user code may free memory in static destructors.
  static GlobalMemory *memory = new GlobalMemory;
  return *memory;
}

uint64_t GlobalMemory::capacity() {
  // 910B1: 64 GiB of HBM.
  return 64ull << 30;
}

uint64_t GlobalMemory::placeOnDevice(size_t bytes) {
  constexpr uint64_t alignment = 512;
  const uint64_t place = nextOnDevice;
  nextOnDevice += (bytes + alignment - 1) / alignment * alignment + alignment;
  return place;
}

void *GlobalMemory::allocate(size_t bytes, int32_t device, bool managed) {
  std::lock_guard<std::mutex> lock(mutex);
  if (bytes > capacity() - std::min(capacity(), inUse[device])) {
    return nullptr;
  }
  // Zeroed pages come lazily, so large allocations cost what they use.
  char *base = static_cast<char *>(std::calloc(1, bytes + 3 * guardBytes));
  if (!base) {
    return nullptr;
  }
  uint64_t start = reinterpret_cast<uint64_t>(base) + guardBytes;
  start = (start + 63) / 64 * 64;
  std::memset(reinterpret_cast<void *>(start - guardBytes), guardByte,
              guardBytes);
  std::memset(reinterpret_cast<void *>(start + bytes), guardByte, guardBytes);
  Block block;
  block.allocation = {start, start + bytes, device, managed,
                      placeOnDevice(bytes)};
  block.base = base;
  blocks[start] = block;
  inUse[device] += bytes;
  // The addresses are in use again.
  auto old = freed.lower_bound(start);
  if (old != freed.begin() && std::prev(old)->second > start) {
    --old;
  }
  while (old != freed.end() && old->first < start + bytes) {
    old = freed.erase(old);
  }
  return reinterpret_cast<void *>(start);
}

void GlobalMemory::map(void *pointer, size_t bytes, int32_t device) {
  std::lock_guard<std::mutex> lock(mutex);
  const auto begin = reinterpret_cast<uint64_t>(pointer);
  blocks[begin] = {{begin, begin + bytes, device, /*managed=*/true,
                    placeOnDevice(bytes)},
                   nullptr};
}

void GlobalMemory::unmap(void *pointer) {
  std::lock_guard<std::mutex> lock(mutex);
  auto found = blocks.find(reinterpret_cast<uint64_t>(pointer));
  if (found != blocks.end() && !found->second.base) {
    blocks.erase(found);
  }
}

bool GlobalMemory::release(void *pointer, bool &guardDamaged) {
  std::lock_guard<std::mutex> lock(mutex);
  auto found = blocks.find(reinterpret_cast<uint64_t>(pointer));
  if (found == blocks.end() || !found->second.base) {
    return false;
  }
  const Allocation allocation = found->second.allocation;
  const auto *before =
      reinterpret_cast<const uint8_t *>(allocation.begin - guardBytes);
  const auto *after = reinterpret_cast<const uint8_t *>(allocation.end);
  auto intact = [](const uint8_t *guard) {
    return std::all_of(guard, guard + guardBytes,
                       [](uint8_t byte) { return byte == guardByte; });
  };
  guardDamaged = !intact(before) || !intact(after);
  std::free(found->second.base);
  inUse[allocation.device] -= allocation.end - allocation.begin;
  freed[allocation.begin] = allocation.end;
  blocks.erase(found);
  return true;
}

bool GlobalMemory::find(uint64_t address, Allocation &allocation) const {
  std::lock_guard<std::mutex> lock(mutex);
  auto next = blocks.upper_bound(address);
  if (next == blocks.begin()) {
    return false;
  }
  const Allocation &candidate = std::prev(next)->second.allocation;
  if (address >= candidate.end && address != candidate.begin) {
    return false;
  }
  allocation = candidate;
  return true;
}

bool GlobalMemory::nearest(uint64_t address, Allocation &allocation) const {
  std::lock_guard<std::mutex> lock(mutex);
  auto next = blocks.upper_bound(address);
  if (next == blocks.begin()) {
    if (next == blocks.end()) {
      return false;
    }
    allocation = next->second.allocation;
    return true;
  }
  allocation = std::prev(next)->second.allocation;
  return true;
}

bool GlobalMemory::wasFreed(uint64_t address) const {
  std::lock_guard<std::mutex> lock(mutex);
  auto next = freed.upper_bound(address);
  return next != freed.begin() && std::prev(next)->second > address;
}

std::vector<Allocation> GlobalMemory::list() const {
  std::lock_guard<std::mutex> lock(mutex);
  std::vector<Allocation> all;
  for (const auto &[begin, block] : blocks) {
    all.push_back(block.allocation);
  }
  return all;
}

uint64_t GlobalMemory::bytesInUse(int32_t device) const {
  std::lock_guard<std::mutex> lock(mutex);
  auto found = inUse.find(device);
  return found == inUse.end() ? 0 : found->second;
}
