// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The memory map of a launch, and the check of an access against it.
#include "Memory.h"
#include "Block.h"
#include "Fault.h"
#include "Watch.h"
#include "twin/Allocations.h"

#include <cstdlib>
#include <cstring>

using namespace cubeport::oracle;
namespace twin = cubeport::twin;

static HostMemoryQuery hostMemoryQuery = nullptr;

void cubeport::oracle::setHostMemoryQuery(HostMemoryQuery query) {
  hostMemoryQuery = query;
}

//===----------------------------------------------------------------------===//
// The map
//===----------------------------------------------------------------------===//

MemoryMap::MemoryMap(const DeviceModule &module) {
  for (const twin::AllocationInfo &one : twin::listAllocations()) {
    add(one.begin, one.end, "allocation of device memory", false);
  }
  for (uint32_t i = 0; i < module.variableCount; ++i) {
    const Variable &variable = module.variables[i];
    const uint64_t begin = reinterpret_cast<uint64_t>(*variable.slot);
    if (MemoryRange *known = find(begin)) {
      known->what = std::string("variable '") + variable.name + "'";
    } else {
      add(begin, begin + variable.bytes,
          std::string("variable '") + variable.name + "'", false);
    }
    if (isHeapVariable(variable.mangled) && begin) {
      find(begin)->what = "heap of the device";
      blocks.read(begin, *variable.slot);
    }
  }
  for (uint32_t i = 0; i < module.constantCount; ++i) {
    const uint64_t begin =
        reinterpret_cast<uint64_t>(module.constants[i].begin);
    add(begin, begin + module.constants[i].bytes, "constant of the program",
        true);
  }
}

void MemoryMap::add(uint64_t begin, uint64_t end, std::string what,
                    bool isConstant) {
  ranges.emplace_back(begin, end, std::move(what), isConstant);
  byBegin[begin] = &ranges.back();
}

MemoryRange *MemoryMap::find(uint64_t address) {
  auto next = byBegin.upper_bound(address);
  if (next == byBegin.begin()) {
    return nullptr;
  }
  MemoryRange *range = std::prev(next)->second;
  return address < range->end ? range : nullptr;
}

const MemoryRange *MemoryMap::nearest(uint64_t address) const {
  const MemoryRange *best = nullptr;
  uint64_t bestDistance = 1 << 20; // further away is no near miss
  for (const MemoryRange &range : ranges) {
    const uint64_t distance =
        address >= range.end ? address - range.end : range.begin - address;
    if (distance < bestDistance) {
      best = &range;
      bestDistance = distance;
    }
  }
  return best;
}

//===----------------------------------------------------------------------===//
// Variables
//===----------------------------------------------------------------------===//

namespace {
struct KnownVariable {
  VariableAddress address;
  void *handle;
};
} // namespace

static std::map<std::string, KnownVariable> &knownVariables() {
  static auto *all = new std::map<std::string, KnownVariable>;
  return *all;
}

void cubeport::oracle::registerVariable(const char *mangled,
                                        VariableAddress address, void *handle) {
  knownVariables()[mangled] = {address, handle};
}

void cubeport::oracle::bindVariables(const DeviceModule &module) {
  for (uint32_t i = 0; i < module.variableCount; ++i) {
    const Variable &variable = module.variables[i];
    auto known = knownVariables().find(variable.mangled);
    if (known != knownVariables().end()) {
      *variable.slot = known->second.address(known->second.handle);
    } else if (!*variable.slot) {
      // The host does not know it, so it is the oracle's own.
      const uint64_t bytes = (variable.bytes + 255) / 256 * 256 + 256;
      char *memory = static_cast<char *>(std::aligned_alloc(256, bytes));
      std::memset(memory, 0, bytes);
      if (variable.initial) {
        std::memcpy(memory, variable.initial, variable.bytes);
      }
      *variable.slot = memory;
    }
  }
}

//===----------------------------------------------------------------------===//
// The check of an access
//===----------------------------------------------------------------------===//

namespace {
struct Access {
  uint64_t address, bytes;
  uint32_t site;

  std::string describe() const {
    const Site *place = findSite(site);
    const bool isAtomic = place && place->flags & kSiteIsAtomic;
    const bool isStore = place && place->flags & kSiteIsStore;
    return formatted("%s of %llu bytes",
                     isAtomic  ? "atomic operation"
                     : isStore ? "write"
                               : "read",
                     (unsigned long long)bytes);
  }

  /// Remembers that accesses of this site to the range are fine.
  void remember(Worker &worker, uint64_t begin, uint64_t end) const {
    const Site *place = findSite(site);
    const Watch *watch = worker.launch->watch;
    if (watch && !watch->narrow(address, bytes, begin, end)) {
      return;
    }
    if (place && place->bytes == bytes) {
      worker.caches[site] = {begin, end - bytes - begin};
    }
  }
};
} // namespace

static void checkShared(const Access &access, const Worker &worker,
                        uint64_t offset, uint64_t &begin, uint64_t &end) {
  const DeviceModule &module = *worker.launch->module;
  const uint64_t window = reinterpret_cast<uint64_t>(worker.context->shared);
  const char *name = "dynamic shared memory";
  begin = window + module.staticSharedBytes;
  end = begin + worker.launch->dynamicBytes;
  if (offset < module.staticSharedBytes) {
    begin = end = 0;
    for (uint32_t i = 0; i < module.sharedVariableCount; ++i) {
      const Variable &variable = module.sharedVariables[i];
      if (offset >= variable.offset) {
        begin = window + variable.offset;
        end = begin + variable.bytes;
        name = variable.name;
      }
    }
  }
  if (access.address + access.bytes > end) {
    fault("CP8003", access.site,
          formatted("%s at byte %lld of '%s', which has %llu bytes of shared "
                    "memory",
                    access.describe().c_str(),
                    (long long)(access.address - begin), name,
                    (unsigned long long)(end - begin)));
  }
}

