// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the threads of a warp do together.
#include "Block.h"
#include "Fault.h"

#include <algorithm>
#include <cmath>
#include <cstring>

using namespace cubeport::oracle;

/// A shuffle's word of bounds holds 32 - width: a power of two leaves ones and
/// then zeros.
static void checkWidth(uint32_t segment, uint32_t site) {
  const uint32_t width = 32 - segment;
  if ((width & (width - 1)) != 0) {
    fault("CP8022", site,
          formatted("a shuffle in groups of %u lanes; a group has 1, 2, 4, 8, "
                    "16 or 32",
                    width));
  }
}

uint64_t Block::warpOp(Fiber &self, WarpOp op, uint32_t mask, uint64_t value,
                       uint32_t argument, uint32_t site) {
  const uint32_t thread = self.thread.linear, lane = thread % 32;
  if (!(mask >> lane & 1)) {
    fault("CP8010", site,
          formatted("lane %u calls with mask 0x%08x, which does not name it",
                    lane, mask));
  }
  if (op >= WarpOp::ShuffleIndex && op <= WarpOp::ShuffleXor) {
    checkWidth(argument >> 24 & 31, site);
  }
  Warp &warp = warps[thread / 32];
  self.op = op;
  self.mask = mask;
  self.value = value;
  self.argument = argument;
  self.site = site;
  warp.waiting |= 1u << lane;
  if (completeWarp(warp, thread, &self)) {
    return self.result;
  }
  wait(self, kInWarp);
  return self.result;
}

/// Computes the operation that thread `number` is in if all threads that its
/// mask names have come to it. `self` is the caller, which does not wait yet.
bool Block::completeWarp(Warp &warp, uint32_t number, Fiber *self) {
  Fiber *lanes = &fibers[number / 32 * 32];
  const Fiber &any = lanes[number % 32];
  // Threads that returned are not waited for.
  const uint32_t wanted = any.mask & warp.live;
  if ((warp.waiting & wanted) != wanted) {
    return false;
  }
  for (uint32_t rest = wanted; rest; rest &= rest - 1) {
    const Fiber &lane = lanes[__builtin_ctz(rest)];
    if (lane.mask != any.mask || lane.op != any.op) {
      return false;
    }
  }
  computeWarpOp(lanes, wanted);
  warp.waiting &= ~wanted;
  ++warp.clock;
  for (uint32_t rest = wanted; rest; rest &= rest - 1) {
    const uint32_t lane = uint32_t(__builtin_ctz(rest));
    warp.synced[lane] = warp.clock;
    if (&lanes[lane] != self) {
      states[number / 32 * 32 + lane] = kRunnable;
    }
  }
  warp.runnable |= wanted;
  return true;
}

//===----------------------------------------------------------------------===//
// Active masks
//===----------------------------------------------------------------------===//

uint32_t Block::activeMask(Fiber &self, uint32_t site) {
  self.site = site;
  warps[self.thread.linear / 32].activeWaiters |= 1u << self.thread.lane;
  wait(self, kInActiveMask);
  return uint32_t(self.result);
}

/// No thread of the warp can run on: those that ask for the active threads at
/// one place are what the hardware would have run together.
bool Block::resolveActiveMasks(uint32_t number) {
  Warp &warp = warps[number];
  Fiber *lanes = &fibers[number * 32];
  const uint32_t waiting = warp.activeWaiters;
  for (uint32_t rest = waiting; rest;) {
    const uint32_t site = lanes[__builtin_ctz(rest)].site;
    uint32_t group = 0;
    for (uint32_t others = rest; others; others &= others - 1) {
      const uint32_t lane = uint32_t(__builtin_ctz(others));
      group |= lanes[lane].site == site ? 1u << lane : 0;
    }
    ++warp.clock;
    for (uint32_t members = group; members; members &= members - 1) {
      const uint32_t lane = uint32_t(__builtin_ctz(members));
      lanes[lane].result = group;
      warp.synced[lane] = warp.clock;
      makeRunnable(number * 32 + lane);
    }
    rest &= ~group;
  }
  warp.activeWaiters = 0;
  return waiting != 0;
}

bool Block::resolveAnyActiveMask() {
  bool any = false;
  for (uint32_t warp = 0; warp < warps.size(); ++warp) {
    if (warps[warp].activeWaiters != 0) {
      any |= resolveActiveMasks(warp);
    }
  }
  return any;
}

//===----------------------------------------------------------------------===//
// Results
//===----------------------------------------------------------------------===//

