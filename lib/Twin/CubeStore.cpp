// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Fixpipe in all its layouts and conversions, and copies from L1 to the
// tables beside L0C.
#include "twin/CubeStore.h"
#include "Clock/Clock.h"
#include "Core.h"

#include <algorithm>
#include <cmath>
#include <cstring>

using namespace cubeport::twin;
using AscendC::CO2Layout;
using AscendC::FixpipeParamsV220;

static constexpr uint32_t side = 16;

namespace {
/// What SetFixpipe… calls leave for DataCopy.
struct StoreRegisters {
  uint64_t scale = 0;
  Local scales;
  bool hasScales = false;
  uint16_t matrices = 1, srcStride = 0, dstStride = 0;
};

/// How values leave: factor, offset and sign of a quantised type.
struct Conversion {
  ElementType from, to;
  bool quantises = false;
  bool relu = false;
};
} // namespace

static thread_local StoreRegisters storeRegisters;

static bool isVector(QuantMode_t mode) {
  return mode == QuantMode_t::VDEQF16 || mode == QuantMode_t::VQF322B8_PRE ||
         mode == QuantMode_t::VREQ8;
}

/// Whether a mode converts so; `quantises` tells that it takes a factor.
static bool takes(QuantMode_t mode, ElementType from, ElementType to,
                  bool &quantises) {
  const bool toByte = to == ElementType::S8 || to == ElementType::U8;
  quantises = true;
  switch (mode) {
  case QuantMode_t::NoQuant:
    quantises = false;
    return from == to;
  case QuantMode_t::F322F16:
    quantises = false;
    return from == ElementType::F32 && to == ElementType::F16;
  case QuantMode_t::F322BF16:
    quantises = false;
    return from == ElementType::F32 && to == ElementType::BF16;
  case QuantMode_t::DEQF16:
  case QuantMode_t::VDEQF16:
    return from == ElementType::S32 && to == ElementType::F16;
  case QuantMode_t::QF322B8_PRE:
  case QuantMode_t::VQF322B8_PRE:
    return from == ElementType::F32 && toByte;
  case QuantMode_t::REQ8:
  case QuantMode_t::VREQ8:
    return from == ElementType::S32 && toByte;
  }
  return false;
}

/// The factor has ten bits behind the point; an offset of nine bits and the
/// sign of the result follow in the upper word.
static void quantise(const Conversion &how, float value, uint64_t scale,
                     uint8_t *to, Where where) {
  const float factor = floatOfBits(static_cast<uint32_t>(scale) & 0xffffe000u);
  if (scale >> 36 & 1) {
    fault(FaultCode::ElementType, where,
          "a quantisation with a shift before it is not in the twin");
  }
  const float product = value * factor;
  if (how.to == ElementType::F16) {
    const uint16_t bits = halfOfFloat(product);
    std::memcpy(to, &bits, 2);
    return;
  }
  int32_t offset = static_cast<int32_t>(scale >> 37 & 0x1ff);
  offset = offset & 0x100 ? offset - 0x200 : offset;
  const bool isSigned = scale >> 46 & 1;
  if (isSigned != (how.to == ElementType::S8)) {
    fault(FaultCode::ElementType, where,
          "a quantisation parameter asks for %s values; the tensor has %s",
          isSigned ? "signed" : "unsigned", isSigned ? "uint8_t" : "int8_t");
  }
  const float rounded = std::nearbyint(product) + float(offset);
  const float low = isSigned ? -128.0f : 0.0f, high = isSigned ? 127 : 255;
  const float bounded =
      std::isnan(rounded) ? 0 : std::clamp(rounded, low, high);
  *to = static_cast<uint8_t>(static_cast<int32_t>(bounded));
}

static void convert(const Conversion &how, const uint8_t *from, uint64_t scale,
                    uint8_t *to, Where where) {
  if (how.from == ElementType::S32) {
    int32_t value;
    std::memcpy(&value, from, 4);
    value = how.relu && value < 0 ? 0 : value;
    if (how.quantises) {
      return quantise(how, static_cast<float>(value), scale, to, where);
    }
    std::memcpy(to, &value, 4);
    return;
  }
  float value;
  std::memcpy(&value, from, 4);
  value = how.relu && value < 0 ? 0.0f : value;
  if (how.quantises) {
    return quantise(how, value, scale, to, where);
  }
  if (how.to == ElementType::F32) {
    std::memcpy(to, &value, 4);
    return;
  }
  const uint16_t narrow =
      how.to == ElementType::F16 ? halfOfFloat(value) : bfloatOfFloat(value);
  std::memcpy(to, &narrow, 2);
}

