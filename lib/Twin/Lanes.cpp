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

RepeatMask cubeport::twin::repeatMaskOf(Core &core, const char *name,
                                        const Lanes &lanes, uint32_t perRepeat,
                                        Where where) {
  RepeatMask result;
  result.perRepeat = perRepeat;
  result.mask[0] = result.mask[1] = ~0ull;
  if (lanes.form == Lanes::Count) {
    result.counted = static_cast<uint64_t>(lanes.count);
    result.repeats = (result.counted + perRepeat - 1) / perRepeat;
    core.counterMode = false;
    core.maskHigh = core.maskLow = ~0ull;
    return result;
  }
  if (core.counterMode) {
    if (lanes.setMask) {
      core.maskLow = static_cast<uint64_t>(lanes.count);
      core.maskHigh = 0;
    }
    result.counted = core.maskLow;
    result.repeats = (result.counted + perRepeat - 1) / perRepeat;
    return result;
  }
  if (lanes.repeats < 0 || lanes.repeats > 255) {
    fault(FaultCode::RepeatLimits, where,
          "'%s' has %d repeats; it takes 0 to 255", name, lanes.repeats);
  }
  if (lanes.setMask) {
    core.maskLow = core.maskHigh = 0;
    for (uint32_t lane = 0; lane < perRepeat; ++lane) {
      const bool on = lanes.form == Lanes::Bits
                          ? (lanes.bits[lane / 64] >> (lane % 64)) & 1
                          : lane < static_cast<uint64_t>(lanes.count);
      uint64_t &word = lane < 64 ? core.maskLow : core.maskHigh;
      word |= uint64_t(on) << (lane % 64);
    }
    if (lanes.form == Lanes::Prefix &&
        static_cast<uint64_t>(lanes.count) > perRepeat) {
      fault(FaultCode::RepeatLimits, where,
            "'%s' has a mask of %" PRId64 " lanes; a repeat has %u", name,
            lanes.count, perRepeat);
    }
  }
  result.mask[0] = core.maskLow;
  result.mask[1] = core.maskHigh;
  result.repeats = static_cast<uint64_t>(lanes.repeats);
  return result;
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
  const RepeatMask mask = repeatMaskOf(core, name, lanes, perRepeat, where);
  for (uint32_t repeat = 0; repeat < mask.repeats; ++repeat) {
    for (uint32_t element = 0; element < perRepeat;) {
      if (!mask.active(repeat, element)) {
        ++element;
        continue;
      }
      // Blocks may lie apart: a run ends with its block.
      const uint32_t end = (element / perChunk + 1) * perChunk;
      uint32_t stop = element + 1;
      while (stop < end && mask.active(repeat, stop)) {
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
  instruction.type = operands[0].type;
  for (int operand = 0; operand < numOperands; ++operand) {
    instruction.starts[operand] = operands[operand].address;
    if (sizeOf(operands[operand].type) > sizeOf(instruction.type)) {
      instruction.type = operands[operand].type;
    }
  }
  instruction.numStarts = numOperands;
  core.issue(instruction);
  return work;
}
