// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// DataCopy and DataCopyPad: limits, accesses and effect.
#include "Core.h"

#include <algorithm>
#include <cinttypes>
#include <cstring>

using namespace cubeport::twin;

static constexpr uint64_t blockBytes = 32;
static uint64_t roundUp(uint64_t bytes) {
  return (bytes + blockBytes - 1) / blockBytes * blockBytes;
}

CopyShape cubeport::twin::shapeOfCount(uint64_t bytes, Where where) {
  if (bytes % blockBytes != 0) {
    fault(FaultCode::PartialBlocks, where,
          "'DataCopy' copies %" PRIu64
          " bytes; the chip drops what exceeds a multiple of 32 "
          "(DataCopyPad copies exact bytes)",
          bytes);
  }
  CopyShape shape;
  shape.name = "DataCopy";
  // The chip counts in blocks with 16 bits.
  if (bytes / blockBytes > 65535) {
    fault(FaultCode::CopyLimits, where,
          "'DataCopy' copies %" PRIu64 " blocks of 32 bytes; it takes up to "
          "65535",
          bytes / blockBytes);
  }
  shape.rowBytes = static_cast<uint32_t>(bytes);
  return shape;
}

CopyShape cubeport::twin::shapeOfBlocks(const AscendC::DataCopyParams &params) {
  CopyShape shape;
  shape.name = "DataCopy";
  shape.rows = params.blockCount;
  shape.rowBytes = params.blockLen * static_cast<uint32_t>(blockBytes);
  shape.sourceGapBytes = params.srcGap * blockBytes;
  shape.targetGapBytes = params.dstGap * blockBytes;
  return shape;
}

CopyShape cubeport::twin::shapeOfBytes(const AscendC::DataCopyExtParams &params,
                                       bool toLocal) {
  CopyShape shape;
  shape.name = "DataCopyPad";
  shape.padded = true;
  shape.rows = params.blockCount;
  shape.rowBytes = params.blockLen;
  shape.sourceGapBytes = params.srcStride * (toLocal ? 1 : blockBytes);
  shape.targetGapBytes = params.dstStride * (toLocal ? blockBytes : 1);
  return shape;
}

static void checkLimits(const CopyShape &shape, Where where) {
  if (shape.rows > 4095) {
    fault(FaultCode::CopyLimits, where,
          "'%s' has a blockCount of %u; it takes up to 4095", shape.name,
          shape.rows);
  }
  if (shape.padded && shape.rowBytes > 2097151) {
    fault(FaultCode::CopyLimits, where,
          "'%s' has a blockLen of %u bytes; it takes up to 2097151", shape.name,
          shape.rowBytes);
  }
}

static void checkPadding(const CopyShape &shape, ElementType type,
                         Where where) {
  const uint32_t size = sizeOf(type);
  if (shape.leftElements * size > 32 || shape.rightElements * size > 32) {
    fault(FaultCode::CopyLimits, where,
          "'%s' pads %u elements left and %u right of %u bytes each; a side "
          "takes up to 32 bytes",
          shape.name, shape.leftElements, shape.rightElements, size);
  }
  if (size == 8 && shape.fill && shape.filler != 0) {
    fault(FaultCode::CopyLimits, where,
          "'%s' pads elements of 8 bytes with a value; they are padded with 0 "
          "only",
          shape.name);
  }
}

/// Global addresses: any byte for DataCopyPad, whole elements for DataCopy.
static void checkGlobalAlignment(const CopyShape &shape, uint64_t address,
                                 ElementType type, Where where) {
  if (!shape.padded && address % sizeOf(type) != 0) {
    fault(FaultCode::GlobalAlignment, where,
          "'%s' has a global address at byte %" PRIu64
          " of an element; it takes whole elements of %u bytes",
          shape.name, address % sizeOf(type), sizeOf(type));
  }
}

/// Adds the rows of one side of a copy, joined where they touch.
static void addRows(std::vector<Access> &accesses, Access access,
                    uint64_t rowBytes, uint64_t gapBytes, uint32_t rows) {
  const uint64_t begin = access.begin;
  if (gapBytes == 0) {
    access.end = begin + rowBytes * rows;
    accesses.push_back(access);
    return;
  }
  for (uint32_t row = 0; row < rows; ++row) {
    access.begin = begin + row * (rowBytes + gapBytes);
    access.end = access.begin + rowBytes;
    accesses.push_back(access);
  }
}