/// The element of the target for row m and column n, in elements.
static uint64_t targetOf(const FixpipeParamsV220 &params, CO2Layout layout,
                         uint32_t size, uint32_t m, uint32_t n) {
  if (layout == CO2Layout::ROW_MAJOR) {
    return uint64_t(m) * params.dstStride + n;
  }
  // Columns of fractals: 16 wide; 8 when floats are split; 32 for bytes, but
  // for an odd last one.
  uint32_t width = params.isChannelSplit ? 8 : 16;
  const uint32_t paired = params.nSize / 32 * 32;
  if (size == 1) {
    width = n < paired ? 32 : 16;
    const uint64_t column = n < paired ? n / 32 : paired / 32;
    return column * (uint64_t(params.dstStride) * 32) + uint64_t(m) * width +
           (n - column * 32) % width;
  }
  return uint64_t(n / width) * (uint64_t(params.dstStride) * 32 / size) +
         uint64_t(m) * width + n % width;
}

static void checkStore(const char *name, const StoreTarget &target,
                       const Local &src, const FixpipeParamsV220 &params,
                       CO2Layout layout, const Local *scales, Conversion &how,
                       Where where) {
  how.from = src.type;
  how.to = target.type;
  how.relu = params.reluEn;
  if (!takes(params.quantPre, src.type, target.type, how.quantises)) {
    fault(FaultCode::ElementType, where,
          "'%s' with conversion %d does not go between these types", name,
          static_cast<int>(params.quantPre));
  }
  if (isVector(params.quantPre) != (scales != nullptr)) {
    fault(FaultCode::ElementType, where,
          "'%s' with conversion %d %s a vector of parameters", name,
          static_cast<int>(params.quantPre),
          scales ? "does not take" : "needs");
  }
  if (layout == CO2Layout::COLUMN_MAJOR ||
      (target.local && layout == CO2Layout::ROW_MAJOR)) {
    fault(FaultCode::ElementType, where,
          "'%s' has a layout that this chip has not for %s", name,
          target.local ? "L1" : "global memory");
  }
  if (params.isChannelSplit &&
      (layout != CO2Layout::NZ || target.type != ElementType::F32 ||
       target.local || params.unitFlag != 0)) {
    fault(FaultCode::ElementType, where,
          "'%s' splits channels of other than floats in fractals to global "
          "memory without unit flags",
          name);
  }
  const uint32_t step = params.isChannelSplit ? 8 : 16;
  if (params.nSize > 4095 ||
      (layout == CO2Layout::NZ && params.nSize % step != 0) ||
      (layout == CO2Layout::ROW_MAJOR && params.mSize > 8192) ||
      params.dstStride == 0) {
    fault(FaultCode::CopyLimits, where,
          "'%s' stores %u x %u with a stride of %u; columns are up to 4095 and "
          "a multiple of %u in fractals, rows up to 8192 by rows, strides not "
          "0",
          name, params.mSize, params.nSize, params.dstStride, step);
  }
}

