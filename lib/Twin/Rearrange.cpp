// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Gather, Gatherb, Brcb, GatherMask, Transpose and CreateVecIndex.
#include "twin/Rearrange.h"
#include "VectorAccess.h"

#include <algorithm>
#include <cinttypes>
#include <cstring>

using namespace cubeport::twin;

/// Reads the offsets, which decide what else the instruction reads.
static const uint32_t *offsetsOf(Core &core, const Local &offsets,
                                 uint64_t count, Where where) {
  core.checkLocal(offsets, "Gather", 0, count * 4, where);
  return reinterpret_cast<const uint32_t *>(core.at(offsets));
}

template <typename T>
static void gatherTyped(const RepeatMask &mask, uint8_t *to,
                        uint32_t repeatBytes, const uint8_t *from,
                        const uint32_t *offsets) {
  for (uint64_t repeat = 0; repeat < mask.repeats; ++repeat) {
    auto *row = reinterpret_cast<T *>(to + repeat * repeatBytes);
    for (uint32_t lane = 0; lane < mask.perRepeat; ++lane) {
      if (mask.active(repeat, lane)) {
        std::memcpy(row + lane, from + offsets[repeat * mask.perRepeat + lane],
                    sizeof(T));
      }
    }
  }
}

void cubeport::twin::gather(const Local &dst, const Local &src,
                            const Local &offsets, uint32_t base,
                            const Lanes &lanes, uint16_t dstRepeatStride,
                            Where where) {
  Core &core = currentCore(where);
  const uint32_t size = sizeOf(dst.type), perRepeat = 256 / size;
  const RepeatMask mask = repeatMaskOf(core, "Gather", lanes, perRepeat, where);
  const uint64_t count =
      lanes.form == Lanes::Count ? mask.counted : mask.repeats * perRepeat;
  const uint32_t *offset = offsetsOf(core, offsets, count, where);
  uint64_t first = ~0ull, last = 0;
  for (uint64_t lane = 0; lane < count; ++lane) {
    if (!mask.active(lane / perRepeat, lane % perRepeat)) {
      continue;
    }
    const uint64_t at = uint64_t(base) + offset[lane];
    if (at % size != 0 || at + size > src.bytes) {
      fault(FaultCode::GatherOffset, where,
            "'Gather' lane %" PRIu64 " has byte offset %" PRIu64
            "; the source has %u bytes in elements of %u",
            lane, at, src.bytes, size);
    }
    first = std::min(first, at);
    last = std::max(last, at + size);
  }
  if (count == 0 || first == ~0ull) {
    return;
  }
  VectorAccess access(core, "Gather", where);
  const uint8_t *from = access.reads(src, first, last);
  access.reads(offsets, 0, count * 4);
  const uint32_t repeatBytes = dstRepeatStride * 32u;
  const uint64_t extent =
      lanes.form == Lanes::Count
          ? count * size
          : (mask.repeats - 1) * repeatBytes + uint64_t(perRepeat) * size;
  access.disjoint(dst, extent, src, src.bytes);
  uint8_t *to = access.writes(dst, 0, extent);
  access.issue(mask.repeats);
  if (size == 2) {
    return gatherTyped<uint16_t>(mask, to, repeatBytes, from + base, offset);
  }
  gatherTyped<uint32_t>(mask, to, repeatBytes, from + base, offset);
}

void cubeport::twin::gatherBlocks(const Local &dst, const Local &src,
                                  const Local &offsets, uint8_t repeats,
                                  const AscendC::GatherRepeatParams &params,
                                  Where where) {
  Core &core = currentCore(where);
  const uint64_t blocks = uint64_t(repeats) * 8;
  if (blocks == 0) {
    return;
  }
  const uint32_t *offset = offsetsOf(core, offsets, blocks, where);
  VectorAccess access(core, "Gatherb", where);
  access.reads(offsets, 0, blocks * 4);
  const uint8_t *from = core.at(src);
  for (uint64_t block = 0; block < blocks; ++block) {
    if (offset[block] % 32 != 0 || offset[block] + 32ull > src.bytes) {
      fault(FaultCode::GatherOffset, where,
            "'Gatherb' block %" PRIu64 " has byte offset %u; the source has "
            "%u bytes in blocks of 32",
            block, offset[block], src.bytes);
    }
    access.reads(src, offset[block], offset[block] + 32ull);
  }
  auto placeOfBlock = [&](uint64_t block) {
    return block / 8 * params.dstRepStride * 32 +
           block % 8 * std::max<uint32_t>(1, params.dstBlkStride) * 32;
  };
  uint8_t *to = nullptr;
  for (uint64_t block = 0; block < blocks; ++block) {
    to = access.writes(dst, placeOfBlock(block), placeOfBlock(block) + 32);
  }
  access.issue(repeats);
  for (uint64_t block = 0; block < blocks; ++block) {
    std::memcpy(to + placeOfBlock(block), from + offset[block], 32);
  }
}

