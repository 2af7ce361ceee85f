// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Masks, repeats and strides of vector instructions.
#include "Lanes.h"

#include <algorithm>
#include <cinttypes>

using namespace cubeport::twin;

namespace {

/// How the elements of one repeat lie in an operand.
struct Layout {
  uint32_t size;
  uint32_t perBlock;
  uint32_t blockBytes;
  uint32_t repeatBytes;

  uint32_t offsetOf(uint32_t repeat, uint32_t element) const {
    return repeat * repeatBytes + element / perBlock * blockBytes +
           element % perBlock * size;
  }
};

} // namespace

/// Appends elements to the last run when they follow it in every operand.
static void append(std::vector<Run> &runs, const Run &run,
                   const Layout *layouts, int numOperands) {
  if (!runs.empty()) {
    Run &last = runs.back();
    bool follows = true;
    for (int operand = 0; operand < numOperands; ++operand) {
      follows &= last.offset[operand] + last.elements * layouts[operand].size ==
                 run.offset[operand];
    }
    if (follows) {
      last.elements += run.elements;
      return;
    }
  }
  runs.push_back(run);
}

static void checkRepeats(const Lanes &lanes, uint32_t perRepeat,
                         const char *name, Where where) {
  if (lanes.repeats < 0 || lanes.repeats > 255) {
    fault(FaultCode::RepeatLimits, where,
          "'%s' has %d repeats; it takes 0 to 255", name, lanes.repeats);
  }
  if (lanes.form == Lanes::Prefix && lanes.setMask &&
      lanes.count > static_cast<int64_t>(perRepeat)) {
    fault(FaultCode::RepeatLimits, where,
          "'%s' has a mask of %" PRId64 " lanes; a repeat has %u", name,
          lanes.count, perRepeat);
  }
}

/// The lanes of one repeat in normal mask mode.
static void maskOf(const Core &core, const Lanes &lanes, uint64_t mask[2]) {
  if (!lanes.setMask) {
    mask[0] = core.maskLow;
    mask[1] = core.maskHigh;
  } else if (lanes.form == Lanes::Bits) {
    mask[0] = lanes.bits[0];
    mask[1] = lanes.bits[1];
  } else {
    const int64_t count = lanes.count;
    mask[0] = count >= 64 ? ~0ull : (1ull << count) - 1;
    mask[1] = count >= 128 ? ~0ull
              : count > 64 ? (1ull << (count - 64)) - 1
                           : 0;
  }
}

void cubeport::twin::expandLanes(Core &core, const char *name,
                                 const Lanes &lanes, const Strides &strides,
                                 const Local *operands, int numOperands,
                                 std::vector<Run> &runs, Where where) {
  Layout layouts[3];
  uint32_t widest = 1;
  for (int operand = 0; operand < numOperands; ++operand) {
    widest = std::max(widest, sizeOf(operands[operand].type));
  }
  for (int operand = 0; operand < numOperands; ++operand) {
    const uint32_t size = sizeOf(operands[operand].type);
    layouts[operand] = {size, 32 / size, strides.block[operand] * 32u,
                        strides.repeat[operand] * 32u};
  }
  const uint32_t perRepeat = 256 / widest, perChunk = 32 / widest;
  runs.clear();
  if (lanes.form == Lanes::Count) {
    if (lanes.count < 0) {
      fault(FaultCode::RepeatLimits, where, "'%s' has a count of %" PRId64,
            name, lanes.count);
    }
    runs.push_back({{0, 0, 0}, static_cast<uint32_t>(lanes.count)});
    // The count forms end with all lanes on, in normal mode.
    core.counterMode = false;
    core.maskHigh = core.maskLow = ~0ull;
    return;
  }
  uint64_t mask[2] = {~0ull, ~0ull};
  uint64_t remaining = ~0ull;
  uint32_t repeats = static_cast<uint32_t>(lanes.repeats);
  if (core.counterMode) {
    remaining =
        lanes.setMask ? static_cast<uint64_t>(lanes.count) : core.maskLow;
    repeats = static_cast<uint32_t>((remaining + perRepeat - 1) / perRepeat);
    if (lanes.setMask) {
      core.maskLow = remaining;
      core.maskHigh = 0;
    }
  } else {
    checkRepeats(lanes, perRepeat, name, where);
    maskOf(core, lanes, mask);
    if (lanes.setMask) {
      core.maskLow = mask[0];
      core.maskHigh = mask[1];
    }
  }
  auto active = [&](uint32_t element) {
    return (mask[element / 64] >> (element % 64)) & 1;
  };
  for (uint32_t repeat = 0; repeat < repeats; ++repeat) {
    const uint32_t limit =
        static_cast<uint32_t>(std::min<uint64_t>(perRepeat, remaining));
    for (uint32_t first = 0; first < limit; first += perChunk) {
      const uint32_t end = std::min(first + perChunk, limit);
      for (uint32_t element = first; element < end;) {
        if (!active(element)) {
          ++element;
          continue;
        }
        uint32_t stop = element + 1;
        while (stop < end && active(stop)) {
          ++stop;
        }
        Run run{{0, 0, 0}, stop - element};
        for (int operand = 0; operand < numOperands; ++operand) {
          run.offset[operand] = layouts[operand].offsetOf(repeat, element);
        }
        append(runs, run, layouts, numOperands);
        element = stop;
      }
    }
    remaining -= core.counterMode ? limit : 0;
  }
}

