// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Ranges of operands of vector instructions that are not lane-wise.
#include "VectorAccess.h"

#include <cinttypes>

using namespace cubeport::twin;

uint8_t *VectorAccess::enter(const Local &tensor, uint64_t begin, uint64_t end,
                             bool writes, uint32_t alignment) {
  requireVectorOperand(core, instruction.name, tensor, instruction.where);
  if (begin < end) {
    core.checkLocal(tensor, instruction.name, begin, end, instruction.where,
                    alignment);
    instruction.accesses.push_back({Access::Local, writes, Memory::UB,
                                    tensor.address + begin,
                                    tensor.address + end});
  }
  return core.at(tensor);
}

void VectorAccess::disjoint(const Local &a, uint64_t aBytes, const Local &b,
                            uint64_t bBytes) const {
  if (a.address < b.address + bBytes && b.address < a.address + aBytes) {
    fault(FaultCode::PartialOverlap, instruction.where,
          "'%s' has overlapping operands at bytes %u and %u of the UB; they "
          "must lie apart",
          instruction.name, a.address, b.address);
  }
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
