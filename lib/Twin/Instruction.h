// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An instruction as the checks and the clock see it: its pipe, and the bytes of
// which memories it touches.
#ifndef CUBEPORT_TWIN_INSTRUCTION_H
#define CUBEPORT_TWIN_INSTRUCTION_H

#include "Hazards.h"
#include "twin/Enums.h"

#include <vector>

namespace cubeport::twin {

/// Local memories of a core.
enum class Memory : uint8_t { UB, L1, L0A, L0B, L0C, BT, FB };
constexpr int numMemories = 7;
uint64_t physicalBytes(Memory memory);
/// Without what the library keeps for itself.
uint64_t usableBytes(Memory memory);

/// The memory that an AscendC::TPosition lies in.
inline Memory memoryOf(uint8_t position) {
  using AscendC::TPosition;
  switch (static_cast<TPosition>(position)) {
  case TPosition::A1:
  case TPosition::B1:
  case TPosition::C1:
  case TPosition::TSCM:
    return Memory::L1;
  case TPosition::A2:
    return Memory::L0A;
  case TPosition::B2:
    return Memory::L0B;
  case TPosition::CO1:
    return Memory::L0C;
  case TPosition::C2:
    return Memory::BT;
  case TPosition::C2PIPE2GM:
    return Memory::FB;
  default:
    return Memory::UB;
  }
}

/// A range of bytes an instruction touches.
struct Access {
  enum Space : uint8_t { Local, Global } space;
  bool writes;
  Memory memory; ///< of a local access
  uint64_t begin;
  uint64_t end;
};

/// One instruction: what the checks, and any model of time, see of it.
struct Instruction {
  const char *name;
  Pipe pipe;
  Where where;
  uint32_t repeats = 1; ///< of 256 bytes, or rows of a copy
  ElementType type = ElementType::None; ///< that its time depends on
  bool toFractals = false, bypassesL2 = false; ///< of a copy
  /// Starts of the operands of a lane-wise instruction, which share banks.
  uint32_t starts[3] = {0, 0, 0};
  int numStarts = 0;
  bool atomic = false;
  bool blockGranular = false; ///< writes global memory in 32-byte blocks
  std::vector<Access> accesses;
};

/// An access to global memory, for the check between cores.
struct GlobalWrite {
  uint64_t begin;
  uint64_t end;
  bool blockGranular;
  Where where;
  uint32_t phase = 0; ///< SyncAll lies between writes of different phases
};

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_INSTRUCTION_H
