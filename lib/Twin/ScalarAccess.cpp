// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The scalar unit's way to memory: local tensors directly, global memory
// through a data cache that is coherent with nothing.
#include "Core.h"

#include <algorithm>
#include <cinttypes>
#include <cstdlib>
#include <cstring>
#include <mutex>

using namespace cubeport::twin;

static void touchLocal(Core &core, const Local &tensor, const char *name,
                       uint64_t offset, uint32_t bytes, bool writes,
                       Where where) {
  if (memoryOf(tensor.position) != Memory::UB) {
    fault(FaultCode::WrongMemory, where,
          "'%s' addresses %s; the scalar unit reaches UB only", name,
          nameOf(memoryOf(tensor.position)));
  }
  core.checkLocal(tensor, name, offset, offset + bytes, where, 1);
  const uint64_t begin = tensor.address + offset;
  core.touchScalar(begin, begin + bytes, writes, {name, where});
}

uint8_t *Core::touchScalarQuickly(const Local &tensor, uint64_t offset,
                                  uint32_t bytes, bool writes,
                                  const Site &site) {
  constexpr int ub = static_cast<int>(Memory::UB);
  const uint64_t usable = usableBytes(Memory::UB);
  static const bool checksAll = checksInitialisation();
  const uint64_t begin = tensor.address + offset, end = begin + bytes;
  const bool isTouched = touchedBegin[ub] <= begin && end <= touchedEnd[ub];
  if (memoryOf(tensor.position) != Memory::UB || !initialised || checksAll ||
      offset + bytes > tensor.bytes || end > usable || !memories[ub] ||
      (writes && !isTouched)) {
    return nullptr;
  }
  lastIssued[static_cast<int>(Pipe::S)] = clocks.epoch(Pipe::S);
  const SiteTable::Id id = sites.idOf(site);
  histories[ub].enterScalar({clocks, Pipe::S, id, writes}, begin, end);
  if (trace) {
    trace->touchLocal(id);
  }
  return memories[ub] + begin;
}

/// memcpy of a scalar without a call.
static void copyScalar(void *to, const void *from, uint32_t bytes) {
  switch (bytes) {
  case 1:
    std::memcpy(to, from, 1);
    break;
  case 2:
    std::memcpy(to, from, 2);
    break;
  case 4:
    std::memcpy(to, from, 4);
    break;
  default:
    std::memcpy(to, from, bytes);
  }
}

void cubeport::twin::readLocal(const Local &tensor, uint64_t offset,
                               void *value, uint32_t bytes, Where where) {
  if (const uint8_t *place =
          runningCore ? runningCore->touchScalarQuickly(
                            tensor, offset, bytes, false, {"GetValue", where})
                      : nullptr) {
    copyScalar(value, place, bytes);
    return;
  }
  Core &core = currentCore(where);
  touchLocal(core, tensor, "GetValue", offset, bytes, false, where);
  std::memcpy(value, core.at(tensor) + offset, bytes);
}

void cubeport::twin::writeLocal(const Local &tensor, uint64_t offset,
                                const void *value, uint32_t bytes,
                                Where where) {
  if (uint8_t *place =
          runningCore ? runningCore->touchScalarQuickly(
                            tensor, offset, bytes, true, {"SetValue", where})
                      : nullptr) {
    copyScalar(place, value, bytes);
    return;
  }
  Core &core = currentCore(where);
  touchLocal(core, tensor, "SetValue", offset, bytes, true, where);
  std::memcpy(core.at(tensor) + offset, value, bytes);
}

static const Allocation &touchGlobal(Core &core, const char *name,
                                     uint64_t address, uint32_t bytes,
                                     bool writes, Where where) {
  if (address % bytes != 0) {
    fault(FaultCode::GlobalAlignment, where,
          "'%s' of %u bytes at a global address that is no multiple of %u",
          name, bytes, bytes);
  }
  return core.checkScalarGlobal(name, address, address + bytes, writes, where);
}

// Lines that are never open, for threads on which no core runs.
static ScalarLine closedLines[ScalarLine::count];
__thread ScalarLine *cubeport::twin::scalarLines = closedLines;
__thread uint64_t cubeport::twin::scalarAccesses = 0;

