// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What CUDA threads wait for, and what they get when all have come. Part of
// the support headers of a project written by cubeport.
#ifndef CUBEPORT_WARPS_H
#define CUBEPORT_WARPS_H

#include "cubeport_memory.h"

namespace cubeport {

/// What a thread waits for.
enum class Wait : int32_t {
  Nothing,
  Barrier, BarrierCount, BarrierAnd, BarrierOr, // all threads of the block
  Named, Arrive,                                // a number of threads
  Grid,                                         // all threads of the grid
  Turn,                                         // that others had a turn
  // The threads of a warp that a mask names.
  Warp, ActiveMask, ShuffleIdx, ShuffleUp, ShuffleDown, ShuffleXor, VoteAny,
  VoteAll, VoteUni, Ballot, MatchAny, MatchAll, ReduceAdd, ReduceMin, ReduceMax,
  ReduceUMin, ReduceUMax, ReduceAnd, ReduceOr, ReduceXor,
};

constexpr int32_t kDone = -1;
constexpr int32_t kNamedBarriers = 16;

/// What is kept of each thread while others run.
struct ThreadState {
  /// Where it goes on; 0 is the start, kDone the end.
  int32_t step;
  Wait wait;
  /// What it hands over: a value or a flag, and whose turn it is.
  uint64_t value;
  int32_t argument, width;
  uint32_t mask;
  /// What it gets.
  int32_t flag;
  uint64_t result;
};

/// What is kept of a block that is under way.
struct BlockState {
  int64_t number;
  int32_t isIdle;
  int32_t arrived[kNamedBarriers];
};

template <typename T> __aicore__ inline uint64_t toBits(T value) {
  return reinterpret<typename Word<sizeof(T)>::type>(value);
}
template <typename T> __aicore__ inline T fromBits(uint64_t bits) {
  return reinterpret<T>(typename Word<sizeof(T)>::type(bits));
}

/// The thread will go on at `step` when what it waits for has come.
__aicore__ inline void pause(__gm__ ThreadState *thread, int32_t step, Wait wait) {
  thread->step = step;
  thread->wait = wait;
}
/// A barrier that tells for how many, all or any threads the flag is set.
__aicore__ inline void pauseWithFlag(__gm__ ThreadState *thread, int32_t step,
                                     Wait wait, bool flag) {
  thread->value = flag;
  pause(thread, step, wait);
}
/// A barrier of a number, which so many threads pass at a time.
__aicore__ inline void pauseAtNumber(__gm__ ThreadState *thread, int32_t step,
                                     Wait wait, int32_t number, int32_t threads) {
  thread->argument = number;
  thread->width = threads;
  pause(thread, step, wait);
}
/// A vote, match or reduction of the threads of a warp in the mask.
template <typename T>
__aicore__ inline void pauseWithWarp(__gm__ ThreadState *thread, int32_t step,
                                     Wait wait, T value, int32_t mask) {
  thread->value = toBits(value);
  thread->mask = uint32_t(mask);
  pause(thread, step, wait);
}
template <typename T>
__aicore__ inline void pauseToShuffle(__gm__ ThreadState *thread, int32_t step,
                                      Wait wait, T value, int32_t offset,
                                      int32_t width, int32_t mask) {
  thread->argument = offset;
  thread->width = width;
  pauseWithWarp(thread, step, wait, value, mask);
}

template <typename Thread> __aicore__ inline bool isLive(__gm__ Thread *thread) {
  return thread->step != kDone;
}

/// A shuffle's segment ends before lanes of another; beyond its ends a thread
/// keeps its own value.
template <typename Thread>
__aicore__ inline void shuffle(__gm__ Thread *warp, int32_t lane, int32_t size) {
  __gm__ Thread *own = warp + lane;
  int32_t first = lane & ~(own->width - 1), last = first + own->width - 1;
  int32_t from = lane;
  switch (own->wait) {
  case Wait::ShuffleIdx:
    from = first + (own->argument & (own->width - 1));
    break;
  case Wait::ShuffleUp:
    from = lane - own->argument;
    break;
  case Wait::ShuffleDown:
    from = lane + own->argument;
    break;
  default:
    from = lane ^ own->argument;
    break;
  }
  // Exclusive or may reach into earlier segments, as CUDA says.
  bool isBack = own->wait == Wait::ShuffleXor || from >= first;
  own->flag = isBack && from >= 0 && from <= last;
  int32_t chosen = own->flag && from < size ? from : lane;
  own->result = warp[chosen].value;
}

/// The value of `own` for a vote, match or reduction of `members`.
template <typename Thread>
__aicore__ inline void combine(__gm__ Thread *warp, int32_t lane, uint32_t members) {
  __gm__ Thread *own = warp + lane;
  uint32_t set = 0, equal = 0;
  int32_t least = 0, most = 0, sum = 0;
  uint32_t low = 0, high = 0, both = ~0u, either = 0, odd = 0;
  bool isFirst = true;
  for (int32_t i = 0; i < 32; ++i) {
    if (!(members >> i & 1)) {
      continue;
    }
    uint64_t value = warp[i].value;
    uint32_t word = uint32_t(value);
    set |= uint32_t(value != 0) << i;
    equal |= uint32_t(value == own->value) << i;
    least = isFirst || int32_t(word) < least ? int32_t(word) : least;
    most = isFirst || int32_t(word) > most ? int32_t(word) : most;
    low = isFirst || word < low ? word : low;
    high = isFirst || word > high ? word : high;
    sum = int32_t(uint32_t(sum) + word);
    both &= word;
    either |= word;
    odd ^= word;
    isFirst = false;
  }
  switch (own->wait) {
  case Wait::VoteAny: own->result = set != 0; break;
  case Wait::VoteAll: own->result = set == members; break;
  case Wait::VoteUni: own->result = set == members || set == 0; break;
  case Wait::Ballot: own->result = set; break;
  case Wait::ActiveMask: own->result = members; break;
  case Wait::MatchAny: own->result = equal; break;
  case Wait::MatchAll:
    own->flag = equal == members;
    own->result = own->flag ? members : 0;
    break;
  case Wait::ReduceAdd: own->result = uint32_t(sum); break;
  case Wait::ReduceMin: own->result = uint32_t(least); break;
  case Wait::ReduceMax: own->result = uint32_t(most); break;
  case Wait::ReduceUMin: own->result = low; break;
  case Wait::ReduceUMax: own->result = high; break;
  case Wait::ReduceAnd: own->result = both; break;
  case Wait::ReduceOr: own->result = either; break;
  case Wait::ReduceXor: own->result = odd; break;
  default: break;
  }
}

/// Gives the members of a warp what they waited for, and lets them go on.
template <typename Thread>
__aicore__ inline void exchange(__gm__ Thread *warp, int32_t size, uint32_t members) {
  for (int32_t i = 0; i < size; ++i) {
    if (members >> i & 1) {
      bool isShuffle = warp[i].wait >= Wait::ShuffleIdx &&
                       warp[i].wait <= Wait::ShuffleXor;
      if (isShuffle) {
        shuffle(warp, i, size);
      } else {
        combine(warp, i, members);
      }
    }
  }
  for (int32_t i = 0; i < size; ++i) {
    if (members >> i & 1) {
      warp[i].wait = Wait::Nothing;
    }
  }
}

/// Which threads of a warp may go on.
enum class Release : int32_t {
  Complete,  // all of their mask have come
  Active,    // nothing else can run: who is at one place is active there
  Anyhow,    // nor can those: the others of their mask do not come
};

/// Lets threads of a warp go on.
template <typename Thread>
__aicore__ inline bool releaseWarp(__gm__ Thread *warp, int32_t size,
                                   Release release) {
  uint32_t live = 0, waiting = 0;
  for (int32_t i = 0; i < size; ++i) {
    live |= uint32_t(isLive(warp + i)) << i;
    waiting |= uint32_t(isLive(warp + i) && warp[i].wait >= Wait::Warp) << i;
  }
  bool isAny = false;
  for (int32_t i = 0; i < size; ++i) {
    bool isActive = warp[i].wait == Wait::ActiveMask;
    bool anyhow = release == Release::Anyhow ||
                  (release == Release::Active && isActive);
    if (!(waiting >> i & 1) || (release == Release::Active && !isActive)) {
      continue;
    }
    uint32_t same = 0; // those that wait for the same
    for (int32_t k = i; k < size; ++k) {
      bool isSame = (waiting >> k & 1) && warp[k].wait == warp[i].wait &&
                    (warp[k].mask == warp[i].mask || anyhow ||
                     warp[i].wait == Wait::ActiveMask) &&
                    (!(anyhow || warp[i].wait == Wait::ActiveMask) ||
                     warp[k].step == warp[i].step);
      same |= uint32_t(isSame) << k;
    }
    uint32_t needed = warp[i].wait == Wait::ActiveMask ? live : warp[i].mask & live;
    if ((same & needed) == needed || anyhow) {
      exchange(warp, size, same);
      waiting &= ~same;
      isAny = true;
    }
  }
  return isAny;
}

} // namespace cubeport

#endif
