// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Ranges of operands of vector instructions that are not lane-wise.
#include "VectorAccess.h"

using namespace cubeport::twin;

uint8_t *VectorAccess::enter(const Local &tensor, uint64_t begin, uint64_t end,
                             bool writes, uint32_t alignment) {
  requireVectorOperand(core, instruction.name, tensor, instruction.where);
  if (instruction.type == ElementType::None) {
    instruction.type = tensor.type;
  }
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
