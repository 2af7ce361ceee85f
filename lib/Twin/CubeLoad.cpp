// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// LoadData of three dimensions, transposed squares, biases.
#include "twin/CubeLoad.h"
#include "Clock/Clock.h"
#include "Core.h"

#include <algorithm>
#include <cstring>

using namespace cubeport::twin;
using Windows = AscendC::LoadData3DParamsV2<uint32_t>;

static constexpr uint32_t fractalBytes = 512, side = 16;

static uint32_t ceilDiv(uint32_t value, uint32_t by) {
  return (value + by - 1) / by;
}

static void requireLoad(const Core &core, const char *name, const Local &dst,
                        const Local &src, Where where) {
  const Memory to = memoryOf(dst.position);
  if (!core.cube) {
    fault(FaultCode::WrongMemory, where,
          "'%s' runs on a vector core; it belongs to the cube core", name);
  }
  if (memoryOf(src.position) != Memory::L1 ||
      (to != Memory::L0A && to != Memory::L0B)) {
    fault(FaultCode::WrongMemory, where,
          "'%s' goes from %s to %s; it goes from L1 to L0A or L0B", name,
          nameOf(memoryOf(src.position)), nameOf(to));
  }
}

static void addAccess(Instruction &instruction, const Local &tensor,
                      uint64_t begin, uint64_t end, bool writes) {
  instruction.accesses.push_back(
      {Access::Local, writes, memoryOf(tensor.position), tensor.address + begin,
       tensor.address + end});
}

namespace {

/// The matrix of windows: rows are places of the filter, columns the channels
/// under it, C0 of them in a block, block by block over the filter.
struct WindowMatrix {
  Windows params;
  uint32_t size; ///< of an element
  uint32_t c0;   ///< channels of a block
  uint32_t rows, columns;
  uint32_t outWidth;
  uint32_t filterW, filterH;

  WindowMatrix(const Windows &windows, uint32_t elementBytes)
      : params(windows), size(elementBytes), c0(32 / elementBytes) {
    filterW = params.filterW + (params.filterSizeW ? 256u : 0u);
    filterH = params.filterH + (params.filterSizeH ? 256u : 0u);
    const int width = params.l1W + params.padList[0] + params.padList[1];
    const int height = params.l1H + params.padList[2] + params.padList[3];
    const int coveredW = params.dilationFilterW * (int(filterW) - 1) + 1;
    const int coveredH = params.dilationFilterH * (int(filterH) - 1) + 1;
    outWidth =
        width < coveredW ? 0 : uint32_t(width - coveredW) / params.strideW + 1;
    const uint32_t outHeight =
        height < coveredH ? 0
                          : uint32_t(height - coveredH) / params.strideH + 1;
    rows = outWidth * outHeight;
    columns = filterW * filterH * params.channelSize;
  }
  /// Byte of the element in L1, or -1 for one of the padding.
  int64_t placeOf(uint32_t row, uint32_t column) const {
    const uint32_t block = column / c0, inBlock = column % c0;
    const uint32_t inFilter = block % (filterW * filterH);
    const int x = int(row % outWidth * params.strideW +
                      inFilter % filterW * params.dilationFilterW) -
                  params.padList[0];
    const int y = int(row / outWidth * params.strideH +
                      inFilter / filterW * params.dilationFilterH) -
                  params.padList[2];
    if (x < 0 || y < 0 || x >= params.l1W || y >= params.l1H) {
      return -1;
    }
    const int64_t plane = block / (filterW * filterH);
    return (((plane * params.l1H + y) * params.l1W + x) * c0 + inBlock) * size;
  }
};

} // namespace

/// Where an element of the loaded piece goes: rows of fractals in L0A, rows of
/// transposed fractals in L0B.
static uint64_t targetOf(bool toLeft, bool transpose, uint32_t size, uint32_t m,
                         uint32_t k, uint32_t mSize, uint32_t kSize) {
  const uint32_t c0 = 32 / size;
  const uint64_t perFractal = side * c0;
  if (toLeft && !transpose) {
    return (uint64_t(m / side) * ceilDiv(kSize, c0) + k / c0) * perFractal +
           m % side * c0 + k % c0;
  }
  if (toLeft) {
    return (uint64_t(k / side) * (ceilDiv(mSize, side) * side / c0) + m / c0) *
               perFractal +
           k % side * c0 + m % c0;
  }
  return (uint64_t(m / c0) * ceilDiv(kSize, side) + k / side) * perFractal +
         k % side * c0 + m % c0;
}