/// The lane that a shuffle reads, as PTX defines it; the argument holds the
/// lane or delta in its low half, PTX's word of bounds in its high half.
static uint32_t chooseSource(WarpOp op, uint32_t lane, uint32_t argument,
                             bool &isInside) {
  const uint32_t b = argument & 0xffff, c = argument >> 16;
  const uint32_t segment = c >> 8 & 31, clamp = c & 31;
  const uint32_t last = (lane & segment) | (clamp & ~segment);
  const uint32_t first = lane & segment;
  int64_t source = 0;
  switch (op) {
  case WarpOp::ShuffleUp:
    source = int64_t(lane) - int64_t(b & 31);
    isInside = source >= int64_t(last);
    break;
  case WarpOp::ShuffleDown:
    source = int64_t(lane) + int64_t(b & 31);
    isInside = source <= int64_t(last);
    break;
  case WarpOp::ShuffleXor:
    source = lane ^ (b & 31);
    isInside = source <= int64_t(last);
    break;
  default:
    source = first | (b & 31 & ~segment);
    isInside = source <= int64_t(last);
    break;
  }
  return isInside ? uint32_t(source) : lane;
}

static void shuffle(Fiber *lanes, uint32_t mask) {
  for (uint32_t rest = mask; rest; rest &= rest - 1) {
    const uint32_t lane = uint32_t(__builtin_ctz(rest));
    Fiber &to = lanes[lane];
    bool isInside = false;
    uint32_t source = chooseSource(to.op, lane, to.argument, isInside);
    if (!(mask >> source & 1)) {
      // Reading a lane outside the mask gives an undefined value in CUDA.
      source = lane;
    }
    to.result = uint32_t(lanes[source].value) | uint64_t(isInside) << 32;
  }
}

static void match(Fiber *lanes, uint32_t mask, bool wantsAll) {
  for (uint32_t rest = mask; rest; rest &= rest - 1) {
    Fiber &to = lanes[__builtin_ctz(rest)];
    uint32_t same = 0;
    for (uint32_t others = mask; others; others &= others - 1) {
      const uint32_t other = uint32_t(__builtin_ctz(others));
      same |= lanes[other].value == to.value ? 1u << other : 0;
    }
    to.result = !wantsAll ? same
                          : (same == mask ? mask | uint64_t(1) << 32 : 0);
  }
}

static uint32_t joinFloats(uint32_t a, uint32_t b, bool wantsMax) {
  float x, y;
  std::memcpy(&x, &a, 4);
  std::memcpy(&y, &b, 4);
  const float joined = wantsMax ? std::fmax(x, y) : std::fmin(x, y);
  uint32_t bits;
  std::memcpy(&bits, &joined, 4);
  return bits;
}

static uint32_t join(WarpOp op, uint32_t a, uint32_t b) {
  switch (op) {
  case WarpOp::AddInt:
    return a + b;
  case WarpOp::MinInt:
    return uint32_t(std::min(int32_t(a), int32_t(b)));
  case WarpOp::MaxInt:
    return uint32_t(std::max(int32_t(a), int32_t(b)));
  case WarpOp::MinUnsigned:
    return std::min(a, b);
  case WarpOp::MaxUnsigned:
    return std::max(a, b);
  case WarpOp::And:
    return a & b;
  case WarpOp::Or:
    return a | b;
  case WarpOp::Xor:
    return a ^ b;
  case WarpOp::MinFloat:
    return joinFloats(a, b, false);
  case WarpOp::MaxFloat:
    return joinFloats(a, b, true);
  default:
    return a;
  }
}

static void vote(Fiber *lanes, uint32_t mask, WarpOp op) {
  uint32_t ballot = 0;
  for (uint32_t rest = mask; rest; rest &= rest - 1) {
    const uint32_t lane = uint32_t(__builtin_ctz(rest));
    ballot |= lanes[lane].value ? 1u << lane : 0;
  }
  uint64_t result = ballot;
  if (op == WarpOp::VoteAll) {
    result = ballot == mask;
  } else if (op == WarpOp::VoteAny) {
    result = ballot != 0;
  } else if (op == WarpOp::VoteUniform) {
    result = ballot == mask || ballot == 0;
  }
  for (uint32_t rest = mask; rest; rest &= rest - 1) {
    lanes[__builtin_ctz(rest)].result = result;
  }
}

void cubeport::oracle::computeWarpOp(Fiber *lanes, uint32_t mask) {
  const WarpOp op = lanes[__builtin_ctz(mask)].op;
  switch (op) {
  case WarpOp::Sync:
    return;
  case WarpOp::ShuffleIndex:
  case WarpOp::ShuffleUp:
  case WarpOp::ShuffleDown:
  case WarpOp::ShuffleXor:
    return shuffle(lanes, mask);
  case WarpOp::VoteAll:
  case WarpOp::VoteAny:
  case WarpOp::VoteUniform:
  case WarpOp::Ballot:
    return vote(lanes, mask, op);
  case WarpOp::MatchAny:
    return match(lanes, mask, false);
  case WarpOp::MatchAll:
    return match(lanes, mask, true);
  default:
    break;
  }
  uint32_t joined = uint32_t(lanes[__builtin_ctz(mask)].value);
  for (uint32_t rest = mask & (mask - 1); rest; rest &= rest - 1) {
    joined = join(op, joined, uint32_t(lanes[__builtin_ctz(rest)].value));
  }
  for (uint32_t rest = mask; rest; rest &= rest - 1) {
    lanes[__builtin_ctz(rest)].result = joined;
  }
}
