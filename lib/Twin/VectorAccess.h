// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Operands of vector instructions that are not lane-wise: checked and entered
// range by range.
#ifndef CUBEPORT_TWIN_VECTORACCESS_H
#define CUBEPORT_TWIN_VECTORACCESS_H

#include "Lanes.h"

namespace cubeport::twin {

/// Collects the operands of one vector instruction, then issues it.
class VectorAccess {
public:
  VectorAccess(Core &core, const char *name, Where where)
      : core(core), instruction(core.newInstruction(name, Pipe::V, where)) {}

  /// Bytes [begin, end) of an operand, counted from its start; returns the
  /// address of byte 0 of the operand.
  const uint8_t *reads(const Local &tensor, uint64_t begin, uint64_t end,
                       uint32_t alignment = 32) {
    return enter(tensor, begin, end, false, alignment);
  }
  uint8_t *writes(const Local &tensor, uint64_t begin, uint64_t end,
                  uint32_t alignment = 32) {
    return enter(tensor, begin, end, true, alignment);
  }
  /// Faults when the two operands share bytes.
  void disjoint(const Local &a, uint64_t aBytes, const Local &b,
                uint64_t bBytes) const;
  void issue(uint64_t repeats) {
    instruction.repeats = static_cast<uint32_t>(repeats);
    core.issue(instruction);
  }

private:
  uint8_t *enter(const Local &tensor, uint64_t begin, uint64_t end, bool writes,
                 uint32_t alignment);
  Core &core;
  Instruction &instruction;
};

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_VECTORACCESS_H
