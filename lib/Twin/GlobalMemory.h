// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The table of device allocations, which every access to global memory is
// checked against.
#ifndef CUBEPORT_TWIN_GLOBALMEMORY_H
#define CUBEPORT_TWIN_GLOBALMEMORY_H

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <vector>

namespace cubeport::twin {

struct Allocation {
  uint64_t begin = 0;
  uint64_t end = 0;
  int32_t device = 0;
  bool managed = false;
  /// Where it would lie in the memory of a device that hands out addresses in
  /// order: the same in every run.
  uint64_t onDevice = 0;
};

/// Device memory. Starts are aligned to 64 bytes and fenced by guards, whose
/// damage by host code is found when the memory is freed.
class GlobalMemory {
public:
  static GlobalMemory &instance();

  /// A new allocation, zero-filled; nullptr when the device's memory is full.
  void *allocate(size_t bytes, int32_t device, bool managed);
  /// Lets the device reach memory of the host; unmap() ends it.
  void map(void *pointer, size_t bytes, int32_t device);
  void unmap(void *pointer);
  /// Frees; false when `pointer` is not the start of an allocation.
  bool release(void *pointer, bool &guardDamaged);
  /// The allocation that `address` lies in; false when there is none.
  bool find(uint64_t address, Allocation &allocation) const;
  /// The allocation, live or freed, that lies nearest below or at `address`,
  /// for messages.
  bool nearest(uint64_t address, Allocation &allocation) const;
  bool wasFreed(uint64_t address) const;
  /// All live allocations in the order of their addresses.
  std::vector<Allocation> list() const;
  uint64_t bytesInUse(int32_t device) const;
  /// Bytes of memory of a device.
  static uint64_t capacity();

private:
  uint64_t placeOnDevice(size_t bytes);
  struct Block {
    Allocation allocation;
    /// Null for memory of the host.
    void *base;
  };
  mutable std::mutex mutex;
  std::map<uint64_t, Block> blocks;
  std::map<uint64_t, uint64_t> freed;
  std::map<int32_t, uint64_t> inUse;
  uint64_t nextOnDevice = 0;
};

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_GLOBALMEMORY_H
