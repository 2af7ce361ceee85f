// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The data cache between the scalar unit of a core and global memory, which is
// coherent with nothing.
#ifndef CUBEPORT_TWIN_SCALARCACHE_H
#define CUBEPORT_TWIN_SCALARCACHE_H

#include "GlobalMemory.h"
#include "twin/ScalarLines.h"

#include <set>
#include <utility>
#include <vector>

namespace cubeport::twin {

/// Lines that a core has written back or may yet, with the place of a write.
/// Kernels write lines over and over, so the list is made unique as it grows.
class DirtiedLines {
public:
  using Entry = std::pair<uint64_t, Where>;
  void add(uint64_t line, Where where);
  void clear();
  /// The lines in the order of their addresses, each once; empties the list.
  std::vector<Entry> take();

private:
  void compact();
  std::vector<Entry> entries;
  size_t limit = 1 << 12;
};

/// A line-granular, direct-mapped data cache between the scalar unit and
/// global memory.
class ScalarCache {
public:
  ScalarCache() : lines(ScalarLine::count) {}
  /// Forgets everything; dirty lines are not written back.
  void reset();
  /// Takes in the lines that core `core` of the chip held when its last kernel
  /// ended, and keeps those that it holds now.
  void resume(uint64_t core);
  void retain(uint64_t core) const;
  /// `allocation` is the one that the access lies in. With `open`, accesses of
  /// the line need no more checks until closeAll().
  void read(uint64_t address, void *value, uint32_t bytes, Where where,
            const Allocation &allocation, bool open);
  void write(uint64_t address, const void *value, uint32_t bytes, Where where,
             const Allocation &allocation, bool open);
  void closeAll();
  void clean(uint64_t address);
  void cleanAll();
  /// Calls `body` with the bytes of each line that clean() would write.
  template <typename F> void forDirty(uint64_t address, bool entire, F body);
  /// A copy of this core reads or has written [begin, end).
  void beforeCopyReads(uint64_t begin, uint64_t end, Where where);
  void afterCopyWrites(uint64_t begin, uint64_t end, Where where);
  /// Throws when a line is still dirty.
  void checkClean() const;
  ScalarLine *data() { return lines.data(); }

  /// Lines this core has written, for the check between cores; none are kept
  /// when it is the only one.
  DirtiedLines dirtied;
  bool keepsDirtied = true;
  uint64_t numFetched = 0; ///< lines, since somebody last asked

private:
  ScalarLine &fetch(uint64_t address, const Allocation &allocation,
                    const char *name, Where where);
  void checkFresh(ScalarLine &line, const char *name, Where where);
  void writeBack(ScalarLine &line);
  void openLine(ScalarLine &line);
  bool inUse(const ScalarLine &line) const {
    return line.generation == generation;
  }
  void drop(ScalarLine &line);
  ScalarLine *find(uint64_t address);
  void noteUse(const ScalarLine &line);
  template <typename F> void forUsed(F body);
  template <typename F> void forLinesIn(uint64_t begin, uint64_t end, F body);

  std::vector<ScalarLine> lines;
  /// A bit for each line in use: kernels that clean the cache over and over
  /// have few.
  uint64_t used[ScalarLine::count / 64] = {};
  uint32_t generation = 1;
  uint32_t numInUse = 0, numDirty = 0;
  bool anyOpen = false;
  /// Emptied by this kernel: as a whole, or these lines.
  bool isEmptied = false;
  std::set<uint64_t> emptied;
};

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_SCALARCACHE_H
