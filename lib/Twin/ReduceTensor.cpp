// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// ReduceSum, ReduceMax and ReduceMin: lanes of a repeat by a binary tree,
// repeats one after the other or by a tree again, as the library does.
#include "twin/ReduceTensor.h"
#include "Queue.h"
#include "ReduceRegisters.h"
#include "VectorAccess.h"
#include "twin/Pipe.h"

#include <algorithm>
#include <cstring>
#include <vector>

using namespace cubeport::twin;
using AscendC::HardEvent;
using AscendC::ReduceType;

namespace {

/// One reduction, with its operands resolved.
struct Work {
  ReduceType type;
  RepeatMask mask;
  const uint8_t *from;
  uint64_t stride; ///< bytes between repeats
  bool tree;       ///< repeats are summed by a tree
};

/// What the last reduction of repeats left in registers.
struct Registers {
  uint64_t sum = 0, best = 0, index = 0;
  bool hasBest = false;
};

} // namespace

static thread_local Registers registers;

/// Sums neighbours until one is left.
template <typename T> static T treeSum(std::vector<T> values) {
  size_t width = 1;
  while (width < values.size()) {
    width *= 2;
  }
  values.resize(width, T(0.0f));
  for (; width > 1; width /= 2) {
    for (size_t lane = 0; lane < width / 2; ++lane) {
      values[lane] = T(float(values[2 * lane]) + float(values[2 * lane + 1]));
    }
  }
  return values[0];
}

template <typename T>
static std::vector<T> lanesOf(const Work &work, uint64_t repeat) {
  std::vector<T> values(work.mask.perRepeat, T(0.0f));
  for (uint32_t lane = 0; lane < work.mask.perRepeat; ++lane) {
    if (work.mask.active(repeat, lane)) {
      std::memcpy(&values[lane],
                  work.from + repeat * work.stride + lane * sizeof(T),
                  sizeof(T));
    }
  }
  return values;
}

template <typename T> static T sumOf(const Work &work) {
  std::vector<T> sums;
  T sequential(0.0f);
  for (uint64_t repeat = 0; repeat < work.mask.repeats; ++repeat) {
    sums.push_back(treeSum(lanesOf<T>(work, repeat)));
    sequential = T(float(sequential) + float(sums.back()));
  }
  if (!work.tree) {
    return sequential;
  }
  // The library takes the results a repeat at a time.
  while (sums.size() > 1) {
    std::vector<T> next;
    for (size_t at = 0; at < sums.size(); at += work.mask.perRepeat) {
      const size_t end = std::min(sums.size(), at + work.mask.perRepeat);
      next.push_back(
          treeSum(std::vector<T>(sums.begin() + at, sums.begin() + end)));
    }
    sums.swap(next);
  }
  return sums[0];
}

/// The extreme, the first one of equals, and where it lies.
template <typename T> static T bestOf(const Work &work, uint32_t &place) {
  T best(0.0f);
  bool any = false;
  for (uint64_t repeat = 0; repeat < work.mask.repeats; ++repeat) {
    const std::vector<T> values = lanesOf<T>(work, repeat);
    for (uint32_t lane = 0; lane < work.mask.perRepeat; ++lane) {
      if (!work.mask.active(repeat, lane)) {
        continue;
      }
      const bool better = work.type == ReduceType::MAX
                              ? float(values[lane]) > float(best)
                              : float(values[lane]) < float(best);
      if (!any || better) {
        best = values[lane];
        place =
            static_cast<uint32_t>(repeat * (work.stride / sizeof(T))) + lane;
        any = true;
      }
    }
  }
  return best;
}

/// Elements of the temporary buffer that the library needs.
static uint64_t scratchElements(const Work &work, uint32_t size,
                                bool withIndex) {
  const uint64_t perBlock = 32 / size, perRepeat = 256 / size;
  auto blocks = [&](uint64_t count) {
    return (count + perBlock - 1) / perBlock * perBlock;
  };
  const uint64_t repeats = std::max<uint64_t>(
      1, work.mask.counted != ~0ull ? work.mask.counted / perRepeat
                                    : work.mask.repeats);
  if (work.type == ReduceType::SUM) {
    return work.tree ? blocks(repeats) : 0;
  }
  const uint64_t first = repeats * 2, firstEnd = blocks(first);
  if (!withIndex) {
    return firstEnd;
  }
  const uint64_t second = (first + perRepeat - 1) / perRepeat * 2;
  const uint64_t secondEnd = blocks(second);
  if (second <= 2) {
    return firstEnd + secondEnd;
  }
  return firstEnd + secondEnd +
         blocks((second + perRepeat - 1) / perRepeat * 2);
}

