// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Histories of words.
#include "LocalHistory.h"

#include <algorithm>

using namespace cubeport::twin;

/// More histories than this, and those that no word has any more are dropped.
static constexpr size_t maxStates = 1 << 14;

void LocalHistory::reset() {
  if (firstTouched < endTouched) {
    std::fill(words.begin() + firstTouched, words.begin() + endTouched, 0);
  }
  firstTouched = ~0ull;
  endTouched = 0;
  states.resize(1);
  states[0] = {};
  written.clear();
  splits.clear();
  freeSplits.clear();
  scalarRead = scalarWrite = {};
}

//===----------------------------------------------------------------------===//
// Histories
//===----------------------------------------------------------------------===//

LocalHistory::Id LocalHistory::afterRead(const Check &access, Id id) {
  State &state = states[id];
  const Stamp stamp = access.stamp();
  const Pipe pipe = access.pipe;
  // Reads of one epoch need not be told apart.
  if (state.history.wasReadBy(pipe) &&
      state.history.reads[static_cast<int>(pipe)].epoch == stamp.epoch) {
    return id;
  }
  if (state.successor != 0 && state.successorPipe == pipe &&
      state.successorStamp == stamp) {
    return state.successor;
  }
  State fresh;
  fresh.history = state.history;
  fresh.history.enterRead(pipe, stamp);
  state.successor = static_cast<Id>(states.size());
  state.successorPipe = pipe;
  state.successorStamp = stamp;
  states.push_back(fresh);
  return static_cast<Id>(states.size() - 1);
}

LocalHistory::Id LocalHistory::afterWrite(const Check &access) {
  const size_t place =
      size_t(access.site) * numPipes + static_cast<size_t>(access.pipe);
  if (place >= written.size()) {
    written.resize(place + 1);
  }
  const Stamp stamp = access.stamp();
  Id &known = written[place];
  if (known != 0 && states[known].history.writer == stamp) {
    return known;
  }
  State fresh;
  fresh.history.writer = stamp;
  fresh.history.writerPipe = access.pipe;
  states.push_back(fresh);
  return known = static_cast<Id>(states.size() - 1);
}

LocalHistory::Id LocalHistory::next(const Check &access, Id id) {
  return access.writes ? afterWrite(access) : afterRead(access, id);
}

/// Numbers the histories anew that words still have.
void LocalHistory::dropUnused() {
  std::vector<Id> numbers(states.size(), 0);
  std::vector<State> kept(1);
  auto renumber = [&](Id &id) {
    if (id != 0 && numbers[id] == 0) {
      numbers[id] = static_cast<Id>(kept.size());
      kept.push_back({});
      kept.back().history = states[id].history;
    }
    id = numbers[id];
  };
  for (uint64_t word = firstTouched; word < endTouched; ++word) {
    if (words[word] & splitBit) {
      for (Id &id : splits[words[word] & ~splitBit]) {
        renumber(id);
      }
    } else {
      renumber(words[word]);
    }
  }
  states = std::move(kept);
  written.clear();
  scalarRead = scalarWrite = {};
}

//===----------------------------------------------------------------------===//
// Words and bytes
//===----------------------------------------------------------------------===//

LocalHistory::Split LocalHistory::splitOf(uint64_t word) const {
  const Id id = words[word];
  return id & splitBit ? splits[id & ~splitBit] : Split{id, id, id, id};
}

void LocalHistory::setSplit(uint64_t word, const Split &ids) {
  Id &own = words[word];
  const bool wasSplit = own & splitBit;
  const Id place = own & ~splitBit;
  if (ids == Split{ids[0], ids[0], ids[0], ids[0]}) {
    if (wasSplit) {
      freeSplits.push_back(place);
    }
    own = ids[0];
  } else if (wasSplit) {
    splits[place] = ids;
  } else if (!freeSplits.empty()) {
    own = freeSplits.back() | splitBit;
    splits[freeSplits.back()] = ids;
    freeSplits.pop_back();
  } else {
    own = static_cast<Id>(splits.size()) | splitBit;
    splits.push_back(ids);
  }
}

void LocalHistory::enterBytes(const Check &access, uint64_t word, unsigned from,
                              unsigned to) {
  Split ids = splitOf(word);
  for (unsigned byte = from; byte < to;) {
    const Id id = ids[byte];
    unsigned end = byte + 1;
    while (end < to && ids[end] == id) {
      ++end;
    }
    check(access, states[id].history, word * wordBytes + byte,
          word * wordBytes + end);
    std::fill(ids.begin() + byte, ids.begin() + end, next(access, id));
    byte = end;
  }
  setSplit(word, ids);
}

/// Where the run of words with the same number as `first` ends.
static uint64_t endOfRun(const uint32_t *words, uint64_t first, uint64_t last) {
  const uint32_t id = words[first];
  uint64_t end = first + 1;
  for (; end + 16 <= last; end += 16) {
    uint32_t different = 0;
    for (int i = 0; i < 16; ++i) {
      different |= words[end + i] ^ id;
    }
    if (different) {
      break;
    }
  }
  while (end < last && words[end] == id) {
    ++end;
  }
  return end;
}

void LocalHistory::enterWords(const Check &access, uint64_t first,
                              uint64_t last) {
  while (first < last) {
    const Id id = words.data()[first];
    if (id & splitBit) {
      enterBytes(access, first, 0, wordBytes);
      ++first;
      continue;
    }
    const uint64_t end = endOfRun(words.data(), first, last);
    check(access, states[id].history, first * wordBytes, end * wordBytes);
    const Id after = next(access, id);
    if (after != id) {
      std::fill(words.data() + first, words.data() + end, after);
    }
    first = end;
  }
}

void LocalHistory::prepare() {
  if (words.empty()) {
    words.resize(bytes / wordBytes);
  }
  if (states.size() > maxStates) {
    dropUnused();
  }
}

void LocalHistory::enterRange(const Check &access, uint64_t begin,
                              uint64_t end) {
  const uint64_t first = begin / wordBytes, last = end / wordBytes;
  firstTouched = std::min(firstTouched, first);
  endTouched = std::max(endTouched, (end + wordBytes - 1) / wordBytes);
  const unsigned head = begin % wordBytes, tail = end % wordBytes;
  if (first == last) {
    enterBytes(access, first, head, tail);
    return;
  }
  if (head != 0) {
    enterBytes(access, first, head, wordBytes);
  }
  enterWords(access, first + (head != 0), last);
  if (tail != 0) {
    enterBytes(access, last, 0, tail);
  }
}

void LocalHistory::enterScalarSlowly(const Check &access, uint64_t begin,
                                     uint64_t end, Step &step) {
  prepare();
  const Id &id = words[begin / wordBytes], from = id;
  enterRange(access, begin, end);
  if (((from | id) & splitBit) == 0) {
    step = {access.stamp(), from, id};
  }
}

uint64_t LocalHistory::firstUnwritten(uint64_t begin, uint64_t end) const {
  for (uint64_t byte = begin; byte < end; ++byte) {
    const uint64_t word = byte / wordBytes;
    if (words.empty() ||
        states[splitOf(word)[byte % wordBytes]].history.writer.epoch == 0) {
      return byte;
    }
  }
  return end;
}
