// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The heap of device code, whose blocks the device headers' malloc lays out.
#ifndef CUBEPORT_LIB_ORACLE_RUNTIME_HEAP_H
#define CUBEPORT_LIB_ORACLE_RUNTIME_HEAP_H

#include <cstdint>
#include <deque>
#include <map>
#include <vector>

namespace cubeport::oracle {

/// True for the device variable that is the heap.
bool isHeapVariable(const char *mangled);

/// What malloc() returned.
struct HeapBlock {
  uint64_t begin, bytes;
  bool isInUse;
};

/// The blocks of a heap. Changes only while one host thread runs a kernel.
class DeviceHeap {
public:
  /// Reads all blocks of the heap at `address`; `image` has its bytes.
  void read(uint64_t address, const void *image);

  bool isIn(uint64_t address) const {
    return address >= heapBegin && address < heapEnd;
  }
  /// The block that `address` is in, or one that it is right behind; or null.
  const HeapBlock *find(uint64_t address) const;
  void give(uint64_t begin, uint64_t bytes);
  /// False if no block that is in use begins at `begin`.
  bool take(uint64_t begin);

  uint64_t begin() const { return heapBegin; }
  uint64_t countInUse() const;
  uint64_t bytesInUse() const;

private:
  uint64_t heapBegin = 0, heapEnd = 0;
  std::map<uint64_t, HeapBlock> blocks;
};

/// The heap of the twin beside that of the oracle. Both may give their blocks
/// to threads in another order, so pointers are equal if they lead to the
/// same place in blocks that correspond: one to one, and with equal contents.
class HeapMatch {
public:
  HeapMatch(const DeviceHeap &twin, const DeviceHeap &oracle)
      : twin(twin), oracle(oracle) {}

  /// Blocks that were found to correspond.
  struct Pair {
    const HeapBlock *twin, *oracle;
  };

  /// The twin's bytes with the oracle's pointers where these are equal in
  /// this sense. Pairs that are seen for the first time go to `pairs`.
  std::vector<char> translate(const char *onTwin, const char *onOracle,
                              uint64_t bytes);
  std::deque<Pair> pairs;

  /// True if both have a pointer into the heap at an offset.
  bool arePointers(const char *onTwin, const char *onOracle, uint64_t at,
                   uint64_t bytes) const;

private:
  const DeviceHeap &twin, &oracle;
  std::map<const HeapBlock *, const HeapBlock *> toOracle, toTwin;

  bool isSame(uint64_t onTwin, uint64_t onOracle);
};

} // namespace cubeport::oracle

#endif
