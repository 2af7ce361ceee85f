// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which accesses of a core are ordered: a vector clock per pipe, and for every
// byte the last write and the reads since.
#ifndef CUBEPORT_TWIN_HAZARDS_H
#define CUBEPORT_TWIN_HAZARDS_H

#include "Fault.h"

#include <map>
#include <memory_resource>
#include <tuple>
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
  static constexpr unsigned numRecent = 1024;
  Id recent[numRecent] = {};
  std::vector<Site> sites;
  std::map<std::tuple<const char *, const char *, decltype(Where::line)>, Id>
      ids;
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
  /// --cce-auto-sync: the chip's compiler orders dependent vector instructions,
  /// and the scalar pipe with the others, on vector cores. Does so for an
  /// access of `pipe` that depends on one of `other`; false when it would not.
  bool insertSync(Pipe pipe, Pipe other);
  bool autoSync = false;

  /// True when `pipe` knows that accesses of `other` in `epoch` are complete.
  bool knows(Pipe pipe, Pipe other, Epoch epoch) const {
    return epoch <= known[index(pipe)][index(other)];
  }

private:
  static int index(Pipe pipe) { return static_cast<int>(pipe); }
  Epoch now[numPipes];
  Epoch known[numPipes][numPipes];
};

/// Who accessed a byte, and when.
struct Stamp {
  Epoch epoch = 0; ///< 0: none
  SiteTable::Id site = 0;
  bool operator==(const Stamp &other) const {
    return epoch == other.epoch && site == other.site;
  }
};

/// The last write of a byte and the reads since.
struct History {
  Stamp writer;
  Pipe writerPipe = Pipe::S;
  bool atomic = false;
  uint8_t readers = 0; ///< a bit per pipe with an entry in `reads`
  Stamp reads[numPipes];
  bool operator==(const History &other) const;
  bool wasReadBy(Pipe pipe) const {
    return readers >> static_cast<int>(pipe) & 1;
  }
  void enterRead(Pipe pipe, const Stamp &stamp) {
    readers |= 1u << static_cast<int>(pipe);
    reads[static_cast<int>(pipe)] = stamp;
  }
};

/// An access that is checked against what was before.
struct Check {
  PipeClocks &clocks;
  Pipe pipe;
  SiteTable::Id site;
  bool writes = false;
  bool atomic = false;
  uint64_t base = 0; ///< what messages count bytes from
  Stamp stamp() const { return {clocks.epoch(pipe), site}; }
};

/// The rules of order, for the bytes of one memory.
class OrderRules {
protected:
  OrderRules(const char *memory, const SiteTable &sites)
      : memory(memory), sites(sites) {}
  /// Faults unless all that `history` has of the bytes [begin, end) is known
  /// to be done where the access comes.
  void check(const Check &access, const History &history, uint64_t begin,
             uint64_t end) const;

private:
  void checkWriter(const Check &access, const History &history, uint64_t begin,
                   uint64_t end) const;
  void checkReaders(const Check &access, const History &history, uint64_t begin,
                    uint64_t end) const;
  [[noreturn]] void report(FaultCode code, const Check &access, Pipe otherPipe,
                           const Stamp &other, bool otherWrites, uint64_t begin,
                           uint64_t end) const;

  const char *memory;
  const SiteTable &sites;
};

/// History of global memory: few and long accesses, as intervals. Accesses are
/// reported in program order.
class AccessHistory : OrderRules {
public:
  AccessHistory(const char *memory, const SiteTable &sites)
      : OrderRules(memory, sites) {}
  void reset() { segments.clear(); }
  /// Checks the bytes [begin, end) against the history and enters them.
  void read(const Check &access, uint64_t begin, uint64_t end);
  void write(const Check &access, uint64_t begin, uint64_t end);
  /// As `read`, without entering the access.
  void checkRead(const Check &access, uint64_t begin, uint64_t end) const;
  bool empty() const { return segments.empty(); }

private:
  struct Segment {
    uint64_t end = 0;
    History history;
  };
  using Map = std::pmr::map<uint64_t, Segment>;
  Map::iterator splitAt(uint64_t address);

  // Scattered copies make many segments, which come and go together.
  std::pmr::unsynchronized_pool_resource pool;
  Map segments{&pool};
};

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_HAZARDS_H
