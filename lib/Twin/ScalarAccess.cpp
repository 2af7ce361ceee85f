// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The scalar unit's way to memory: local tensors directly, global memory
// through a data cache that is coherent with nothing.
#include "Core.h"

#include <algorithm>
#include <cinttypes>
#include <cstring>

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

void cubeport::twin::readLocal(const Local &tensor, uint64_t offset,
                               void *value, uint32_t bytes, Where where) {
  Core &core = currentCore(where);
  touchLocal(core, tensor, "GetValue", offset, bytes, false, where);
  std::memcpy(value, core.at(tensor) + offset, bytes);
}

void cubeport::twin::writeLocal(const Local &tensor, uint64_t offset,
                                const void *value, uint32_t bytes,
                                Where where) {
  Core &core = currentCore(where);
  touchLocal(core, tensor, "SetValue", offset, bytes, true, where);
  std::memcpy(core.at(tensor) + offset, value, bytes);
}

static void touchGlobal(Core &core, const char *name, uint64_t address,
                        uint32_t bytes, bool writes, Where where) {
  if (address % bytes != 0) {
    fault(FaultCode::GlobalAlignment, where,
          "'%s' of %u bytes at a global address that is no multiple of %u",
          name, bytes, bytes);
  }
  core.checkScalarGlobal(name, address, address + bytes, writes, where);
}

void cubeport::twin::readGlobal(uint64_t address, void *value, uint32_t bytes,
                                Where where) {
  Core &core = currentCore(where);
  touchGlobal(core, "GetValue", address, bytes, false, where);
  core.cache.read(address, value, bytes, where);
}

void cubeport::twin::writeGlobal(uint64_t address, const void *value,
                                 uint32_t bytes, Where where) {
  Core &core = currentCore(where);
  touchGlobal(core, "SetValue", address, bytes, true, where);
  core.cache.write(address, value, bytes, where);
}

void cubeport::twin::cleanCache(uint64_t address, bool entire, Where where) {
  Core &core = currentCore(where);
  if (entire) {
    core.cache.cleanAll();
  } else {
    core.cache.clean(address);
  }
}

/// The part of the line at `line` that belongs to an allocation; a line at
/// the edge of one reaches into the guards, which stay untouched.
static void transferLine(uint64_t line, uint8_t *data, bool toMemory) {
  uint64_t begin = line, end = line + ScalarCache::lineBytes;
  Allocation allocation;
  // Allocations start on lines, so a line lies in one of them at most.
  if (!GlobalMemory::instance().find(line, allocation)) {
    return;
  }
  end = std::min(end, allocation.end);
  auto *memory = reinterpret_cast<uint8_t *>(begin);
  if (toMemory) {
    std::memcpy(memory, data, end - begin);
  } else {
    std::memcpy(data, memory, end - begin);
  }
}

void ScalarCache::reset() {
  ++generation;
  numInUse = numDirty = 0;
  dirtied.clear();
}

void ScalarCache::writeBack(Line &line) {
  // The chip writes whole lines: bytes that others wrote since are lost.
  transferLine(line.address, line.data, true);
  line.dirty = false;
  --numDirty;
}

void ScalarCache::drop(Line &line) {
  if (line.dirty) {
    writeBack(line);
  }
  line.generation = 0;
  --numInUse;
}

ScalarCache::Line &ScalarCache::fetch(uint64_t address) {
  const uint64_t start = address / lineBytes * lineBytes;
  Line &line = lines[address / lineBytes % numLines];
  if (inUse(line)) {
    if (line.address == start) {
      return line;
    }
    drop(line);
  }
  line.address = start;
  line.generation = generation;
  line.dirty = line.stale = false;
  ++numInUse;
  transferLine(start, line.data, false);
  return line;
}

/// Calls `body` for every line in use that overlaps [begin, end).
template <typename F>
void ScalarCache::forLinesIn(uint64_t begin, uint64_t end, F body) {
  if (numInUse == 0) {
    return;
  }
  const uint64_t first = begin / lineBytes, last = (end - 1) / lineBytes;
  if (last - first >= numLines) {
    for (Line &line : lines) {
      if (inUse(line) && line.address < end &&
          line.address + lineBytes > begin) {
        body(line);
      }
    }
    return;
  }
  for (uint64_t number = first; number <= last; ++number) {
    Line &line = lines[number % numLines];
    if (inUse(line) && line.address == number * lineBytes) {
      body(line);
    }
  }
}

void ScalarCache::read(uint64_t address, void *value, uint32_t bytes,
                       Where where) {
  const Line &line = fetch(address);
  if (line.stale) {
    fault(FaultCode::StaleScalarRead, where,
          "'GetValue' reads a line that the data cache took in before the copy "
          "at %s wrote it; DataCacheCleanAndInvalid must come between",
          placeOf(line.copied).c_str());
  }
  std::memcpy(value, line.data + address % lineBytes, bytes);
}

void ScalarCache::write(uint64_t address, const void *value, uint32_t bytes,
                        Where where) {
  Line &line = fetch(address);
  if (line.stale) {
    fault(FaultCode::StaleScalarRead, where,
          "'SetValue' changes a line that the data cache took in before the "
          "copy at %s wrote it; its write-back would undo the copy",
          placeOf(line.copied).c_str());
  }
  numDirty += !line.dirty;
  line.dirty = true;
  line.written = where;
  std::memcpy(line.data + address % lineBytes, value, bytes);
  dirtied.emplace(line.address, where);
}

void ScalarCache::clean(uint64_t address) {
  Line &line = lines[address / lineBytes % numLines];
  if (inUse(line) && line.address == address / lineBytes * lineBytes) {
    drop(line);
  }
}

void ScalarCache::cleanAll() {
  if (numInUse == 0) {
    return;
  }
  for (Line &line : lines) {
    if (inUse(line)) {
      drop(line);
    }
  }
}

void ScalarCache::beforeCopyReads(uint64_t begin, uint64_t end, Where where) {
  if (numDirty == 0) {
    return;
  }
  forLinesIn(begin, end, [&](Line &line) {
    if (line.dirty) {
      fault(FaultCode::DirtyLine, where,
            "a copy reads global memory that 'SetValue' (%s) changed in the "
            "data cache only; DataCacheCleanAndInvalid must come between",
            placeOf(line.written).c_str());
    }
  });
}

void ScalarCache::afterCopyWrites(uint64_t begin, uint64_t end, Where where) {
  forLinesIn(begin, end, [&](Line &line) {
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
  const Line *first = nullptr;
  for (const Line &line : lines) {
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