static uint64_t extentOf(uint64_t rowBytes, uint64_t gapBytes, uint32_t rows) {
  return rows ? rows * rowBytes + (rows - 1) * gapBytes : 0;
}

/// Fills `count` elements at `at`.
static void fillElements(uint8_t *at, uint64_t value, uint32_t size,
                         uint64_t count) {
  for (uint64_t element = 0; element < count; ++element) {
    std::memcpy(at + element * size, &value, size);
  }
}

/// One padded row: left elements, data, right elements, and the filler up to
/// a whole block. Without isPad the chip repeats the row's first element.
static void copyPaddedRow(uint8_t *target, const uint8_t *source,
                          const CopyShape &shape, uint32_t size) {
  uint64_t filler = 0;
  if (shape.fill) {
    filler = shape.filler;
  } else {
    std::memcpy(&filler, source, std::min(size, shape.rowBytes));
  }
  const uint64_t left = shape.leftElements * size;
  const uint64_t used = left + shape.rowBytes + shape.rightElements * size;
  fillElements(target, filler, size, shape.leftElements);
  std::memcpy(target + left, source, shape.rowBytes);
  uint8_t *tail = target + left + shape.rowBytes;
  const uint64_t rest = roundUp(used) - left - shape.rowBytes;
  fillElements(tail, filler, size, rest / size);
}

void cubeport::twin::copyIn(const Local &target, uint64_t source,
                            const CopyShape &shape, Where where) {
  Core &core = currentCore(where);
  const Memory memory = memoryOf(target.position);
  if (memory != (core.cube ? Memory::L1 : Memory::UB)) {
    fault(FaultCode::WrongMemory, where,
          "'%s' from global memory targets %s; it reaches UB on vector cores "
          "and L1 on cube cores",
          shape.name, nameOf(memory));
  }
  checkLimits(shape, where);
  if (shape.rows == 0 || shape.rowBytes == 0) {
    return;
  }
  const uint32_t size = sizeOf(target.type);
  uint64_t targetRow = shape.rowBytes;
  if (shape.padded) {
    checkPadding(shape, target.type, where);
    targetRow = roundUp(shape.rowBytes +
                        (shape.leftElements + shape.rightElements) * size);
  }
  checkGlobalAlignment(shape, source, target.type, where);
  core.checkLocal(target, shape.name, 0,
                  extentOf(targetRow, shape.targetGapBytes, shape.rows), where);
  Instruction &instruction = core.newInstruction(shape.name, Pipe::MTE2, where);
  instruction.repeats = shape.rows;
  instruction.bypassesL2 = shape.bypassesL2;
  addRows(instruction.accesses, {Access::Global, false, memory, source, source},
          shape.rowBytes, shape.sourceGapBytes, shape.rows);
  const size_t reads = instruction.accesses.size();
  addRows(instruction.accesses,
          {Access::Local, true, memory, target.address, target.address},
          targetRow, shape.targetGapBytes, shape.rows);
  core.issue(instruction);
  for (size_t read = 0; read < reads; ++read) {
    core.cache.beforeCopyReads(instruction.accesses[read].begin,
                               instruction.accesses[read].end, where);
  }
  uint8_t *to = core.at(target);
  const auto *from = reinterpret_cast<const uint8_t *>(source);
  for (uint32_t row = 0; row < shape.rows; ++row) {
    if (shape.padded) {
      copyPaddedRow(to, from, shape, size);
    } else {
      std::memcpy(to, from, shape.rowBytes);
    }
    to += targetRow + shape.targetGapBytes;
    from += shape.rowBytes + shape.sourceGapBytes;
  }
}