void cubeport::twin::openScalarLines(Core *core) {
  scalarLines = core ? core->cache.data() : closedLines;
}

void cubeport::twin::readGlobal(uint64_t address, void *value, uint32_t bytes,
                                Where where) {
  ++scalarAccesses;
  Core &core = currentCore(where);
  const Allocation &allocation =
      touchGlobal(core, "GetValue", address, bytes, false, where);
  core.cache.read(address, value, bytes, where, allocation,
                  core.copiedNothing() && !checksCores());
}

void cubeport::twin::writeGlobal(uint64_t address, const void *value,
                                 uint32_t bytes, Where where) {
  ++scalarAccesses;
  Core &core = currentCore(where);
  const Allocation &allocation =
      touchGlobal(core, "SetValue", address, bytes, true, where);
  core.cache.write(address, value, bytes, where, allocation,
                   core.copiedNothing() && !checksCores());
}

void cubeport::twin::cleanCache(uint64_t address, bool entire, Where where) {
  currentCore(where).cleanCache(address, entire, where);
}

void DirtiedLines::compact() {
  std::sort(entries.begin(), entries.end(), [](const Entry &a, const Entry &b) {
    return a.first != b.first ? a.first < b.first
                              : a.second.line < b.second.line;
  });
  entries.erase(std::unique(entries.begin(), entries.end(),
                            [](const Entry &a, const Entry &b) {
                              return a.first == b.first;
                            }),
                entries.end());
  limit = std::max(limit, 2 * entries.size());
}

void DirtiedLines::add(uint64_t line, Where where) {
  if (entries.size() == limit) {
    compact();
  }
  entries.emplace_back(line, where);
}

void DirtiedLines::clear() { entries.clear(); }

std::vector<DirtiedLines::Entry> DirtiedLines::take() {
  compact();
  return std::move(entries);
}

void ScalarCache::reset() {
  closeAll();
  ++generation;
  numInUse = numDirty = 0;
  std::fill(std::begin(used), std::end(used), 0);
  isEmptied = false;
  emptied.clear();
  dirtied.clear();
}

namespace {
/// What stays in the caches of the chip's cores between kernels.
struct Caches {
  // Blocks beyond run on a core that other blocks had before: they start with
  // an empty cache.
  static constexpr uint64_t numCores = 48;
  std::mutex mutex;
  std::vector<ScalarLine> lines[numCores];

  static Caches &instance() {
    static auto *caches = new Caches;
    return *caches;
  }
};
} // namespace

void ScalarCache::resume(uint64_t core) {
  Caches &caches = Caches::instance();
  if (core >= Caches::numCores) {
    return;
  }
  std::lock_guard<std::mutex> lock(caches.mutex);
  for (const ScalarLine &kept : caches.lines[core]) {
    ScalarLine &line =
        lines[kept.address / ScalarLine::bytes % ScalarLine::count];
    line = kept;
    line.generation = generation;
    line.begin = ~0ull;
    line.end = 0;
    line.carried = true;
    line.stale = false;
    noteUse(line);
  }
}

/// The line that holds `address`, if the cache has it.
ScalarLine *ScalarCache::find(uint64_t address) {
  ScalarLine &line = lines[address / ScalarLine::bytes % ScalarLine::count];
  return inUse(line) && line.address / ScalarLine::bytes ==
                            address / ScalarLine::bytes
             ? &line
             : nullptr;
}

void ScalarCache::noteUse(const ScalarLine &line) {
  ++numInUse;
  const size_t number = &line - lines.data();
  used[number / 64] |= uint64_t(1) << number % 64;
}

/// Calls `body`, which may drop the line, for every line in use.
template <typename F> void ScalarCache::forUsed(F body) {
  for (size_t word = 0; word < ScalarLine::count / 64; ++word) {
    for (uint64_t left = used[word]; left != 0; left &= left - 1) {
      body(lines[word * 64 + __builtin_ctzll(left)]);
    }
  }
}