void cubeport::twin::storeMatrix(const char *name, const StoreTarget &target,
                                 const Local &src,
                                 const FixpipeParamsV220 &params,
                                 CO2Layout layout, const Local *scales,
                                 Where where) {
  Core &core = currentCore(where);
  if (!core.cube || memoryOf(src.position) != Memory::L0C ||
      (target.local && memoryOf(target.local->position) != Memory::L1)) {
    fault(FaultCode::WrongMemory, where,
          "'%s' goes from L0C of a cube core to global memory or L1", name);
  }
  if (params.nSize == 0 || params.mSize == 0 || params.ndNum == 0) {
    return;
  }
  Conversion how;
  checkStore(name, target, src, params, layout, scales, how, where);
  const uint32_t size = sizeOf(target.type);
  const uint32_t columns = (params.nSize + side - 1u) / side;
  const uint64_t between = uint64_t(params.srcNdStride) * side * side * 4;
  const uint64_t sourceBytes =
      (params.ndNum - 1u) * between +
      (uint64_t(columns - 1) * params.srcStride + params.mSize) * side * 4;
  core.checkLocal(src, name, 0, sourceBytes, where, 64);
  core.enterUnitFlags(src, sourceBytes, params.unitFlag, false, where);
  Instruction &instruction = core.newInstruction(name, Pipe::FIX, where);
  instruction.repeats = params.mSize;
  instruction.type = target.type;
  instruction.atomic = core.atomicOp != AtomicOp::None && !target.local;
  instruction.accesses.push_back({Access::Local, false, Memory::L0C,
                                  src.address, src.address + sourceBytes});
  if (scales) {
    core.checkLocal(*scales, name, 0, params.nSize * 8u, where);
    instruction.accesses.push_back({Access::Local, false,
                                    memoryOf(scales->position), scales->address,
                                    scales->address + params.nSize * 8u});
  }
  uint64_t end = 0;
  auto placeAt = [&](uint32_t matrix, uint32_t m, uint32_t n) {
    return (matrix * uint64_t(params.dstNdStride) +
            targetOf(params, layout, size, m, n)) *
           size;
  };
  const uint32_t width = layout == CO2Layout::ROW_MAJOR ? params.nSize
                         : params.isChannelSplit        ? 8
                         : size == 1                    ? 32
                                                        : 16;
  for (uint32_t matrix = 0; matrix < params.ndNum; ++matrix) {
    for (uint32_t n = 0; n < params.nSize; n += width) {
      const uint32_t wide = std::min<uint32_t>(width, params.nSize - n);
      for (uint32_t m = 0; m < params.mSize; ++m) {
        const uint64_t begin = placeAt(matrix, m, n);
        end = std::max(end, begin + wide * size);
        const bool local = target.local != nullptr;
        const uint64_t base = local ? target.local->address : target.global;
        instruction.accesses.push_back({local ? Access::Local : Access::Global,
                                        true, Memory::L1, base + begin,
                                        base + begin + wide * size});
      }
    }
  }
  if (target.local) {
    core.checkLocal(*target.local, name, 0, end, where);
  }
  core.issue(instruction);
  if (skipsProducts()) {
    return;
  }
  const uint8_t *from = core.at(src);
  uint8_t *to = target.local ? core.at(*target.local)
                             : reinterpret_cast<uint8_t *>(target.global);
  for (uint32_t matrix = 0; matrix < params.ndNum; ++matrix) {
    for (uint32_t m = 0; m < params.mSize; ++m) {
      for (uint32_t n = 0; n < params.nSize; ++n) {
        uint64_t scale = params.deqScalar;
        if (scales) {
          std::memcpy(&scale, core.at(*scales) + n * 8u, 8);
        }
        const uint64_t place =
            (uint64_t(n / side) * params.srcStride + m) * side + n % side;
        uint8_t value[4];
        convert(how, from + matrix * between + place * 4, scale, value, where);
        uint8_t *at = to + placeAt(matrix, m, n);
        if (instruction.atomic) {
          combineAtomically(core.atomicOp, target.type, at, value, size);
        } else {
          std::memcpy(at, value, size);
        }
      }
    }
  }
}

void cubeport::twin::storeByRegisters(
    const StoreTarget &target, const Local &src,
    const AscendC::DataCopyCO12DstParams &params, Where where) {
  FixpipeParamsV220 full(params.nSize, params.mSize, params.srcStride,
                         params.dstStride, params.reluPre == 1, params.quantPre,
                         int64_t(storeRegisters.scale));
  full.unitFlag = params.unitFlag;
  full.isChannelSplit = params.channelSplit;
  if (params.reluPre > 1 || params.clipReluPre || params.eltWiseOp) {
    fault(FaultCode::ElementType, where,
          "'DataCopy' out of L0C has an activation that is not in the twin");
  }
  if (params.nz2ndEn) {
    full.ndNum = storeRegisters.matrices;
    full.srcNdStride = storeRegisters.srcStride;
    full.dstNdStride = storeRegisters.dstStride;
  }
  const bool vector = isVector(params.quantPre);
  storeMatrix("DataCopy", target, src, full,
              params.nz2ndEn ? CO2Layout::ROW_MAJOR : CO2Layout::NZ,
              vector && storeRegisters.hasScales ? &storeRegisters.scales
                                                 : nullptr,
              where);
}

void cubeport::twin::setStoreScale(uint64_t scale, Where where) {
  currentCore(where);
  storeRegisters.scale = scale;
}
void cubeport::twin::setStoreScales(const Local &scales, Where where) {
  currentCore(where);
  storeRegisters.scales = scales;
  storeRegisters.hasScales = true;
}
void cubeport::twin::setStoreMatrices(uint16_t count, uint16_t srcStride,
                                      uint16_t dstStride, Where where) {
  currentCore(where);
  storeRegisters.matrices = count;
  storeRegisters.srcStride = srcStride;
  storeRegisters.dstStride = dstStride;
}

void cubeport::twin::clearUnitFlags(Where where) {
  currentCore(where).clearUnitFlags();
}

