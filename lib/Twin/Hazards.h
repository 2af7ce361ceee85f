// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which accesses of a core are ordered: a vector clock per pipe, and for every
// byte the last write and the reads since.
#ifndef CUBEPORT_TWIN_HAZARDS_H
#define CUBEPORT_TWIN_HAZARDS_H

#include "Fault.h"

#include <map>
#include <memory_resource>
#include <vector>

namespace cubeport::twin {

/// The pipes as the checker counts them.
enum class Pipe : uint8_t { S, V, M, MTE1, MTE2, MTE3, FIX };
constexpr int numPipes = 7;
const char *nameOf(Pipe pipe);

/// An instruction as later messages name it.
struct Site {
  const char *name = "";
  Where where;
  bool operator==(const Site &other) const {
    return name == other.name && where.line == other.where.line &&
           where.file == other.where.file;
  }
};

/// Numbers for sites, so that the history of a byte stays small.
class SiteTable {
public:
  using Id = uint32_t;
  Id idOf(const Site &site) {
    // Kernels have few sites and come back to them: a direct-mapped cache.
    Id &cached = recent[(reinterpret_cast<uintptr_t>(site.name) / 8 +
                         static_cast<unsigned>(site.where.line)) %
                        numRecent];
    if (cached < sites.size() && sites[cached] == site) {
      return cached;
    }
    return cached = add(site);
  }
  const Site &operator[](Id id) const { return sites[id]; }

private:
  Id add(const Site &site);
  static constexpr unsigned numRecent = 64;
  Id recent[numRecent] = {};
  std::vector<Site> sites;
};

using Epoch = uint32_t;

/// What each pipe knows to be complete. A pipe's epoch ends at each of its
/// flags and barriers, so accesses of one epoch need not be told apart.
class PipeClocks {
public:
  PipeClocks() { reset(); }
  void reset();
  Epoch epoch(Pipe pipe) const { return now[index(pipe)]; }

  /// What a flag set by `pipe` carries: all `pipe` has issued or knows.
  struct Token {
    Epoch known[numPipes];
  };
  Token release(Pipe pipe);
  /// `pipe` has waited for `token`. A wait of the scalar pipe holds back the
  /// issue of everything that follows, so every pipe learns from it.
  void acquire(Pipe pipe, const Token &token);
  /// PipeBarrier of one pipe, and of all.
  void barrier(Pipe pipe);
  void barrierAll();

  /// True when `pipe` knows that accesses of `other` in `epoch` are complete.
  bool knows(Pipe pipe, Pipe other, Epoch epoch) const {
    return epoch <= known[index(pipe)][index(other)];
  }

private:
  static int index(Pipe pipe) { return static_cast<int>(pipe); }
  Epoch now[numPipes];
  Epoch known[numPipes][numPipes];
};

/// History of one memory. Accesses are reported in program order.
class AccessHistory {
public:
  AccessHistory(const char *memory, const SiteTable &sites)
      : memory(memory), sites(sites) {}
  void reset() { segments.clear(); }
  /// Checks the bytes [begin, end) against the history and enters them.
  /// `base` is what messages count bytes from.
  void read(const PipeClocks &clocks, Pipe pipe, uint64_t begin, uint64_t end,
            SiteTable::Id site, uint64_t base);
  void write(const PipeClocks &clocks, Pipe pipe, uint64_t begin, uint64_t end,
             SiteTable::Id site, uint64_t base, bool atomic);
  /// As `read`, without entering the access.
  void checkRead(const PipeClocks &clocks, Pipe pipe, uint64_t begin,
                 uint64_t end, SiteTable::Id site, uint64_t base) const;
  bool empty() const { return segments.empty(); }
  /// The first byte in [begin, end) never written, or `end`.
  uint64_t firstUnwritten(uint64_t begin, uint64_t end) const;

private:
  struct Stamp {
    Epoch epoch = 0; ///< 0: none
    SiteTable::Id site = 0;
    bool operator==(const Stamp &other) const {
      return epoch == other.epoch && site == other.site;
    }
  };
  struct Segment {
    uint64_t end = 0;
    Stamp writer;
    Pipe writerPipe = Pipe::S;
    bool atomic = false;
    uint8_t readers = 0; ///< a bit per pipe with an entry in `reads`
    Stamp reads[numPipes];
    bool sameHistory(const Segment &other) const;
  };
  using Map = std::pmr::map<uint64_t, Segment>;

  Map::iterator splitAt(uint64_t address);
  void checkWriter(const PipeClocks &clocks, Pipe pipe, const Segment &segment,
                   uint64_t begin, SiteTable::Id site, uint64_t base,
                   bool writes, bool atomic) const;
  void checkReaders(const PipeClocks &clocks, Pipe pipe, const Segment &segment,
                    uint64_t begin, SiteTable::Id site, uint64_t base) const;
  [[noreturn]] void report(FaultCode code, Pipe pipe, SiteTable::Id site,
                           bool writes, Pipe otherPipe, const Stamp &other,
                           bool otherWrites, uint64_t begin, uint64_t end,
                           uint64_t base) const;

  const char *memory;
  const SiteTable &sites;
  // Scattered copies make many segments, which come and go together.
  std::pmr::unsynchronized_pool_resource pool;
  Map segments{&pool};
};

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_HAZARDS_H
