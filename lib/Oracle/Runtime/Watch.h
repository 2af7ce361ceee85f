// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Looks at one element of device memory while a launch runs, to find threads
// that race for it. Used where twin and oracle differ: a kernel with a race has
// no result that a translation could be held to.
#ifndef CUBEPORT_LIB_ORACLE_RUNTIME_WATCH_H
#define CUBEPORT_LIB_ORACLE_RUNTIME_WATCH_H

#include "lib/Oracle/Abi.h"

#include <mutex>
#include <string>

namespace cubeport::oracle {

/// The bytes [begin, end). Two accesses race if one of them writes, they are of
/// two threads, and no barrier of the block is between them. Atomics and
/// volatile accesses are not looked at. Threads of two blocks race if nothing
/// in the kernel could order blocks.
class Watch {
public:
  Watch(uint64_t begin, uint64_t end, bool blocksAreOrdered)
      : begin(begin), end(end), blocksAreOrdered(blocksAreOrdered) {}

  bool overlaps(uint64_t first, uint64_t last) const {
    return first < end && last > begin;
  }
  /// The running thread accesses bytes of the element.
  void note(uint32_t site);
  /// The part of [first, last) around [at, at + bytes) that needs no look;
  /// false: there is none.
  bool narrow(uint64_t at, uint64_t bytes, uint64_t &first,
              uint64_t &last) const;

  bool foundRace() const { return raceSite != nullptr; }
  /// Where, and which threads do what.
  const Site &place() const { return *raceSite; }
  const std::string &describe() const { return text; }

private:
  struct Access {
    bool isKnown = false;
    uint64_t block = 0;
    uint32_t thread = 0, epoch = 0, site = 0;
    std::string who;
  };
  const uint64_t begin, end;
  const bool blocksAreOrdered;
  std::mutex mutex;
  /// The last write, and the last read.
  Access writer, reader;
  const Site *raceSite = nullptr;
  std::string text;

  bool races(const Access &known, const Access &now) const;
  void report(const Access &other, bool otherWrites, const Access &now,
              bool writes);
};

} // namespace cubeport::oracle

#endif