/// A sum by count comes through a register: the scalar unit stores it, between
/// flags of the library's own.
static void storeByScalar(Core &core, const Local &dst, uint32_t size,
                          const char *name, Where where) {
  const PipeState &pipe = *runningPipe();
  auto pass = [&](HardEvent event) {
    const int32_t id = fetchEventId(pipe, event, where);
    core.setFlag(event, id, where);
    core.waitFlag(event, id, where);
  };
  pass(HardEvent::V_S);
  core.touchScalar(dst.address, dst.address + size, true, {name, where});
  pass(HardEvent::S_V);
  pass(HardEvent::S_MTE3);
}

template <typename T>
static void finish(const Work &work, bool withIndex, uint8_t *to) {
  if (work.type == ReduceType::SUM) {
    const T sum = sumOf<T>(work);
    registers.sum = bitsOf(sum);
    std::memcpy(to, &sum, sizeof(T));
    return;
  }
  uint32_t place = 0;
  const T best = bestOf<T>(work, place);
  std::memcpy(to, &best, sizeof(T));
  if (withIndex) {
    std::memcpy(to + sizeof(T), &place, sizeof(T));
  }
}

void cubeport::twin::reduceTensor(const char *name, ReduceType type,
                                  const Local &dst, const Local &src,
                                  const Local &tmp, const Lanes &lanes,
                                  int32_t srcRepStride, bool withIndex,
                                  Where where) {
  Core &core = currentCore(where);
  requirePipe(name, where);
  const uint32_t size = sizeOf(src.type);
  if (srcRepStride < 0 || srcRepStride > 65535) {
    fault(FaultCode::RepeatLimits, where,
          "'%s' has a stride of %d; strides are 0 to 65535", name,
          srcRepStride);
  }
  // Unlike those of single instructions, the repeats have no limit.
  Lanes bounded = lanes;
  bounded.repeats = std::min(lanes.repeats, 255);
  Work work{type, repeatMaskOf(core, name, bounded, 256 / size, where),
            core.at(src), uint64_t(srcRepStride) * 32,
            lanes.form != Lanes::Count};
  if (lanes.form != Lanes::Count && !core.counterMode) {
    work.mask.repeats = static_cast<uint64_t>(lanes.repeats);
  }
  if (work.mask.repeats == 0) {
    return;
  }
  const uint64_t scratch = scratchElements(work, size, withIndex) * size;
  // The buffer may be the source itself, which is large enough.
  if (tmp.address != src.address && tmp.bytes < scratch) {
    fault(FaultCode::ScratchSize, where,
          "'%s' has a temporary buffer of %u bytes; it needs %u", name,
          tmp.bytes, static_cast<unsigned>(scratch));
  }
  VectorAccess access(core, name, where);
  uint64_t end = 0;
  for (uint64_t repeat = 0; repeat < work.mask.repeats; ++repeat) {
    for (uint32_t lane = work.mask.perRepeat; lane-- > 0;) {
      if (work.mask.active(repeat, lane)) {
        end = std::max(end, repeat * work.stride + (lane + 1) * size);
        break;
      }
    }
  }
  access.reads(src, 0, end);
  const uint32_t results = withIndex ? 2 : 1;
  const bool byScalar = type == ReduceType::SUM && !work.tree;
  uint8_t result[16];
  src.type == ElementType::F32 ? finish<float>(work, withIndex, result)
                               : finish<half>(work, withIndex, result);
  uint8_t *clobbered =
      access.writes(tmp, 0, std::min<uint64_t>(scratch, tmp.bytes));
  uint8_t *to = access.writes(dst, 0, results * size, size);
  access.issue(work.mask.repeats);
  std::memset(clobbered, 0xFA, std::min<uint64_t>(scratch, tmp.bytes));
  if (byScalar) {
    storeByScalar(core, dst, size, name, where);
  }
  std::memcpy(to, result, results * size);
  core.counterMode = false;
  core.maskHigh = core.maskLow = ~0ull;
}

void cubeport::twin::setReducedSum(uint64_t bits) { registers.sum = bits; }
void cubeport::twin::setReducedBest(uint64_t value, uint64_t index,
                                    bool single) {
  registers.hasBest = single;
  registers.best = value;
  registers.index = index;
}

void cubeport::twin::reducedSum(void *sum, uint32_t bytes, Where where) {
  currentCore(where);
  std::memcpy(sum, &registers.sum, bytes);
}

void cubeport::twin::reducedBest(void *value, void *index, uint32_t bytes,
                                 Where where) {
  currentCore(where);
  if (!registers.hasBest) {
    fault(FaultCode::RepeatLimits, where,
          "'GetReduceRepeatMaxMinSpr' does not follow a ReduceRepeat of one "
          "repeat; others are not in the twin");
  }
  std::memcpy(value, &registers.best, bytes);
  std::memcpy(index, &registers.index, bytes);
}
