// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// When the threads of a block pass a barrier. Part of the support headers of a
// project written by cubeport.
#ifndef CUBEPORT_BARRIERS_H
#define CUBEPORT_BARRIERS_H

#include "cubeport_warps.h"

namespace cubeport {

/// Lets the threads of a block pass a barrier that all have reached, or a
/// barrier of a number that enough have.
template <typename Thread>
__aicore__ inline bool releaseBlock(__gm__ Thread *block, int64_t count,
                                    __gm__ BlockState &state) {
  int64_t live = 0, atBarrier = 0, set = 0;
  int32_t atNumber[kNamedBarriers], needed[kNamedBarriers];
  for (int32_t i = 0; i < kNamedBarriers; ++i) {
    atNumber[i] = needed[i] = 0;
  }
  bool isAny = false;
  for (int64_t i = 0; i < count; ++i) {
    if (!isLive(block + i)) {
      continue;
    }
    ++live;
    Wait wait = block[i].wait;
    if (wait == Wait::Arrive) {
      ++state.arrived[block[i].argument & 15];
      block[i].wait = Wait::Nothing;
      isAny = true;
    } else if (wait == Wait::Named) {
      ++atNumber[block[i].argument & 15];
      needed[block[i].argument & 15] = block[i].width;
    } else if (wait >= Wait::Barrier && wait <= Wait::BarrierOr) {
      ++atBarrier;
      set += wait != Wait::Barrier && block[i].value != 0;
    }
  }
  for (int64_t i = 0; i < count; ++i) {
    if (!isLive(block + i)) {
      continue;
    }
    int32_t number = block[i].argument & 15;
    if (block[i].wait == Wait::Named &&
        atNumber[number] + state.arrived[number] >= needed[number]) {
      block[i].wait = Wait::Nothing;
      isAny = true;
    } else if (live == atBarrier) {
      Wait wait = block[i].wait;
      block[i].result = wait == Wait::BarrierCount ? uint64_t(set)
                        : wait == Wait::BarrierAnd ? uint64_t(set == live)
                                                   : uint64_t(set != 0);
      block[i].wait = Wait::Nothing;
      isAny = true;
    }
  }
  for (int32_t i = 0; i < kNamedBarriers; ++i) {
    if (needed[i] > 0 && atNumber[i] + state.arrived[i] >= needed[i]) {
      state.arrived[i] = 0;
    }
  }
  return isAny;
}

template <typename Thread>
__aicore__ inline bool isDone(__gm__ Thread *block, int64_t count) {
  for (int64_t i = 0; i < count; ++i) {
    if (isLive(block + i)) {
      return false;
    }
  }
  return true;
}

} // namespace cubeport

#endif
