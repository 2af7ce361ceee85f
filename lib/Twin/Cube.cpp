// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The data path of the cube core. A fractal has 16 rows of 32 bytes; L1 holds
// columns of fractals, L0A rows of fractals, L0B rows of transposed fractals,
// L0C columns of fractals of 16 x 16 results.
#include "twin/Cube.h"
#include "Clock/Clock.h"
#include "Core.h"

#include <algorithm>
#include <cstring>
#include <initializer_list>

using namespace cubeport::twin;

static constexpr uint32_t fractalBytes = 512, side = 16;

static uint32_t ceilDiv(uint32_t value, uint32_t by) {
  return (value + by - 1) / by;
}

/// Faults unless the core is a cube core and `tensor` lies in a memory that
/// the operand may be in.
static void requireMemory(const Core &core, const char *name,
                          const Local &tensor,
                          std::initializer_list<Memory> allowed, Where where) {
  const Memory memory = memoryOf(tensor.position);
  if (!core.cube) {
    fault(FaultCode::WrongMemory, where,
          "'%s' runs on a vector core; it belongs to the cube core", name);
  }
  if (std::find(allowed.begin(), allowed.end(), memory) == allowed.end()) {
    fault(FaultCode::WrongMemory, where,
          "'%s' has an operand in %s, which it does not reach there", name,
          nameOf(memory));
  }
}

static void addLocal(Instruction &instruction, const Local &tensor,
                     uint64_t bytes, bool writes) {
  instruction.accesses.push_back({Access::Local, writes,
                                  memoryOf(tensor.position), tensor.address,
                                  tensor.address + bytes});
}

void cubeport::twin::copyToFractals(const Local &dst, uint64_t src,
                                    const AscendC::Nd2NzParams &params,
                                    Where where) {
  Core &core = currentCore(where);
  requireMemory(core, "DataCopy", dst, {Memory::L1}, where);
  const uint32_t size = sizeOf(dst.type), perRow = 32 / size;
  const uint32_t columns = ceilDiv(params.dValue, perRow);
  if (params.ndNum > 4095 || params.nValue > 16384 ||
      params.dstNzC0Stride > 16384 || params.srcDValue == 0) {
    fault(FaultCode::CopyLimits, where,
          "'DataCopy' has %u matrices of %u rows; it takes up to 4095 of up to "
          "16384",
          params.ndNum, params.nValue);
  }
  auto targetOf = [&](uint32_t matrix, uint32_t row, uint32_t column) {
    return uint64_t(matrix) * params.dstNzMatrixStride * size +
           (uint64_t(column) * params.dstNzC0Stride +
            uint64_t(row) * params.dstNzNStride) *
               32;
  };
  if (params.ndNum == 0 || params.nValue == 0 || columns == 0) {
    return;
  }
  const uint64_t extent =
      targetOf(params.ndNum - 1u, params.nValue - 1u, columns - 1) + 32;
  core.checkLocal(dst, "DataCopy", 0, extent, where);
  Instruction &instruction = core.newInstruction("DataCopy", Pipe::MTE2, where);
  instruction.repeats = uint32_t(params.ndNum) * params.nValue;
  instruction.toFractals = true;
  for (uint32_t matrix = 0; matrix < params.ndNum; ++matrix) {
    for (uint32_t row = 0; row < params.nValue; ++row) {
      const uint64_t from = src + (uint64_t(matrix) * params.srcNdMatrixStride +
                                   uint64_t(row) * params.srcDValue) *
                                      size;
      instruction.accesses.push_back({Access::Global, false, Memory::L1, from,
                                      from + uint64_t(params.dValue) * size});
    }
  }
  addLocal(instruction, dst, extent, true);
  core.issue(instruction);
  if (skipsProducts()) {
    return;
  }
  uint8_t *to = core.at(dst);
  size_t access = 0;
  for (uint32_t matrix = 0; matrix < params.ndNum; ++matrix) {
    for (uint32_t row = 0; row < params.nValue; ++row, ++access) {
      const auto *from =
          reinterpret_cast<const uint8_t *>(instruction.accesses[access].begin);
      for (uint32_t column = 0; column < columns; ++column) {
        uint8_t *block = to + targetOf(matrix, row, column);
        const uint32_t done = column * 32, all = params.dValue * size;
        const uint32_t bytes = std::min(32u, all - done);
        std::memcpy(block, from + done, bytes);
        std::memset(block + bytes, 0, 32 - bytes);
      }
    }
  }
}

