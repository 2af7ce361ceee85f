// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reductions of repeats, blocks and pairs. Sums are taken as a binary tree
// over neighbouring lanes; lanes that are off do not take part.
#include "twin/Reduce.h"
#include "ReduceRegisters.h"
#include "VectorAccess.h"

#include <cstring>

using namespace cubeport::twin;
using AscendC::ReduceOrder;
using AscendC::ReduceType;

namespace {

/// One reduction, with its operands resolved.
struct Reduction {
  ReduceScope scope;
  ReduceType type;
  ReduceOrder order;
  ReduceStrides strides;
  RepeatMask mask;
  const uint8_t *from;
  uint8_t *to;
  uint32_t size;

  uint64_t sourceOf(uint64_t repeat, uint32_t lane) const {
    const uint32_t perBlock = 32 / size;
    return repeat * static_cast<uint64_t>(strides.src) * 32 +
           lane / perBlock * static_cast<uint64_t>(strides.block) * 32 +
           lane % perBlock * size;
  }
  /// Bytes that one repeat gives.
  uint64_t resultBytes() const {
    switch (scope) {
    case ReduceScope::Block:
      return 8 * size;
    case ReduceScope::Pair:
      return 128;
    default:
      break;
    }
    if (type == ReduceType::SUM || order == ReduceOrder::ORDER_ONLY_VALUE) {
      return size;
    }
    return order == ReduceOrder::ORDER_ONLY_INDEX ? 4 : 2 * size;
  }
  uint64_t targetOf(uint64_t repeat) const {
    return repeat * static_cast<uint64_t>(strides.dst) * resultBytes();
  }
};

template <typename T> struct Best {
  T value;
  uint32_t lane = 0;
  bool any = false;
};

} // namespace

template <typename T>
static T laneOf(const Reduction &work, uint64_t repeat, uint32_t lane) {
  T value;
  std::memcpy(&value, work.from + work.sourceOf(repeat, lane), sizeof(T));
  return value;
}

/// Sum of the lanes [first, first + count), count a power of two.
template <typename T>
static T sumOf(const Reduction &work, uint64_t repeat, uint32_t first,
               uint32_t count) {
  T values[128];
  for (uint32_t lane = 0; lane < count; ++lane) {
    values[lane] = work.mask.active(repeat, first + lane)
                       ? laneOf<T>(work, repeat, first + lane)
                       : T(0.0f);
  }
  for (uint32_t left = count; left > 1; left /= 2) {
    for (uint32_t lane = 0; lane < left / 2; ++lane) {
      values[lane] = T(float(values[2 * lane]) + float(values[2 * lane + 1]));
    }
  }
  return values[0];
}

/// The extreme of the lanes [first, first + count), the first one of equals.
template <typename T>
static Best<T> bestOf(const Reduction &work, uint64_t repeat, uint32_t first,
                      uint32_t count) {
  Best<T> best;
  for (uint32_t lane = first; lane < first + count; ++lane) {
    if (!work.mask.active(repeat, lane)) {
      continue;
    }
    const T value = laneOf<T>(work, repeat, lane);
    const bool better = work.type == ReduceType::MAX
                            ? float(value) > float(best.value)
                            : float(value) < float(best.value);
    if (!best.any || better) {
      best.value = value;
      best.lane = lane;
      best.any = true;
    }
  }
  return best;
}

template <typename T>
static void storeBest(const Reduction &work, uint64_t repeat,
                      const Best<T> &best) {
  uint8_t *to = work.to + work.targetOf(repeat);
  const uint32_t wide = best.lane;
  const uint16_t narrow = static_cast<uint16_t>(best.lane);
  const void *index = sizeof(T) == 4 ? static_cast<const void *>(&wide)
                                     : static_cast<const void *>(&narrow);
  switch (work.order) {
  case ReduceOrder::ORDER_VALUE_INDEX:
    std::memcpy(to, &best.value, sizeof(T));
    std::memcpy(to + sizeof(T), index, sizeof(T));
    break;
  case ReduceOrder::ORDER_INDEX_VALUE:
    std::memcpy(to, index, sizeof(T));
    std::memcpy(to + sizeof(T), &best.value, sizeof(T));
    break;
  case ReduceOrder::ORDER_ONLY_VALUE:
    std::memcpy(to, &best.value, sizeof(T));
    break;
  case ReduceOrder::ORDER_ONLY_INDEX:
    std::memcpy(to, &wide, 4);
    break;
  }
}