[[noreturn]] static void reportUnknown(const Access &access,
                                       const Worker &worker) {
  if (twin::wasFreed(access.address)) {
    fault("CP8002", access.site,
          access.describe() + " in device memory that was freed before");
  }
  std::string where = formatted(" at address 0x%llx, which is in no "
                                "allocation of device memory",
                                (unsigned long long)access.address);
  const MemoryRange *near = worker.launch->memory->nearest(access.address);
  if (access.address < 4096) {
    where = " through a null pointer";
  } else if (near) {
    where =
        formatted(" at byte %lld of the %s of %llu bytes",
                  (long long)(access.address - near->begin), near->what.c_str(),
                  (unsigned long long)(near->end - near->begin));
  }
  fault("CP8001", access.site, access.describe() + where);
}

/// The block of the heap that an access is in.
static void checkHeap(const Access &access, Worker &worker) {
  const DeviceHeap &heap = worker.launch->memory->heap();
  const HeapBlock *block = heap.find(access.address);
  if (block && !block->isInUse) {
    fault("CP8002", access.site,
          access.describe() + " in memory of malloc that was freed before");
  }
  if (!block || access.address + access.bytes > block->begin + block->bytes) {
    const uint64_t offset = block ? access.address - block->begin : 0;
    fault("CP8001", access.site,
          access.describe() +
              (block ? formatted(" at byte %llu of %llu bytes from malloc",
                                 (unsigned long long)offset,
                                 (unsigned long long)block->bytes)
                     : " in the heap of the device, between blocks"));
  }
  access.remember(worker, block->begin, block->begin + block->bytes);
}

static void checkRange(const Access &access, Worker &worker,
                       MemoryRange &range) {
  const Site *place = findSite(access.site);
  if (worker.launch->memory->heap().isIn(access.address)) {
    checkHeap(access, worker);
    if (place) {
      range.kinds.fetch_or(1u << uint32_t(place->kind),
                           std::memory_order_relaxed);
    }
    return;
  }
  if (access.address + access.bytes > range.end) {
    fault("CP8001", access.site,
          access.describe() +
              formatted(" at byte %llu of the %s of %llu bytes",
                        (unsigned long long)(access.address - range.begin),
                        range.what.c_str(),
                        (unsigned long long)(range.end - range.begin)));
  }
  if (place) {
    if (range.isConstant && place->flags & kSiteIsStore) {
      fault("CP8001", access.site, access.describe() + " to a " + range.what);
    }
    range.kinds.fetch_or(1u << uint32_t(place->kind),
                         std::memory_order_relaxed);
  }
  access.remember(worker, range.begin, range.end);
}

void cubeportOracleCheckSlow(const void *address, uint64_t bytes,
                             uint32_t alignment, uint32_t site) {
  Worker &worker = thisWorker();
  const Access access = {reinterpret_cast<uint64_t>(address), bytes, site};
  if (access.address & (alignment - 1)) {
    fault("CP8005", site,
          access.describe() +
              formatted(" at address 0x%llx, which is no multiple of %u",
                        (unsigned long long)access.address, alignment));
  }
  if (bytes == 0) {
    return;
  }
  if (Watch *watch = worker.launch->watch;
      watch && watch->overlaps(access.address, access.address + bytes)) {
    watch->note(site);
  }
  uint64_t begin = 0, end = 0;
  const uint64_t offset =
      access.address - reinterpret_cast<uint64_t>(worker.context->shared);
  if (offset < worker.launch->sharedBytes()) {
    checkShared(access, worker, offset, begin, end);
    return access.remember(worker, begin, end);
  }
  const Site *place = findSite(site);
  if (place && place->flags & kSiteIsDynamic) {
    const uint64_t dynamic = worker.launch->module->staticSharedBytes;
    fault("CP8003", site,
          formatted("%s at byte %lld of dynamic shared memory; the launch gave "
                    "%u bytes of it",
                    access.describe().c_str(), (long long)(offset - dynamic),
                    worker.launch->dynamicBytes));
  }
  if (MemoryRange *range = worker.launch->memory->find(access.address)) {
    return checkRange(access, worker, *range);
  }
  if (worker.isOnStack(address)) {
    return;
  }
  if (hostMemoryQuery && hostMemoryQuery(address, bytes)) {
    return;
  }
  reportUnknown(access, worker);
}

void cubeportOracleBeyond(const void *address, const void *base, uint64_t bytes,
                          const char *name, uint32_t site) {
  const Site *place = findSite(site);
  const Access access = {reinterpret_cast<uint64_t>(address),
                         place ? place->bytes : 1, site};
  const bool isShared = name[0] == 's'; // "s:tile" or "l:array"
  fault(
      isShared ? "CP8003" : "CP8004", site,
      formatted("%s at byte %lld of '%s', which has %llu bytes of %s memory",
                access.describe().c_str(),
                (long long)(access.address - reinterpret_cast<uint64_t>(base)),
                name + 2, (unsigned long long)bytes,
                isShared ? "shared" : "local"));
}