void cubeport::twin::broadcastToBlocks(const Local &dst, const Local &src,
                                       uint8_t repeats,
                                       const AscendC::BrcbRepeatParams &params,
                                       Where where) {
  Core &core = currentCore(where);
  const uint32_t size = sizeOf(dst.type);
  const uint64_t blocks = uint64_t(repeats) * 8;
  if (blocks == 0) {
    return;
  }
  VectorAccess access(core, "Brcb", where);
  const uint8_t *from = access.reads(src, 0, blocks * size);
  auto placeOfBlock = [&](uint64_t block) {
    return block / 8 * params.dstRepStride * 32 +
           block % 8 * std::max<uint32_t>(1, params.dstBlkStride) * 32;
  };
  uint8_t *to = nullptr;
  if (placeOfBlock(8) == 8 * placeOfBlock(1) && placeOfBlock(1) == 32) {
    to = access.writes(dst, 0, blocks * 32);
  } else {
    for (uint64_t block = 0; block < blocks; ++block) {
      to = access.writes(dst, placeOfBlock(block), placeOfBlock(block) + 32);
    }
  }
  access.disjoint(dst, placeOfBlock(blocks - 1) + 32, src, blocks * size);
  access.issue(repeats);
  for (uint64_t block = 0; block < blocks; ++block) {
    uint8_t *row = to + placeOfBlock(block);
    for (uint32_t offset = 0; offset < 32; offset += size) {
      std::memcpy(row + offset, from + block * size, size);
    }
  }
}

/// Whether the fixed pattern 1..7 takes the element `index` of a repeat.
static bool patternTakes(uint8_t pattern, uint64_t index) {
  switch (pattern) {
  case 1:
    return index % 2 == 0;
  case 2:
    return index % 2 == 1;
  case 7:
    return true;
  default:
    return index % 4 == pattern - 3u;
  }
}

uint64_t cubeport::twin::gatherMask(const Local &dst, const Local &src,
                                    const Local *bits, uint8_t pattern,
                                    bool counter, uint32_t mask,
                                    const AscendC::GatherMaskParams &params,
                                    Where where) {
  Core &core = currentCore(where);
  const uint32_t size = sizeOf(dst.type), perBlock = 32 / size;
  const uint64_t perRepeat = counter ? mask : 256 / size;
  if (!bits && (pattern < 1 || pattern > 7)) {
    fault(FaultCode::RepeatLimits, where,
          "'GatherMask' has pattern %u; the patterns are 1 to 7", pattern);
  }
  if (params.repeatTimes == 0 || perRepeat == 0) {
    return 0;
  }
  auto sourceOf = [&](uint64_t repeat, uint64_t element) {
    return repeat * params.src0RepeatStride * 32 +
           element / perBlock * params.src0BlockStride * 32 +
           element % perBlock * size;
  };
  auto bitOf = [&](uint64_t repeat, uint64_t element) {
    return repeat * params.src1RepeatStride * 256 + element;
  };
  VectorAccess access(core, "GatherMask", where);
  const uint64_t last = params.repeatTimes - 1u;
  const uint64_t sourceBytes = sourceOf(last, perRepeat - 1) + size;
  const uint8_t *from = access.reads(src, 0, sourceBytes);
  const uint8_t *mapped = nullptr;
  if (bits) {
    mapped = access.reads(*bits, 0, bitOf(last, perRepeat - 1) / 8 + 1);
  }
  std::vector<uint64_t> chosen;
  for (uint64_t repeat = 0; repeat <= last; ++repeat) {
    for (uint64_t element = 0; element < perRepeat; ++element) {
      const uint64_t bit = bitOf(repeat, element);
      if (mapped ? (mapped[bit / 8] >> (bit % 8)) & 1
                 : patternTakes(pattern, element)) {
        chosen.push_back(sourceOf(repeat, element));
      }
    }
  }
  access.disjoint(dst, chosen.size() * size, src, sourceBytes);
  uint8_t *to = access.writes(dst, 0, chosen.size() * size);
  access.issue(params.repeatTimes);
  for (uint64_t index = 0; index < chosen.size(); ++index) {
    std::memcpy(to + index * size, from + chosen[index], size);
  }
  return chosen.size();
}

void cubeport::twin::transpose16x16(const Local &dst, const Local &src,
                                    Where where) {
  constexpr uint32_t side = 16, bytes = side * side * 2;
  Core &core = currentCore(where);
  VectorAccess access(core, "Transpose", where);
  const auto *from =
      reinterpret_cast<const uint16_t *>(access.reads(src, 0, bytes));
  auto *to = reinterpret_cast<uint16_t *>(access.writes(dst, 0, bytes));
  access.issue(2);
  uint16_t copy[side * side]; // the operands may be the same
  std::memcpy(copy, from, bytes);
  for (uint32_t row = 0; row < side; ++row) {
    for (uint32_t column = 0; column < side; ++column) {
      to[column * side + row] = copy[row * side + column];
    }
  }
}

void cubeport::twin::createVecIndex(const Local &dst, double first,
                                    uint32_t count, Where where) {
  Core &core = currentCore(where);
  const uint32_t size = sizeOf(dst.type);
  VectorAccess access(core, "CreateVecIndex", where);
  uint8_t *to = access.writes(dst, 0, uint64_t(count) * size);
  access.issue((uint64_t(count) * size + 255) / 256);
  for (uint32_t index = 0; index < count; ++index) {
    const double value = first + index;
    switch (dst.type) {
    case ElementType::F32:
      reinterpret_cast<float *>(to)[index] = static_cast<float>(value);
      break;
    case ElementType::F16:
      reinterpret_cast<half *>(to)[index] = half(value);
      break;
    case ElementType::S16:
      reinterpret_cast<int16_t *>(to)[index] =
          static_cast<int16_t>(static_cast<int64_t>(value));
      break;
    default:
      reinterpret_cast<int32_t *>(to)[index] =
          static_cast<int32_t>(static_cast<int64_t>(value));
      break;
    }
  }
}