/// One value per group of lanes: a block or a pair.
template <typename T>
static void reduceGroups(const Reduction &work, uint64_t repeat,
                         uint32_t perGroup) {
  uint8_t *to = work.to + work.targetOf(repeat);
  for (uint32_t group = 0; group < work.mask.perRepeat / perGroup; ++group) {
    const uint32_t first = group * perGroup;
    T value;
    if (work.type == ReduceType::SUM) {
      value = sumOf<T>(work, repeat, first, perGroup);
    } else {
      const Best<T> best = bestOf<T>(work, repeat, first, perGroup);
      if (!best.any) {
        continue; // a block with all lanes off keeps its result
      }
      value = best.value;
    }
    std::memcpy(to + group * sizeof(T), &value, sizeof(T));
  }
}

template <typename T> static void reduceTyped(const Reduction &work) {
  T total(0.0f);
  for (uint64_t repeat = 0; repeat < work.mask.repeats; ++repeat) {
    switch (work.scope) {
    case ReduceScope::Block:
      reduceGroups<T>(work, repeat, 32 / sizeof(T));
      break;
    case ReduceScope::Pair:
      reduceGroups<T>(work, repeat, 2);
      break;
    case ReduceScope::Repeat:
      if (work.type == ReduceType::SUM) {
        const T sum = sumOf<T>(work, repeat, 0, work.mask.perRepeat);
        std::memcpy(work.to + work.targetOf(repeat), &sum, sizeof(T));
        total = T(float(total) + float(sum));
        setReducedSum(bitsOf(total));
      } else {
        const Best<T> best = bestOf<T>(work, repeat, 0, work.mask.perRepeat);
        storeBest(work, repeat, best);
        setReducedBest(bitsOf(best.value), best.lane, work.mask.repeats == 1);
      }
      break;
    }
  }
}

/// Enters the lanes that are on, repeat by repeat.
static void enterAccesses(VectorAccess &access, Reduction &work,
                          const Local &dst, const Local &src) {
  for (uint64_t repeat = 0; repeat < work.mask.repeats; ++repeat) {
    uint64_t first = 0, end = 0;
    for (uint32_t lane = 0; lane < work.mask.perRepeat; ++lane) {
      if (!work.mask.active(repeat, lane)) {
        continue;
      }
      const uint64_t at = work.sourceOf(repeat, lane);
      if (at != end && end != 0) {
        access.reads(src, first, end);
      }
      first = at == end && end != 0 ? first : at;
      end = at + work.size;
    }
    access.reads(src, first, end);
    const uint64_t to = work.targetOf(repeat);
    // Results of whole repeats may start at any element, those of blocks and
    // pairs at any multiple of what one repeat gives.
    access.writes(dst, to, to + work.resultBytes(),
                  work.scope == ReduceScope::Repeat  ? work.size
                  : work.scope == ReduceScope::Block ? 8 * work.size
                                                     : 32);
  }
}

void cubeport::twin::reduce(const char *name, ReduceScope scope,
                            ReduceType type, const Local &dst, const Local &src,
                            const Lanes &lanes, const ReduceStrides &strides,
                            ReduceOrder order, Where where) {
  Core &core = currentCore(where);
  const uint32_t size = sizeOf(src.type);
  Reduction work{scope,
                 type,
                 order,
                 strides,
                 repeatMaskOf(core, name, lanes, 256 / size, where),
                 core.at(src),
                 core.at(dst),
                 size};
  for (int32_t stride : {strides.dst, strides.block, strides.src}) {
    if (stride < 0 || stride > 65535) {
      fault(FaultCode::RepeatLimits, where,
            "'%s' has a stride of %d; strides are 0 to 65535", name, stride);
    }
  }
  if (work.mask.repeats == 0) {
    return;
  }
  VectorAccess access(core, name, where);
  enterAccesses(access, work, dst, src);
  access.issue(work.mask.repeats);
  if (src.type == ElementType::F32) {
    return reduceTyped<float>(work);
  }
  reduceTyped<half>(work);
}