void cubeport::twin::loadFractals(const Local &dst, const Local &src,
                                  const AscendC::LoadData2DParams &params,
                                  Where where) {
  Core &core = currentCore(where);
  requireMemory(core, "LoadData", dst, {Memory::L0A, Memory::L0B}, where);
  requireMemory(core, "LoadData", src, {Memory::L1}, where);
  if (params.ifTranspose && sizeOf(dst.type) != 2) {
    fault(FaultCode::ElementType, where,
          "'LoadData' transposes elements of %u bytes; it transposes those of "
          "2 bytes only",
          sizeOf(dst.type));
  }
  if (params.repeatTimes == 0) {
    return;
  }
  const uint64_t last = params.repeatTimes - 1u;
  const uint64_t sourceEnd =
      (params.startIndex + last * params.srcStride + 1) * fractalBytes;
  const uint64_t targetEnd = (last * (params.dstGap + 1u) + 1) * fractalBytes;
  core.checkLocal(dst, "LoadData", 0, targetEnd, where, 512);
  core.checkLocal(src, "LoadData", 0, sourceEnd, where);
  Instruction &instruction = core.newInstruction("LoadData", Pipe::MTE1, where);
  instruction.repeats = params.repeatTimes;
  for (uint64_t index = 0; index <= last; ++index) {
    const uint64_t from =
        src.address +
        (params.startIndex + index * params.srcStride) * fractalBytes;
    const uint64_t to =
        dst.address + index * (params.dstGap + 1u) * fractalBytes;
    instruction.accesses.push_back(
        {Access::Local, false, Memory::L1, from, from + fractalBytes});
    instruction.accesses.push_back(
        {Access::Local, true, memoryOf(dst.position), to, to + fractalBytes});
  }
  core.issue(instruction);
  if (skipsProducts()) {
    return;
  }
  for (uint64_t index = 0; index <= last; ++index) {
    const uint8_t *from =
        core.at(src) +
        (params.startIndex + index * params.srcStride) * fractalBytes;
    uint8_t *to = core.at(dst) + index * (params.dstGap + 1u) * fractalBytes;
    if (!params.ifTranspose) {
      std::memcpy(to, from, fractalBytes);
      continue;
    }
    const auto *rows = reinterpret_cast<const uint16_t *>(from);
    auto *columns = reinterpret_cast<uint16_t *>(to);
    for (uint32_t row = 0; row < side; ++row) {
      for (uint32_t column = 0; column < side; ++column) {
        columns[column * side + row] = rows[row * side + column];
      }
    }
  }
}

/// C += A * B over fractals; sums run in the order of k.
template <typename T, typename Sum>
static void multiplyTyped(Sum *c, const T *a, const T *b,
                          const AscendC::MmadParams &params) {
  constexpr uint32_t c0 = 32 / sizeof(T);
  const uint32_t kBlocks = ceilDiv(params.k, c0);
  const uint32_t nBlocks = ceilDiv(params.n, side);
  const uint32_t mBlocks = ceilDiv(params.m, side);
  for (uint32_t m = 0; m < params.m; ++m) {
    for (uint32_t n = 0; n < params.n; ++n) {
      Sum *result = c +
                    (uint64_t(n / side) * mBlocks + m / side) * side * side +
                    m % side * side + n % side;
      Sum sum = params.cmatrixInitVal ? Sum(0) : *result;
      for (uint32_t k = 0; k < params.k; ++k) {
        // A single row lies in one piece: the chip takes it as a vector.
        const T left =
            params.m == 1
                ? a[k]
                : a[(uint64_t(m / side) * kBlocks + k / c0) * side * c0 +
                    m % side * c0 + k % c0];
        const T right = b[(uint64_t(k / c0) * nBlocks + n / side) * side * c0 +
                          n % side * c0 + k % c0];
        sum += Sum(left) * Sum(right);
      }
      *result = sum;
    }
  }
}