void Core::clearUnitFlags() {
  std::fill(std::begin(unitFlags), std::end(unitFlags), 0);
}

void Core::enterUnitFlags(const Local &tensor, uint64_t bytes, uint8_t flag,
                          bool writes, Where where) {
  if (flag == 0) {
    return;
  }
  if (flag != 2 && flag != 3) {
    fault(FaultCode::RepeatLimits, where, "a unitFlag of %u; it is 0, 2 or 3",
          flag);
  }
  constexpr uint64_t unit = 512;
  for (uint64_t at = tensor.address / unit;
       at < (tensor.address + bytes + unit - 1) / unit; ++at) {
    uint64_t &word = unitFlags[at / 64];
    const uint64_t bit = uint64_t(1) << (at % 64);
    if (((word & bit) != 0) == writes) {
      fault(FaultCode::WaitWithoutSet, where,
            "a unit flag of L0C is %s, so that %s waits forever",
            writes ? "set" : "clear", writes ? "Mmad" : "Fixpipe");
    }
    if (flag == 3) {
      word ^= bit;
    }
  }
  // Each block waits for the other pipe's work on it.
  const Pipe other = writes ? Pipe::FIX : Pipe::M;
  clocks.acquire(writes ? Pipe::M : Pipe::FIX, clocks.release(other));
}

//===----------------------------------------------------------------------===//
// L1 to the bias table and the fixed-function pipe's buffer
//===----------------------------------------------------------------------===//

void cubeport::twin::copyFromL1(const Local &dst, const Local &src,
                                uint32_t rows, uint32_t rowBlocks,
                                uint32_t srcGap, uint32_t dstGap, bool counted,
                                Where where) {
  Core &core = currentCore(where);
  const Memory to = memoryOf(dst.position);
  if (!core.cube || memoryOf(src.position) != Memory::L1 ||
      (to != Memory::BT && to != Memory::FB)) {
    fault(
        FaultCode::WrongMemory, where,
        "'DataCopy' goes from %s to %s; on a cube core it goes from L1 to the "
        "bias table or the buffer of the fixed-function pipe",
        nameOf(memoryOf(src.position)), nameOf(to));
  }
  if (rows == 0 || rowBlocks == 0) {
    return;
  }
  // Lengths count in units of the target; gaps of L1 in blocks.
  const uint64_t unit = to == Memory::BT ? 64 : 128;
  const bool widens = sizeOf(src.type) < sizeOf(dst.type);
  const uint64_t sourceRow = rowBlocks * (counted ? 32 : unit);
  const uint64_t targetRow = widens ? sourceRow * 2 : sourceRow;
  if (widens && (to != Memory::BT || src.type != ElementType::F16 ||
                 dst.type != ElementType::F32)) {
    fault(FaultCode::ElementType, where,
          "'DataCopy' from L1 widens half to float only");
  }
  const bool fromHead = to == Memory::FB;
  const uint64_t sourceStep =
      fromHead ? uint64_t(srcGap) * 32 : sourceRow + uint64_t(srcGap) * 32;
  const uint64_t targetStep =
      fromHead ? dstGap * unit : targetRow + dstGap * unit;
  core.checkLocal(dst, "DataCopy", 0, (rows - 1) * targetStep + targetRow,
                  where, static_cast<uint32_t>(unit));
  core.checkLocal(src, "DataCopy", 0, (rows - 1) * sourceStep + sourceRow,
                  where);
  Instruction &instruction = core.newInstruction(
      "DataCopy", to == Memory::BT ? Pipe::MTE1 : Pipe::FIX, where);
  instruction.repeats = rows;
  for (uint32_t row = 0; row < rows; ++row) {
    const uint64_t from = src.address + row * sourceStep;
    const uint64_t at = dst.address + row * targetStep;
    instruction.accesses.push_back(
        {Access::Local, false, Memory::L1, from, from + sourceRow});
    instruction.accesses.push_back(
        {Access::Local, true, to, at, at + targetRow});
  }
  core.issue(instruction);
  for (uint32_t row = 0; row < rows; ++row) {
    const uint8_t *from = core.at(src) + row * sourceStep;
    uint8_t *at = core.at(dst) + row * targetStep;
    for (uint64_t byte = 0; widens && byte < sourceRow; byte += 2) {
      uint16_t narrow;
      std::memcpy(&narrow, from + byte, 2);
      const float wide = floatOfHalf(narrow);
      std::memcpy(at + byte * 2, &wide, 4);
    }
    if (!widens) {
      std::memcpy(at, from, sourceRow);
    }
  }
}
