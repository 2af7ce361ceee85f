// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Transpositions of blocks, and of images between NCHW and NHWC.
#include "twin/Transpose.h"
#include "VectorAccess.h"

#include <cinttypes>
#include <cstring>
#include <vector>

using namespace cubeport::twin;
using AscendC::TransposeType;

static constexpr uint32_t blockBytes = 32, listSize = 16;

/// A local tensor of one block at `address` of the UB.
static Local blockAt(uint64_t address, ElementType type) {
  Local block;
  block.address = static_cast<uint32_t>(address);
  block.bytes = blockBytes;
  block.position = static_cast<uint8_t>(AscendC::TPosition::VECCALC);
  block.type = type;
  return block;
}

/// 16 blocks `from` to 16 blocks `to`. Of types of one byte, one half of each
/// block takes part; those of four bytes fill two blocks a column.
static void transposeOne(const uint8_t from[listSize][blockBytes],
                         uint8_t to[listSize][blockBytes], uint32_t size,
                         const AscendC::TransDataTo5HDParams &params) {
  const uint32_t columns = size == 4 ? 8 : 16;
  const uint32_t fromHalf = size == 1 && params.srcHighHalf ? 16 : 0;
  const uint32_t toHalf = size == 1 && params.dstHighHalf ? 16 : 0;
  const uint32_t perRow = size == 4 ? 8 : 16;
  for (uint32_t column = 0; column < columns; ++column) {
    for (uint32_t row = 0; row < listSize; ++row) {
      const uint32_t target = column * (listSize / perRow) + row / perRow;
      std::memcpy(&to[target][(toHalf + row % perRow) * size],
                  &from[row][(fromHalf + column) * size], size);
    }
  }
}

void cubeport::twin::transposeBlocks(
    const uint64_t *dst, const uint64_t *src, ElementType type,
    const AscendC::TransDataTo5HDParams &params, Where where) {
  Core &core = currentCore(where);
  const uint32_t size = sizeOf(type), repeats = params.repeatTimes;
  // A single repeat starts one stride behind the given addresses.
  const uint32_t first = repeats == 1 ? 1 : 0;
  std::vector<Local> targets, sources;
  VectorAccess access(core, "TransDataTo5HD", where);
  for (uint32_t repeat = 0; repeat < repeats; ++repeat) {
    for (uint32_t row = 0; row < listSize; ++row) {
      const uint64_t step = uint64_t(repeat + first) * blockBytes;
      sources.push_back(blockAt(src[row] + step * params.srcRepStride, type));
      targets.push_back(blockAt(dst[row] + step * params.dstRepStride, type));
    }
  }
  const uint32_t begin = size == 1 && params.dstHighHalf ? 16 : 0;
  const uint32_t end = size == 1 ? begin + 16 : blockBytes;
  for (const Local &source : sources) {
    access.reads(source, 0, blockBytes);
  }
  for (const Local &target : targets) {
    access.writes(target, begin, end);
  }
  if (repeats == 0) {
    return;
  }
  access.issue(repeats);
  for (uint32_t repeat = 0; repeat < repeats; ++repeat) {
    uint8_t from[listSize][blockBytes], to[listSize][blockBytes];
    const Local *source = &sources[repeat * listSize];
    const Local *target = &targets[repeat * listSize];
    for (uint32_t row = 0; row < listSize; ++row) {
      std::memcpy(from[row], core.at(source[row]), blockBytes);
    }
    transposeOne(from, to, size, params);
    for (uint32_t row = 0; row < listSize; ++row) {
      std::memcpy(core.at(target[row]) + begin, to[row] + begin, end - begin);
    }
  }
}

void cubeport::twin::transposeBlocks(
    const Local &dst, const Local &src, ElementType type,
    const AscendC::TransDataTo5HDParams &params, Where where) {
  Core &core = currentCore(where);
  VectorAccess access(core, "TransDataTo5HD", where);
  uint64_t targets[listSize], sources[listSize];
  std::memcpy(targets, access.reads(dst, 0, sizeof(targets)), sizeof(targets));
  std::memcpy(sources, access.reads(src, 0, sizeof(sources)), sizeof(sources));
  access.issue(1);
  transposeBlocks(targets, sources, type, params, where);
}