void ScalarCache::retain(uint64_t core) const {
  Caches &caches = Caches::instance();
  if (core >= Caches::numCores) {
    return;
  }
  std::lock_guard<std::mutex> lock(caches.mutex);
  std::vector<ScalarLine> &kept = caches.lines[core];
  kept.clear();
  for (const ScalarLine &line : lines) {
    if (numInUse != 0 && inUse(line) && !line.dirty) {
      kept.push_back(line);
    }
  }
}

void ScalarCache::closeAll() {
  if (!anyOpen) {
    return;
  }
  forUsed([](ScalarLine &line) {
    line.begin = ~0ull;
    line.end = 0;
  });
  anyOpen = false;
}

void ScalarCache::openLine(ScalarLine &line) {
  line.begin = line.first;
  line.end = line.last;
  anyOpen = true;
}

void ScalarCache::writeBack(ScalarLine &line) {
  // The chip writes whole lines: bytes that others wrote since are lost.
  std::memcpy(reinterpret_cast<uint8_t *>(line.first),
              line.data + (line.first - line.address), line.last - line.first);
  line.dirty = false;
  --numDirty;
}

void ScalarCache::drop(ScalarLine &line) {
  if (line.dirty) {
    writeBack(line);
  }
  line.generation = 0;
  line.begin = ~0ull;
  line.end = 0;
  --numInUse;
  const size_t number = &line - lines.data();
  used[number / 64] &= ~(uint64_t(1) << number % 64);
}

/// CUBEPORT_TWIN_CHECK_CACHE: a kernel may expect nothing of the lines that an
/// earlier one left.
static bool checksCache() {
  static const bool enabled = isSwitchedOn("CUBEPORT_TWIN_CHECK_CACHE");
  return enabled;
}

/// A line of an earlier kernel must hold what memory holds now.
void ScalarCache::checkFresh(ScalarLine &line, const char *name, Where where) {
  line.carried = false;
  if (std::memcmp(line.data + (line.first - line.address),
                  reinterpret_cast<const uint8_t *>(line.first),
                  line.last - line.first) != 0) {
    fault(FaultCode::StaleScalarRead, where,
          "'%s' finds a line that the data cache has kept from an earlier "
          "kernel, and memory has changed since; DataCacheCleanAndInvalid must "
          "come before",
          name);
  }
}

ScalarLine &ScalarCache::fetch(uint64_t address, const Allocation &allocation,
                               const char *name, Where where) {
  const uint64_t start = address / ScalarLine::bytes * ScalarLine::bytes;
  ScalarLine &line = lines[address / ScalarLine::bytes % ScalarLine::count];
  if (inUse(line)) {
    // Memory of the host may share a line with its neighbour.
    if (line.address == start && address >= line.first && address < line.last) {
      if (line.carried) {
        checkFresh(line, name, where);
      }
      return line;
    }
    drop(line);
  }
  if (checksCache() && !isEmptied && !emptied.count(start)) {
    fault(FaultCode::StaleScalarRead, where,
          "'%s' may find a line that the data cache has kept from an earlier "
          "kernel; no DataCacheCleanAndInvalid of this kernel comes before",
          name);
  }
  ++numFetched;
  line.address = start;
  // A line at the edge of an allocation reaches into the guards, which stay
  // untouched.
  line.first = std::max(start, allocation.begin);
  line.last = std::min(start + ScalarLine::bytes, allocation.end);
  line.generation = generation;
  line.dirty = line.stale = line.carried = false;
  noteUse(line);
  std::memcpy(line.data + (line.first - start),
              reinterpret_cast<const uint8_t *>(line.first),
              line.last - line.first);
  return line;
}

/// Calls `body` for every line in use that overlaps [begin, end).
template <typename F>
void ScalarCache::forLinesIn(uint64_t begin, uint64_t end, F body) {
  if (numInUse == 0) {
    return;
  }
  const uint64_t first = begin / ScalarLine::bytes,
                 last = (end - 1) / ScalarLine::bytes;
  if (last - first >= ScalarLine::count) {
    for (ScalarLine &line : lines) {
      if (inUse(line) && line.address < end &&
          line.address + ScalarLine::bytes > begin) {
        body(line);
      }
    }
    return;
  }
  for (uint64_t number = first; number <= last; ++number) {
    ScalarLine &line = lines[number % ScalarLine::count];
    if (inUse(line) && line.address == number * ScalarLine::bytes) {
      body(line);
    }
  }
}

