// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reads the device's heap, and compares two whose blocks differ in order.
#include "Heap.h"

#include <cstring>

using namespace cubeport::oracle;

// As in include/cuda/cubeport/device_heap.h.
static constexpr uint64_t kUnit = 16, kFirstUnit = 128, kInUse = 256;

bool cubeport::oracle::isHeapVariable(const char *mangled) {
  return std::strcmp(mangled, "__cubeport_heap") == 0;
}

/// The units that a block of a size class has.
static uint64_t countUnits(uint64_t sizeClass) {
  const uint64_t shift = sizeClass <= 16 ? 0 : (sizeClass - 9) / 8;
  return (sizeClass - 8 * shift) << shift;
}

static uint64_t readWord(const void *image, uint64_t index) {
  uint64_t word;
  std::memcpy(&word, static_cast<const char *>(image) + 8 * index, 8);
  return word;
}

void DeviceHeap::read(uint64_t address, const void *image) {
  blocks.clear();
  heapBegin = address;
  heapEnd = address + readWord(image, 1) * kUnit;
  const uint64_t end = readWord(image, 3);
  for (uint64_t unit = kFirstUnit; unit < end;) {
    const uint64_t header = readWord(image, 2 * unit);
    const uint64_t begin = address + (unit + 1) * kUnit;
    blocks[begin] = {begin, header >> 16, (header & kInUse) != 0};
    unit += countUnits(header & 255) + 1;
  }
}

const HeapBlock *DeviceHeap::find(uint64_t address) const {
  auto next = blocks.upper_bound(address);
  return next == blocks.begin() ? nullptr : &std::prev(next)->second;
}

void DeviceHeap::give(uint64_t begin, uint64_t bytes) {
  blocks[begin] = {begin, bytes, true};
}

bool DeviceHeap::take(uint64_t begin) {
  auto found = blocks.find(begin);
  if (found == blocks.end() || !found->second.isInUse) {
    return false;
  }
  found->second.isInUse = false;
  return true;
}

uint64_t DeviceHeap::countInUse() const {
  uint64_t count = 0;
  for (const auto &[begin, block] : blocks) {
    count += block.isInUse;
  }
  return count;
}

uint64_t DeviceHeap::bytesInUse() const {
  uint64_t bytes = 0;
  for (const auto &[begin, block] : blocks) {
    bytes += block.isInUse ? block.bytes : 0;
  }
  return bytes;
}

//===----------------------------------------------------------------------===//
// Two heaps
//===----------------------------------------------------------------------===//

bool HeapMatch::isSame(uint64_t onTwin, uint64_t onOracle) {
  const HeapBlock *first = twin.find(onTwin), *second = oracle.find(onOracle);
  if (!first || !second || onTwin - first->begin != onOracle - second->begin ||
      first->isInUse != second->isInUse) {
    return false;
  }
  if (!first->isInUse) {
    return true; // what it held is gone on both sides
  }
  if (first->bytes != second->bytes) {
    return false;
  }
  auto known = toOracle.find(first);
  auto back = toTwin.find(second);
  if (known == toOracle.end() && back == toTwin.end()) {
    toOracle[first] = second;
    toTwin[second] = first;
    pairs.push_back({first, second});
    return true;
  }
  return known != toOracle.end() && known->second == second;
}

bool HeapMatch::arePointers(const char *onTwin, const char *onOracle,
                            uint64_t at, uint64_t bytes) const {
  uint64_t first, second;
  if (at + 8 > bytes) {
    return false;
  }
  std::memcpy(&first, onTwin + at, 8);
  std::memcpy(&second, onOracle + at, 8);
  return twin.isIn(first) && oracle.isIn(second);
}

std::vector<char> HeapMatch::translate(const char *onTwin,
                                       const char *onOracle, uint64_t bytes) {
  std::vector<char> result(onTwin, onTwin + bytes);
  // Buffers and blocks begin at multiples of 8, and so do pointers in them.
  for (uint64_t at = 0; at + 8 <= bytes; at += 8) {
    uint64_t first, second;
    std::memcpy(&first, onTwin + at, 8);
    std::memcpy(&second, onOracle + at, 8);
    if (arePointers(onTwin, onOracle, at, bytes) && isSame(first, second)) {
      std::memcpy(result.data() + at, &second, 8);
    }
  }
  return result;
}