/// The library's limits of sizes.
static void checkSizes(const AscendC::TransposeParamsExt &params, uint32_t size,
                       Where where) {
  const uint32_t plane = uint32_t(params.hSize) * params.wSize;
  if (params.cSize > 4095 || plane > 4095) {
    fault(
        FaultCode::RepeatLimits, where,
        "'Transpose' has %u channels of %u x %u; it takes up to 4095 channels "
        "of up to 4095 elements",
        params.cSize, params.hSize, params.wSize);
  }
  if (plane * size % blockBytes != 0) {
    fault(FaultCode::PartialBlocks, where,
          "'Transpose' has planes of %u bytes; they are multiples of 32",
          plane * size);
  }
}

/// Bytes that the library needs beside the operands.
static uint32_t scratchBytes(const AscendC::TransposeParamsExt &params,
                             uint32_t size) {
  const uint32_t h0 = size == 1 ? 32 : 16;
  const uint32_t rows =
      params.transposeType == TransposeType::TRANSPOSE_NCHW2NHWC
          ? params.cSize + 2u
          : params.cSize * 2u + 1;
  return rows * h0 * blockBytes;
}

void cubeport::twin::transpose(const Local &dst, const Local &src,
                               const Local &tmp,
                               const AscendC::TransposeParamsExt &params,
                               Where where) {
  Core &core = currentCore(where);
  const uint32_t size = sizeOf(dst.type);
  const TransposeType type = params.transposeType;
  if (type == TransposeType::TRANSPOSE_TYPE_NONE) {
    return;
  }
  if (type == TransposeType::TRANSPOSE_ND2ND_B16) {
    if (dst.type != ElementType::U16) {
      fault(FaultCode::ElementType, where,
            "'Transpose' of kind TRANSPOSE_ND2ND_B16 takes uint16_t only");
    }
    return transpose16x16(dst, src, where);
  }
  const bool toLast = type == TransposeType::TRANSPOSE_NCHW2NHWC;
  if (!toLast && type != TransposeType::TRANSPOSE_NHWC2NCHW) {
    fault(FaultCode::ElementType, where,
          "'Transpose' has kind %d; the chip's library has none, ND2ND_B16, "
          "NCHW2NHWC and NHWC2NCHW",
          static_cast<int>(type));
  }
  checkSizes(params, size, where);
  const uint32_t plane = uint32_t(params.hSize) * params.wSize;
  const uint64_t image = uint64_t(params.cSize) * plane;
  const uint64_t bytes = params.nSize * image * size;
  if (bytes == 0) {
    return;
  }
  const uint32_t scratch = scratchBytes(params, size);
  if (tmp.bytes < scratch) {
    fault(FaultCode::ScratchSize, where,
          "'Transpose' has a temporary buffer of %u bytes; it needs %u",
          tmp.bytes, scratch);
  }
  VectorAccess access(core, "Transpose", where);
  const uint8_t *from = access.reads(src, 0, bytes);
  uint8_t *to = access.writes(dst, 0, bytes);
  access.disjoint(dst, bytes, src, bytes);
  access.disjoint(tmp, scratch, src, bytes);
  access.disjoint(tmp, scratch, dst, bytes);
  uint8_t *clobbered = access.writes(tmp, 0, scratch);
  access.issue(bytes / 256 + 1);
  std::memset(clobbered, 0xFA, scratch);
  for (uint32_t n = 0; n < params.nSize; ++n) {
    for (uint32_t c = 0; c < params.cSize; ++c) {
      for (uint32_t at = 0; at < plane; ++at) {
        const uint64_t first = n * image + uint64_t(c) * plane + at;
        const uint64_t last = n * image + uint64_t(at) * params.cSize + c;
        std::memcpy(to + (toLast ? last : first) * size,
                    from + (toLast ? first : last) * size, size);
      }
    }
  }
}