void ScalarCache::read(uint64_t address, void *value, uint32_t bytes,
                       Where where, const Allocation &allocation, bool open) {
  ScalarLine &line = fetch(address, allocation, "GetValue", where);
  if (line.stale) {
    fault(FaultCode::StaleScalarRead, where,
          "'GetValue' reads a line that the data cache took in before the copy "
          "at %s wrote it; DataCacheCleanAndInvalid must come between",
          placeOf(line.copied).c_str());
  }
  std::memcpy(value, line.data + address % ScalarLine::bytes, bytes);
  if (open) {
    openLine(line);
  }
}

void ScalarCache::write(uint64_t address, const void *value, uint32_t bytes,
                        Where where, const Allocation &allocation, bool open) {
  ScalarLine &line = fetch(address, allocation, "SetValue", where);
  if (line.stale) {
    fault(FaultCode::StaleScalarRead, where,
          "'SetValue' changes a line that the data cache took in before the "
          "copy at %s wrote it; its write-back would undo the copy",
          placeOf(line.copied).c_str());
  }
  if (!line.dirty) {
    ++numDirty;
    line.dirty = true;
    if (keepsDirtied) {
      dirtied.add(line.address, where);
    }
  }
  line.written = where;
  std::memcpy(line.data + address % ScalarLine::bytes, value, bytes);
  if (open) {
    openLine(line);
  }
}

template <typename F>
void ScalarCache::forDirty(uint64_t address, bool entire, F body) {
  if (numDirty == 0) {
    return;
  }
  auto visit = [&](const ScalarLine &line) {
    if (line.dirty) {
      body(line.first, line.last);
    }
  };
  if (entire) {
    forUsed(visit);
  } else if (const ScalarLine *line = find(address)) {
    visit(*line);
  }
}

void ScalarCache::clean(uint64_t address) {
  if (checksCache()) {
    emptied.insert(address / ScalarLine::bytes * ScalarLine::bytes);
  }
  if (ScalarLine *line = find(address)) {
    drop(*line);
  }
}

void ScalarCache::cleanAll() {
  isEmptied = true;
  forUsed([&](ScalarLine &line) { drop(line); });
}

void Core::cleanCache(uint64_t address, bool entire, Where where) {
  const SiteTable::Id site = sites.idOf({"DataCacheCleanAndInvalid", where});
  cache.forDirty(address, entire, [&](uint64_t begin, uint64_t end) {
    const uint64_t base =
        allocationOf("DataCacheCleanAndInvalid", begin, end, true, where).begin;
    globalHistory.write({clocks, Pipe::S, site, true, false, base}, begin, end);
  });
  entire ? cache.cleanAll() : cache.clean(address);
}

void ScalarCache::beforeCopyReads(uint64_t begin, uint64_t end, Where where) {
  if (numDirty == 0) {
    return;
  }
  forLinesIn(begin, end, [&](ScalarLine &line) {
    if (line.dirty) {
      fault(FaultCode::DirtyLine, where,
            "a copy reads global memory that 'SetValue' (%s) changed in the "
            "data cache only; DataCacheCleanAndInvalid must come between",
            placeOf(line.written).c_str());
    }
  });
}

void ScalarCache::afterCopyWrites(uint64_t begin, uint64_t end, Where where) {
  forLinesIn(begin, end, [&](ScalarLine &line) {
    if (line.dirty) {
      fault(FaultCode::DirtyLine, where,
            "a copy writes global memory in a line that 'SetValue' (%s) holds "
            "dirty in the data cache; its write-back would undo the copy",
            placeOf(line.written).c_str());
    }
    line.stale = true;
    line.copied = where;
  });
}

void ScalarCache::checkClean() const {
  const ScalarLine *first = nullptr;
  for (const ScalarLine &line : lines) {
    if (numDirty > 0 && inUse(line) && line.dirty &&
        (!first || line.address < first->address)) {
      first = &line;
    }
  }
  if (first) {
    fault(FaultCode::DirtyAtEnd, first->written,
          "'SetValue' on global memory is still in the data cache when the "
          "kernel ends; DataCacheCleanAndInvalid must write it back");
  }
}