/// Source and destination may be the same bytes or disjoint.
static void checkOverlap(const char *name, const Local *operands,
                         int numOperands, const std::vector<Run> &runs,
                         Where where) {
  const uint32_t targetSize = sizeOf(operands[0].type);
  for (int source = 1; source < numOperands; ++source) {
    if (memoryOf(operands[source].position) != memoryOf(operands[0].position)) {
      continue;
    }
    const uint32_t sourceSize = sizeOf(operands[source].type);
    for (const Run &run : runs) {
      const uint64_t to = operands[0].address + run.offset[0];
      const uint64_t from = operands[source].address + run.offset[source];
      const uint64_t toEnd = to + uint64_t(run.elements) * targetSize;
      const uint64_t fromEnd = from + uint64_t(run.elements) * sourceSize;
      if (to >= fromEnd || from >= toEnd ||
          (to == from && targetSize == sourceSize)) {
        continue;
      }
      fault(FaultCode::PartialOverlap, where,
            "'%s' writes bytes %" PRIu64 "..%" PRIu64
            " of the UB and reads bytes %" PRIu64 "..%" PRIu64
            "; a source must be the destination or lie apart from it",
            name, to, toEnd - 1, from, fromEnd - 1);
    }
  }
}

static void addAccesses(Instruction &instruction, const Local &operand,
                        int index, bool writes, const std::vector<Run> &runs) {
  const uint32_t size = sizeOf(operand.type);
  Access access{Access::Local, writes, memoryOf(operand.position), 0, 0};
  for (const Run &run : runs) {
    const uint64_t begin = operand.address + run.offset[index];
    const uint64_t end = begin + uint64_t(run.elements) * size;
    if (begin == access.end) {
      access.end = end;
      continue;
    }
    if (begin == access.begin && end == access.end) {
      continue; // a repeat stride of 0 uses the same bytes again
    }
    if (access.end > access.begin) {
      instruction.accesses.push_back(access);
    }
    access.begin = begin;
    access.end = end;
  }
  if (access.end > access.begin) {
    instruction.accesses.push_back(access);
  }
}

void cubeport::twin::requireVectorOperand(const Core &core, const char *name,
                                          const Local &tensor, Where where) {
  if (core.cube) {
    fault(FaultCode::WrongMemory, where,
          "'%s' runs on a cube core, which has no vector unit", name);
  }
  const Memory memory = memoryOf(tensor.position);
  if (memory != Memory::UB) {
    fault(FaultCode::WrongMemory, where,
          "'%s' has an operand in %s; the vector unit reaches UB only", name,
          nameOf(memory));
  }
}

LaneWork cubeport::twin::issueLanes(Core &core, const char *name,
                                    const Lanes &lanes, const Strides &strides,
                                    const Local *operands, int numOperands,
                                    bool readsTarget, Where where) {
  static thread_local std::vector<Run> runs;
  expandLanes(core, name, lanes, strides, operands, numOperands, runs, where);
  LaneWork work;
  work.runs = &runs;
  Instruction &instruction = core.newInstruction(name, Pipe::V, where);
  uint64_t bytes = 0;
  for (int operand = 0; operand < numOperands; ++operand) {
    const Local &tensor = operands[operand];
    requireVectorOperand(core, name, tensor, where);
    const uint32_t size = sizeOf(tensor.type);
    uint64_t end = 0, first = ~0ull, total = 0;
    for (const Run &run : runs) {
      const uint64_t stop = run.offset[operand] + uint64_t(run.elements) * size;
      first = std::min<uint64_t>(first, run.offset[operand]);
      end = std::max(end, stop);
      total += uint64_t(run.elements) * size;
    }
    if (end == 0) {
      continue;
    }
    core.checkLocal(tensor, name, first, end, where);
    bytes = std::max(bytes, total);
    work.base[operand] = core.at(tensor);
  }
  for (int operand = 1; operand < numOperands; ++operand) {
    addAccesses(instruction, operands[operand], operand, false, runs);
  }
  if (readsTarget) {
    addAccesses(instruction, operands[0], 0, false, runs);
  }
  checkOverlap(name, operands, numOperands, runs, where);
  addAccesses(instruction, operands[0], 0, true, runs);
  instruction.repeats = static_cast<uint32_t>((bytes + 255) / 256);
  core.issue(instruction);
  return work;
}