void cubeport::twin::multiply(const Local &dst, const Local &left,
                              const Local &right,
                              const AscendC::MmadParams &params, Where where) {
  Core &core = currentCore(where);
  requireMemory(core, "Mmad", dst, {Memory::L0C}, where);
  requireMemory(core, "Mmad", left, {Memory::L0A}, where);
  requireMemory(core, "Mmad", right, {Memory::L0B}, where);
  if (params.m > 4095 || params.n > 4095 || params.k > 4095) {
    fault(FaultCode::RepeatLimits, where,
          "'Mmad' multiplies %u x %u x %u; each size is at most 4095", params.m,
          params.n, params.k);
  }
  if (params.isBias || (params.cmatrixSource && !params.cmatrixInitVal) ||
      (params.kDirectionAlign && left.type == ElementType::F32)) {
    fault(FaultCode::ElementType, where,
          "'Mmad' with isBias, cmatrixSource or kDirectionAlign is not in the "
          "twin; the form with a bias tensor is");
  }
  const uint32_t c0 = 32 / sizeOf(left.type);
  const uint32_t kBlocks = ceilDiv(params.k, c0);
  const uint32_t mBlocks = ceilDiv(params.m, side);
  const uint32_t nBlocks = ceilDiv(params.n, side);
  const uint64_t leftBytes =
      params.m == 1 ? uint64_t(ceilDiv(params.k, side * c0)) * fractalBytes
                    : uint64_t(mBlocks) * kBlocks * fractalBytes;
  const uint64_t rightBytes = uint64_t(nBlocks) * kBlocks * fractalBytes;
  const uint64_t targetBytes = uint64_t(mBlocks) * nBlocks * side * side * 4;
  core.checkLocal(left, "Mmad", 0, leftBytes, where, 512);
  core.checkLocal(right, "Mmad", 0, rightBytes, where, 512);
  core.checkLocal(dst, "Mmad", 0, targetBytes, where, 1024);
  core.enterUnitFlags(dst, targetBytes, params.unitFlag, true, where);
  Instruction &instruction = core.newInstruction("Mmad", Pipe::M, where);
  instruction.repeats = mBlocks * nBlocks * kBlocks;
  instruction.type = left.type;
  addLocal(instruction, left, leftBytes, false);
  addLocal(instruction, right, rightBytes, false);
  addLocal(instruction, dst, targetBytes, true);
  core.issue(instruction);
  if (skipsProducts()) {
    return;
  }
  void *c = core.at(dst);
  const void *a = core.at(left), *b = core.at(right);
  switch (left.type) {
  case ElementType::F16:
    return multiplyTyped(static_cast<float *>(c), static_cast<const half *>(a),
                         static_cast<const half *>(b), params);
  case ElementType::BF16:
    return multiplyTyped(static_cast<float *>(c),
                         static_cast<const bfloat16_t *>(a),
                         static_cast<const bfloat16_t *>(b), params);
  case ElementType::F32:
    return multiplyTyped(static_cast<float *>(c), static_cast<const float *>(a),
                         static_cast<const float *>(b), params);
  default:
    return multiplyTyped(static_cast<int32_t *>(c),
                         static_cast<const int8_t *>(a),
                         static_cast<const int8_t *>(b), params);
  }
}
