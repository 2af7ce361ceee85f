// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The order of accesses to a local memory, kept for each of its words.
#ifndef CUBEPORT_TWIN_LOCALHISTORY_H
#define CUBEPORT_TWIN_LOCALHISTORY_H

#include "Hazards.h"

#include <array>

namespace cubeport::twin {

/// History of one local memory. Few histories differ at a time, however
/// scattered the accesses are: each word has the number of its history, so that
/// a scalar access looks at one word, and a vector instruction at a run of
/// numbers. A word whose bytes differ has four.
class LocalHistory : OrderRules {
public:
  LocalHistory(const char *memory, const SiteTable &sites, uint64_t bytes)
      : OrderRules(memory, sites), bytes(bytes) {}
  void reset();
  /// Checks the bytes [begin, end), which lie in the memory, against the
  /// history and enters them.
  void enter(const Check &access, uint64_t begin, uint64_t end);
  /// As `enter`, for the scalar unit, which comes by word after word.
  void enterScalar(const Check &access, uint64_t begin, uint64_t end) {
    Step &step = steps[access.site % numSteps];
    const uint64_t first = begin / wordBytes;
    if (step.stamp == access.stamp() && first >= firstTouched &&
        end <= endTouched * wordBytes && end <= (first + 1) * wordBytes) {
      Id &id = words.data()[first];
      if (id == step.to) {
        return;
      }
      if (id == step.from && end - begin == wordBytes) {
        move(step.from, step.to, wordBytes);
        id = step.to;
        return;
      }
      if (id & splitBit) {
        const Split &ids = splits.data()[id & ~splitBit];
        if (ids[begin % wordBytes] == step.to &&
            ids[(end - 1) % wordBytes] == step.to && end - begin <= 2) {
          return;
        }
      }
    }
    enterScalarSlowly(access, begin, end, step);
  }
  /// The first byte in [begin, end) never written, or `end`.
  uint64_t firstUnwritten(uint64_t begin, uint64_t end) const;

private:
  using Id = uint32_t; ///< of a history, or with `splitBit` of a split word
  static constexpr Id splitBit = 1u << 31;
  static constexpr uint64_t wordBytes = 4;
  using Split = std::array<Id, wordBytes>;

  struct State {
    History history;
    uint32_t users = 0; ///< bytes, and steps; none: the number is free
    uint32_t serial = 0;
    // What the read that came last made of it.
    Id successor = 0; ///< 0: none
    uint32_t successorSerial = 0;
    Pipe successorPipe = Pipe::S;
    Stamp successorStamp;
  };

  /// From what history the last scalar access of a site led to what other. A
  /// word of the same history takes the same step: what was known to be done
  /// still is.
  struct Step {
    Stamp stamp;
    Id from = 0, to = 0;
  };

  Id create(const History &history);
  void release(Id id, uint32_t count) {
    State &state = states.data()[id];
    state.users -= count;
    if (state.users == 0) {
      freeStates.push_back(id);
    }
  }
  /// `count` bytes have the history `to` after `from`.
  void move(Id from, Id to, uint32_t count) {
    states.data()[to].users += count;
    release(from, count);
  }
  void prepare();
  void enterScalarSlowly(const Check &access, uint64_t begin, uint64_t end,
                         Step &step);
  /// What `count` bytes with the history `id` have after an access.
  Id next(const Check &access, Id id, uint32_t count);
  Id afterRead(const Check &access, Id id, uint32_t count);
  Id afterWrite(const Check &access);
  void enterWords(const Check &access, uint64_t first, uint64_t last);
  void enterBytes(const Check &access, uint64_t word, unsigned from,
                  unsigned to);
  Split splitOf(uint64_t word) const;
  void setSplit(uint64_t word, const Split &ids);

  uint64_t bytes;
  std::vector<Id> words; ///< empty until the first access
  uint64_t firstTouched = ~0ull, endTouched = 0;
  std::vector<State> states; ///< 0: never accessed
  std::vector<Id> freeStates;
  uint32_t lastSerial = 0;
  std::vector<Id> written; ///< by site and pipe: the last one's history
  std::vector<Split> splits;
  std::vector<Id> freeSplits;
  static constexpr unsigned numSteps = 32;
  Step steps[numSteps]; ///< by site
};

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_LOCALHISTORY_H
