// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From lanes, masks and strides to runs of contiguous elements, with the
// checks that all lane-wise vector instructions share.
#ifndef CUBEPORT_TWIN_LANES_H
#define CUBEPORT_TWIN_LANES_H

#include "Core.h"

// Before a loop over lanes. A destination is one of its sources or apart from
// them (checked before), so the loop may run in vectors although the compiler
// sees no restrict.
#ifdef __clang__
#define CUBEPORT_LANE_LOOP _Pragma("clang loop vectorize(assume_safety)")
#else
#define CUBEPORT_LANE_LOOP _Pragma("GCC ivdep")
#endif

namespace cubeport::twin {

/// Elements that lie side by side in every operand; offsets in bytes.
struct Run {
  uint32_t offset[3];
  uint32_t elements;
};

/// The repeats and the lanes per repeat of a masked instruction whose repeats
/// have `perRepeat` lanes; `lanesOf` gives the mask of one repeat.
struct RepeatMask {
  uint64_t repeats = 0;
  uint64_t mask[2] = {0, 0};
  uint64_t counted = ~0ull; ///< lanes in all, in counter mode
  uint32_t perRepeat = 0;
  bool active(uint64_t repeat, uint32_t lane) const {
    return ((mask[lane / 64] >> (lane % 64)) & 1) &&
           repeat * perRepeat + lane < counted;
  }
};
RepeatMask repeatMaskOf(Core &core, const char *name, const Lanes &lanes,
                        uint32_t perRepeat, Where where);

/// A lane-wise instruction, checked and issued.
struct LaneWork {
  uint8_t *base[3] = {nullptr, nullptr, nullptr};
  const std::vector<Run> *runs = nullptr;
};

/// Checks operands (0 is the destination), enters the accesses and issues the
/// instruction `name`. `readsTarget` is for instructions that accumulate.
LaneWork issueLanes(Core &core, const char *name, const Lanes &lanes,
                    const Strides &strides, const Local *operands,
                    int numOperands, bool readsTarget, Where where);

/// The runs of `lanes`, of elements of the given sizes.
void expandLanes(Core &core, const char *name, const Lanes &lanes,
                 const Strides &strides, const Local *operands, int numOperands,
                 std::vector<Run> &runs, Where where);

/// Faults unless the core has a vector unit and `tensor` lies in the UB.
void requireVectorOperand(const Core &core, const char *name,
                          const Local &tensor, Where where);

/// Calls `body(run)` for every run.
template <typename Body> void forEachRun(const LaneWork &work, Body body) {
  for (const Run &run : *work.runs) {
    body(run);
  }
}

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_LANES_H