void cubeport::twin::copyOut(uint64_t target, const Local &source,
                             const CopyShape &shape, Where where) {
  Core &core = currentCore(where);
  const Memory memory = memoryOf(source.position);
  if (memory != Memory::UB || core.cube) {
    fault(FaultCode::WrongMemory, where,
          "'%s' to global memory reads %s; it reaches UB", shape.name,
          nameOf(memory));
  }
  checkLimits(shape, where);
  if (shape.rows == 0 || shape.rowBytes == 0) {
    return;
  }
  if (core.atomicOp != AtomicOp::None && core.atomicType != source.type) {
    fault(FaultCode::AtomicMode, where,
          "'%s' copies elements of another type than the atomic mode set at "
          "%s",
          shape.name, placeOf(core.atomicSet).c_str());
  }
  const uint64_t sourceRow =
      shape.padded ? roundUp(shape.rowBytes) : shape.rowBytes;
  checkGlobalAlignment(shape, target, source.type, where);
  // The last row needs its data only, not the padding of its block.
  core.checkLocal(source, shape.name, 0,
                  extentOf(sourceRow, shape.sourceGapBytes, shape.rows) -
                      (sourceRow - shape.rowBytes),
                  where);
  Instruction &instruction = core.newInstruction(shape.name, Pipe::MTE3, where);
  instruction.repeats = shape.rows;
  instruction.atomic = core.atomicOp != AtomicOp::None;
  instruction.blockGranular = !shape.padded;
  addRows(instruction.accesses,
          {Access::Local, false, memory, source.address, source.address},
          shape.rowBytes, sourceRow - shape.rowBytes + shape.sourceGapBytes,
          shape.rows);
  const size_t reads = instruction.accesses.size();
  addRows(instruction.accesses, {Access::Global, true, memory, target, target},
          shape.rowBytes, shape.targetGapBytes, shape.rows);
  core.issue(instruction);
  const uint8_t *from = core.at(source);
  auto *to = reinterpret_cast<uint8_t *>(target);
  for (uint32_t row = 0; row < shape.rows; ++row) {
    if (instruction.atomic) {
      combineAtomically(core.atomicOp, source.type, to, from, shape.rowBytes);
    } else {
      std::memcpy(to, from, shape.rowBytes);
    }
    from += sourceRow + shape.sourceGapBytes;
    to += shape.rowBytes + shape.targetGapBytes;
  }
  for (size_t write = reads; write < instruction.accesses.size(); ++write) {
    core.cache.afterCopyWrites(instruction.accesses[write].begin,
                               instruction.accesses[write].end, where);
  }
}

void cubeport::twin::copyInside(const Local &target, const Local &source,
                                const CopyShape &shape, Where where) {
  Core &core = currentCore(where);
  if (memoryOf(target.position) != Memory::UB ||
      memoryOf(source.position) != Memory::UB) {
    fault(FaultCode::WrongMemory, where,
          "'%s' between local tensors takes tensors in UB; these lie in %s "
          "and %s",
          shape.name, nameOf(memoryOf(source.position)),
          nameOf(memoryOf(target.position)));
  }
  checkLimits(shape, where);
  if (shape.rows == 0 || shape.rowBytes == 0) {
    return;
  }
  core.checkLocal(target, shape.name, 0,
                  extentOf(shape.rowBytes, shape.targetGapBytes, shape.rows),
                  where);
  core.checkLocal(source, shape.name, 0,
                  extentOf(shape.rowBytes, shape.sourceGapBytes, shape.rows),
                  where);
  Instruction &instruction = core.newInstruction(shape.name, Pipe::V, where);
  instruction.type = target.type;
  instruction.repeats = static_cast<uint32_t>(
      (uint64_t(shape.rows) * shape.rowBytes + 255) / 256);
  addRows(instruction.accesses,
          {Access::Local, false, Memory::UB, source.address, source.address},
          shape.rowBytes, shape.sourceGapBytes, shape.rows);
  addRows(instruction.accesses,
          {Access::Local, true, Memory::UB, target.address, target.address},
          shape.rowBytes, shape.targetGapBytes, shape.rows);
  core.issue(instruction);
  uint8_t *to = core.at(target);
  const uint8_t *from = core.at(source);
  for (uint32_t row = 0; row < shape.rows; ++row) {
    std::memmove(to, from, shape.rowBytes);
    to += shape.rowBytes + shape.targetGapBytes;
    from += shape.rowBytes + shape.sourceGapBytes;
  }
}
