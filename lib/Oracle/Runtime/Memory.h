// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which memory a launch may touch.
#ifndef CUBEPORT_LIB_ORACLE_RUNTIME_MEMORY_H
#define CUBEPORT_LIB_ORACLE_RUNTIME_MEMORY_H

#include "Heap.h"
#include "lib/Oracle/AbiCalls.h"

#include <atomic>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace cubeport::oracle {

/// A piece of memory that device code may access.
struct MemoryRange {
  uint64_t begin = 0, end = 0;
  /// "allocation of device memory", "variable 'counter'", ...
  std::string what;
  bool isConstant = false;
  /// Kinds of the elements that were read or written: 1 << ElementKind.
  std::atomic<uint32_t> kinds{0};

  MemoryRange(uint64_t begin, uint64_t end, std::string what,
              bool isConstant = false)
      : begin(begin), end(end), what(std::move(what)), isConstant(isConstant) {}
};

/// The ranges of one launch; fixed while it runs, but for the heap's blocks.
class MemoryMap {
public:
  /// Collects the twin's allocations, the host's pinned memory, the module's
  /// own variables and constants.
  explicit MemoryMap(const DeviceModule &module);

  /// The range that `address` is in, or null.
  MemoryRange *find(uint64_t address);
  /// The range that ends or begins nearest to `address`, or null.
  const MemoryRange *nearest(uint64_t address) const;
  std::deque<MemoryRange> &all() { return ranges; }
  /// The blocks that malloc() in kernels gave.
  DeviceHeap &heap() { return blocks; }

private:
  std::deque<MemoryRange> ranges; // a deque: entries never move
  std::map<uint64_t, MemoryRange *> byBegin;
  DeviceHeap blocks;
  void add(uint64_t begin, uint64_t end, std::string what, bool isConstant);
};

/// Memory of the host that kernels may access; set by the program's glue.
using HostMemoryQuery = bool (*)(const void *address, uint64_t bytes);
void setHostMemoryQuery(HostMemoryQuery query);

/// Gives every device variable of `module` its address.
void bindVariables(const DeviceModule &module);

/// How the program knows a device variable: a function that returns its
/// address on the current device.
using VariableAddress = void *(*)(void *handle);
void registerVariable(const char *mangled, VariableAddress address,
                      void *handle);

} // namespace cubeport::oracle

#endif