static void checkWindows(const Windows &params, const WindowMatrix &matrix,
                         const Local &dst, bool toLeft, Where where) {
  const uint32_t size = matrix.size;
  if (params.strideW == 0 || params.strideW > 63 || params.strideH == 0 ||
      params.strideH > 63 || params.l1H > 32767 || params.l1W > 32767) {
    fault(FaultCode::RepeatLimits, where,
          "'LoadData' has strides of %u and %u over %u x %u; strides are 1 to "
          "63, sizes up to 32767",
          params.strideW, params.strideH, params.l1H, params.l1W);
  }
  if (params.channelSize % matrix.c0 != 0 || params.kStartPt % matrix.c0 != 0) {
    fault(FaultCode::RepeatLimits, where,
          "'LoadData' has %u channels from column %u; the twin has multiples "
          "of %u",
          params.channelSize, params.kStartPt, matrix.c0);
  }
  if ((!toLeft || params.enTranspose) && size == 1) {
    fault(FaultCode::ElementType, where,
          "'LoadData' transposes elements of 1 byte; it transposes those of 2 "
          "and 4");
  }
  if (params.fMatrixCtrl || params.enSmallK) {
    fault(FaultCode::ElementType, where,
          "'LoadData' with fMatrixCtrl or enSmallK is not on this chip");
  }
  (void)dst;
}

void cubeport::twin::loadWindows(const Local &dst, const Local &src,
                                 const Windows &params, uint64_t padBits,
                                 Where where) {
  Core &core = currentCore(where);
  requireLoad(core, "LoadData", dst, src, where);
  if (params.l1H == 0 || params.l1W == 0 || params.channelSize == 0 ||
      params.kExtension == 0 || params.mExtension == 0 ||
      (params.filterW == 0 && !params.filterSizeW) ||
      (params.filterH == 0 && !params.filterSizeH)) {
    return;
  }
  const uint32_t size = sizeOf(dst.type);
  const bool toLeft = memoryOf(dst.position) == Memory::L0A;
  const WindowMatrix matrix(params, size);
  checkWindows(params, matrix, dst, toLeft, where);
  const uint32_t mSize = params.mExtension, kSize = params.kExtension;
  if (params.mStartPt + mSize > (matrix.rows + side - 1) / side * side ||
      params.kStartPt + kSize > matrix.columns) {
    fault(FaultCode::BeyondTensor, where,
          "'LoadData' takes rows %u..%u and columns %u..%u of a matrix of %u x "
          "%u",
          params.mStartPt, params.mStartPt + mSize - 1, params.kStartPt,
          params.kStartPt + kSize - 1, matrix.rows, matrix.columns);
  }
  // Rows of whole fractals, of which the last may exceed the matrix.
  uint64_t targetEnd = 0, sourceEnd = 0;
  auto forAll = [&](auto body) {
    for (uint32_t m = 0; m < mSize; ++m) {
      if (params.mStartPt + m >= matrix.rows) {
        break;
      }
      for (uint32_t k = 0; k < kSize; ++k) {
        body(matrix.placeOf(params.mStartPt + m, params.kStartPt + k),
             targetOf(toLeft, params.enTranspose, size, m, k, mSize, kSize) *
                 size);
      }
    }
  };
  forAll([&](int64_t from, uint64_t to) {
    sourceEnd = std::max(sourceEnd, uint64_t(from < 0 ? 0 : from + size));
    targetEnd = std::max(targetEnd, to + size);
  });
  targetEnd = (targetEnd + fractalBytes - 1) / fractalBytes * fractalBytes;
  core.checkLocal(dst, "LoadData", 0, targetEnd, where, 512);
  core.checkLocal(src, "LoadData", 0, sourceEnd, where);
  Instruction &instruction = core.newInstruction("LoadData", Pipe::MTE1, where);
  instruction.repeats = static_cast<uint32_t>(targetEnd / fractalBytes);
  addAccess(instruction, src, 0, sourceEnd, false);
  addAccess(instruction, dst, 0, targetEnd, true);
  core.issue(instruction);
  if (skipsProducts()) {
    return;
  }
  const uint8_t *source = core.at(src);
  uint8_t *target = core.at(dst);
  forAll([&](int64_t from, uint64_t to) {
    const void *value = &padBits;
    std::memcpy(target + to, from < 0 ? value : source + from, size);
  });
}

