// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Histories of words.
#include "LocalHistory.h"

#include <algorithm>

using namespace cubeport::twin;

void LocalHistory::reset() {
  if (firstTouched < endTouched) {
    std::fill(words.begin() + firstTouched, words.begin() + endTouched, 0);
  }
  firstTouched = ~0ull;
  endTouched = 0;
  states.clear();
  freeStates.clear();
  written.clear();
  splits.clear();
  freeSplits.clear();
  std::fill(steps, steps + numSteps, Step());
}

//===----------------------------------------------------------------------===//
// Histories
//===----------------------------------------------------------------------===//

LocalHistory::Id LocalHistory::create(const History &history) {
  Id id;
  if (freeStates.empty()) {
    id = static_cast<Id>(states.size());
    states.emplace_back();
  } else {
    id = freeStates.back();
    freeStates.pop_back();
  }
  State &state = states.data()[id];
  state.history = history;
  state.serial = ++lastSerial;
  state.successor = 0;
  return id;
}

LocalHistory::Id LocalHistory::afterRead(const Check &access, Id id,
                                         uint32_t count) {
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
    const State &known = states[state.successor];
    if (known.users != 0 && known.serial == state.successorSerial) {
      return state.successor;
    }
  }
  if (state.users == count) { // nothing else has this history
    state.history.enterRead(pipe, stamp);
    state.serial = ++lastSerial;
    state.successor = 0;
    return id;
  }
  History history = state.history;
  history.enterRead(pipe, stamp);
  const Id after = create(history);
  State &before = states[id];
  before.successor = after;
  before.successorSerial = lastSerial;
  before.successorPipe = pipe;
  before.successorStamp = stamp;
  return after;
}

LocalHistory::Id LocalHistory::afterWrite(const Check &access) {
  const size_t place =
      size_t(access.site) * numPipes + static_cast<size_t>(access.pipe);
  if (place >= written.size()) {
    written.resize(place + 1);
  }
  History history;
  history.writer = access.stamp();
  history.writerPipe = access.pipe;
  Id &known = written[place];
  if (known != 0 && states[known].users != 0 &&
      states[known].history == history) {
    return known;
  }
  return known = create(history);
}

LocalHistory::Id LocalHistory::next(const Check &access, Id id,
                                    uint32_t count) {
  return access.writes ? afterWrite(access) : afterRead(access, id, count);
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
    const Id after = next(access, id, end - byte);
    if (after != id) {
      std::fill(ids.begin() + byte, ids.begin() + end, after);
      move(id, after, end - byte);
    }
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
    const auto count = static_cast<uint32_t>((end - first) * wordBytes);
    const Id after = next(access, id, count);
    if (after != id) {
      std::fill(words.data() + first, words.data() + end, after);
      move(id, after, count);
    }
    first = end;
  }
}

void LocalHistory::prepare() {
  if (words.empty()) {
    words.resize(bytes / wordBytes);
  }
  if (states.empty()) {
    states.emplace_back().users = ~0u; // of all bytes, and more
  }
}

void LocalHistory::enter(const Check &access, uint64_t begin, uint64_t end) {
  prepare();
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
  if (step.stamp.epoch != 0) {
    release(step.from, 1);
    release(step.to, 1);
    step = {};
  }
  const uint64_t word = begin / wordBytes;
  const Id from = splitOf(word)[begin % wordBytes];
  ++states[from].users; // keeps its number
  enter(access, begin, end);
  const Id to = splitOf(word)[begin % wordBytes];
  ++states[to].users;
  step = {access.stamp(), from, to};
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