void cubeport::twin::loadSquares(
    const Local &dst, const Local &src,
    const AscendC::LoadData2dTransposeParams &params, Where where) {
  Core &core = currentCore(where);
  requireLoad(core, "LoadDataWithTranspose", dst, src, where);
  const uint32_t size = sizeOf(dst.type);
  if (size > 4 || params.addrMode != 0) {
    fault(FaultCode::ElementType, where,
          "'LoadDataWithTranspose' of %u-byte elements in address mode %u is "
          "not in the twin",
          size, params.addrMode);
  }
  if (params.repeatTimes == 0) {
    return;
  }
  // Fractals stand side by side for 4 bytes, below each other for 1.
  const uint32_t parts = size == 2 ? 1 : 2, edge = size == 1 ? 32 : 16;
  const uint32_t c0 = 32 / size, squareBytes = parts * fractalBytes;
  auto sourceAt = [&](uint32_t repeat) {
    return (uint64_t(params.startIndex) + repeat * params.srcStride) *
           squareBytes;
  };
  auto targetAt = [&](uint32_t repeat, uint32_t part) {
    return uint64_t(repeat) * (params.dstGap + 1u) * fractalBytes +
           part * (params.dstFracGap + 1u) * fractalBytes;
  };
  auto placeIn = [&](uint32_t row, uint32_t column) {
    return size == 4 ? std::pair(column / c0, row * c0 + column % c0)
                     : std::pair(row / side, row % side * c0 + column);
  };
  const uint32_t last = params.repeatTimes - 1u;
  core.checkLocal(dst, "LoadDataWithTranspose", 0,
                  targetAt(last, parts - 1) + fractalBytes, where, 512);
  core.checkLocal(src, "LoadDataWithTranspose", 0, sourceAt(last) + squareBytes,
                  where);
  Instruction &instruction =
      core.newInstruction("LoadDataWithTranspose", Pipe::MTE1, where);
  instruction.repeats = params.repeatTimes * parts;
  for (uint32_t repeat = 0; repeat <= last; ++repeat) {
    addAccess(instruction, src, sourceAt(repeat),
              sourceAt(repeat) + squareBytes, false);
    for (uint32_t part = 0; part < parts; ++part) {
      addAccess(instruction, dst, targetAt(repeat, part),
                targetAt(repeat, part) + fractalBytes, true);
    }
  }
  core.issue(instruction);
  if (skipsProducts()) {
    return;
  }
  for (uint32_t repeat = 0; repeat <= last; ++repeat) {
    const uint8_t *from = core.at(src) + sourceAt(repeat);
    for (uint32_t row = 0; row < edge; ++row) {
      for (uint32_t column = 0; column < edge; ++column) {
        const auto [fromPart, fromAt] = placeIn(row, column);
        const auto [toPart, toAt] = placeIn(column, row);
        std::memcpy(core.at(dst) + targetAt(repeat, toPart) + toAt * size,
                    from + fromPart * fractalBytes + fromAt * size, size);
      }
    }
  }
}

void cubeport::twin::multiplyWithBias(const Local &dst, const Local &left,
                                      const Local &right, const Local &bias,
                                      const AscendC::MmadParams &params,
                                      Where where) {
  Core &core = currentCore(where);
  AscendC::MmadParams onto = params;
  onto.cmatrixSource = false; // the bias tensor decides
  if (memoryOf(bias.position) == Memory::L0C) {
    onto.cmatrixInitVal = false; // sums go on from what L0C holds
    return multiply(dst, left, right, onto, where);
  }
  if (memoryOf(bias.position) != Memory::BT) {
    fault(FaultCode::WrongMemory, where,
          "'Mmad' has a bias in %s; it lies in the bias table",
          nameOf(memoryOf(bias.position)));
  }
  core.checkLocal(bias, "Mmad", 0, uint64_t(params.n) * 4, where, 64);
  Instruction &instruction = core.newInstruction("Mmad", Pipe::M, where);
  addAccess(instruction, bias, 0, uint64_t(params.n) * 4, false);
  const uint32_t mBlocks = ceilDiv(params.m, side);
  const uint64_t bytes =
      uint64_t(mBlocks) * ceilDiv(params.n, side) * side * side * 4;
  core.checkLocal(dst, "Mmad", 0, bytes, where, 1024);
  addAccess(instruction, dst, 0, bytes, true);
  core.issue(instruction);
  for (uint32_t n = 0; n < params.n; ++n) {
    for (uint32_t m = 0; m < params.m; ++m) {
      const uint64_t place =
          (uint64_t(n / side) * mBlocks + m / side) * side * side +
          m % side * side + n % side;
      std::memcpy(core.at(dst) + place * 4, core.at(bias) + n * 4, 4);
    }
  }
  onto.cmatrixInitVal = false;
  multiply(dst, left, right, onto, where);
}

void cubeport::twin::setHf32(bool on, Where where) {
  currentCore(where);
  if (on) {
    fault(FaultCode::ElementType, where,
          "'SetHF32Mode' turns on HF32, which is not in the twin");
  }
}
