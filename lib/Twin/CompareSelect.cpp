// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Compare, Compares and Select: one bit per lane.
#include "VectorAccess.h"
#include "twin/CompareRegister.h"

#include <cinttypes>
#include <cstring>

using namespace cubeport::twin;
using AscendC::CMPMODE;
using AscendC::SELMODE;

/// The 128 bits that a comparison without a destination leaves.
static thread_local uint8_t compareRegister[16];

namespace {

/// Where the lanes of a source lie: repeats of 256 bytes in 8 blocks.
struct SourceLayout {
  uint32_t size, blockBytes, repeatBytes;
  uint64_t offsetOf(uint64_t repeat, uint32_t lane) const {
    const uint32_t perBlock = 32 / size;
    return repeat * repeatBytes + lane / perBlock * blockBytes +
           lane % perBlock * size;
  }
};

} // namespace

static SourceLayout layoutOf(const Local &tensor, const Strides &strides,
                             int operand) {
  return {sizeOf(tensor.type), strides.block[operand] * 32u,
          strides.repeat[operand] * 32u};
}

static bool isContiguous(const SourceLayout &layout) {
  return layout.blockBytes == 32 && layout.repeatBytes == 256;
}

/// Bytes of a source that `lanes` lanes reach.
static uint64_t extentOf(const SourceLayout &layout, uint64_t lanes) {
  const uint32_t perRepeat = 256 / layout.size;
  if (lanes == 0) {
    return 0;
  }
  if (isContiguous(layout)) {
    return lanes * layout.size;
  }
  uint64_t extent = 0;
  const uint64_t repeats = (lanes + perRepeat - 1) / perRepeat;
  for (uint64_t repeat = 0; repeat < repeats; ++repeat) {
    for (uint32_t lane = 0; lane < perRepeat; ++lane) {
      const uint64_t end = layout.offsetOf(repeat, lane) + layout.size;
      extent = end > extent ? end : extent;
    }
  }
  return extent;
}

template <typename T> static bool holds(CMPMODE mode, T a, T b) {
  switch (mode) {
  case CMPMODE::LT:
    return a < b;
  case CMPMODE::GT:
    return a > b;
  case CMPMODE::EQ:
    return a == b;
  case CMPMODE::LE:
    return a <= b;
  case CMPMODE::GE:
    return a >= b;
  case CMPMODE::NE:
    return a != b;
  }
  return false;
}

/// Eight contiguous lanes to a byte.
template <typename T, CMPMODE mode>
static void compareContiguous(uint8_t *to, const T *a, const T *b, T scalar,
                              uint64_t lanes) {
  for (uint64_t group = 0; group < lanes / 8; ++group) {
    uint32_t bits = 0;
    for (uint32_t lane = 0; lane < 8; ++lane) {
      const T left = a[group * 8 + lane];
      const T right = b ? b[group * 8 + lane] : scalar;
      bits |= uint32_t(holds<T>(mode, left, right)) << lane;
    }
    to[group] = static_cast<uint8_t>(bits);
  }
}

template <typename T>
static void compareRun(CMPMODE mode, uint8_t *to, const void *left,
                       const void *right, T scalar, uint64_t lanes) {
  const auto *a = static_cast<const T *>(left);
  const auto *b = static_cast<const T *>(right);
  switch (mode) {
  case CMPMODE::LT:
    return compareContiguous<T, CMPMODE::LT>(to, a, b, scalar, lanes);
  case CMPMODE::GT:
    return compareContiguous<T, CMPMODE::GT>(to, a, b, scalar, lanes);
  case CMPMODE::EQ:
    return compareContiguous<T, CMPMODE::EQ>(to, a, b, scalar, lanes);
  case CMPMODE::LE:
    return compareContiguous<T, CMPMODE::LE>(to, a, b, scalar, lanes);
  case CMPMODE::GE:
    return compareContiguous<T, CMPMODE::GE>(to, a, b, scalar, lanes);
  case CMPMODE::NE:
    return compareContiguous<T, CMPMODE::NE>(to, a, b, scalar, lanes);
  }
}

/// Compares block by block, or in one run when the sources are contiguous.
template <typename T>
static void compareTyped(CMPMODE mode, uint8_t *to, const uint8_t *a,
                         const SourceLayout &aLayout, const uint8_t *b,
                         const SourceLayout &bLayout, uint64_t scalarBits,
                         uint64_t lanes) {
  T scalar;
  std::memcpy(&scalar, &scalarBits, sizeof(T));
  if (isContiguous(aLayout) && isContiguous(bLayout)) {
    return compareRun<T>(mode, to, a, b, scalar, lanes);
  }
  constexpr uint32_t perBlock = 32 / sizeof(T), perRepeat = 256 / sizeof(T);
  for (uint64_t first = 0; first < lanes; first += perBlock) {
    const uint64_t repeat = first / perRepeat;
    const uint32_t lane = first % perRepeat;
    compareRun<T>(mode, to + first / 8, a + aLayout.offsetOf(repeat, lane),
                  b ? b + bLayout.offsetOf(repeat, lane) : nullptr, scalar,
                  perBlock);
  }
}

void cubeport::twin::compare(const char *name, const Local &dst,
                             const Local &lhs, const Local *rhs,
                             uint64_t scalar, CMPMODE mode, const Lanes &lanes,
                             const Strides &strides, Where where) {
  Core &core = currentCore(where);
  const uint32_t size = sizeOf(lhs.type);
  if (lhs.type == ElementType::S32 && mode != CMPMODE::EQ) {
    fault(FaultCode::ElementType, where,
          "'%s' orders int32_t; the vector unit compares int32_t for EQ only",
          name);
  }
  uint64_t total = static_cast<uint64_t>(lanes.count);
  if (lanes.form == Lanes::Count) {
    if (total * size % 256 != 0) {
      fault(FaultCode::CompareSize, where,
            "'%s' compares %" PRIu64 " elements of %u bytes; the chip skips "
            "what exceeds a multiple of 256 bytes",
            name, total, size);
    }
  } else {
    // The mask does not matter: every repeat gives all its bits.
    total = static_cast<uint64_t>(lanes.repeats) * (256 / size);
  }
  const SourceLayout left = layoutOf(lhs, strides, 1);
  const SourceLayout right = rhs ? layoutOf(*rhs, strides, 2) : left;
  VectorAccess access(core, name, where);
  const uint64_t leftBytes = extentOf(left, total);
  const uint8_t *a = access.reads(lhs, 0, leftBytes);
  access.disjoint(dst, total / 8, lhs, leftBytes);
  const uint8_t *b = nullptr;
  if (rhs) {
    const uint64_t rightBytes = extentOf(right, total);
    b = access.reads(*rhs, 0, rightBytes);
    access.disjoint(dst, total / 8, *rhs, rightBytes);
  }
  uint8_t *to = access.writes(dst, 0, total / 8);
  access.issue((total * size + 255) / 256);
  switch (lhs.type) {
  case ElementType::F32:
    return compareTyped<float>(mode, to, a, left, b, right, scalar, total);
  case ElementType::F16:
    return compareTyped<half>(mode, to, a, left, b, right, scalar, total);
  default:
    return compareTyped<int32_t>(mode, to, a, left, b, right, scalar, total);
  }
}

template <typename T>
static void selectTyped(const RepeatMask &mask, uint8_t *to,
                        const SourceLayout &toLayout, const uint8_t *bits,
                        bool sameBits, const uint8_t *a,
                        const SourceLayout &aLayout, const uint8_t *b,
                        const SourceLayout &bLayout, T scalar) {
  constexpr uint32_t perRepeat = 256 / sizeof(T);
  for (uint64_t repeat = 0; repeat < mask.repeats; ++repeat) {
    const uint64_t firstBit = sameBits ? 0 : repeat * perRepeat;
    for (uint32_t lane = 0; lane < perRepeat; ++lane) {
      if (!mask.active(repeat, lane)) {
        continue;
      }
      const uint64_t bit = firstBit + lane;
      const bool first = (bits[bit / 8] >> (bit % 8)) & 1;
      T value = scalar;
      if (first) {
        std::memcpy(&value, a + aLayout.offsetOf(repeat, lane), sizeof(T));
      } else if (b) {
        std::memcpy(&value, b + bLayout.offsetOf(repeat, lane), sizeof(T));
      }
      std::memcpy(to + toLayout.offsetOf(repeat, lane), &value, sizeof(T));
    }
  }
}

/// The count form, eight lanes to a byte of bits.
template <typename T>
static void selectContiguous(uint8_t *target, const uint8_t *bits,
                             const uint8_t *left, const uint8_t *right,
                             T scalar, uint64_t count) {
  auto *to = reinterpret_cast<T *>(target);
  const auto *a = reinterpret_cast<const T *>(left);
  const auto *b = reinterpret_cast<const T *>(right);
  for (uint64_t lane = 0; lane < count; ++lane) {
    const bool first = (bits[lane / 8] >> (lane % 8)) & 1;
    const T x = a[lane], y = b ? b[lane] : scalar;
    to[lane] = first ? x : y;
  }
}

/// Selects by the bits in `mask`, or by those of the register without one.
static void selectBy(const Local *mask, const Local &dst, const Local &lhs,
                     const Local *rhs, uint64_t scalar, SELMODE mode,
                     const Lanes &lanes, const Strides &strides, Where where) {
  Core &core = currentCore(where);
  core.requireReserve("Select", where);
  const bool tensorMode = mode != SELMODE::VSEL_TENSOR_SCALAR_MODE;
  if (tensorMode != (rhs != nullptr)) {
    fault(FaultCode::ElementType, where,
          "'Select' has a %s as second source, which its mode does not take",
          rhs ? "tensor" : "scalar");
  }
  const uint32_t size = sizeOf(dst.type), perRepeat = 256 / size;
  const RepeatMask repeats =
      repeatMaskOf(core, "Select", lanes, perRepeat, where);
  const uint64_t total = lanes.form == Lanes::Count
                             ? repeats.counted
                             : repeats.repeats * perRepeat;
  const bool sameBits = mode == SELMODE::VSEL_CMPMASK_SPR;
  const SourceLayout to = layoutOf(dst, strides, 0);
  const SourceLayout left = layoutOf(lhs, strides, 1);
  const SourceLayout right = rhs ? layoutOf(*rhs, strides, 2) : left;
  VectorAccess access(core, "Select", where);
  const uint64_t bitBytes =
      ((sameBits && total > perRepeat ? perRepeat : total) + 7) / 8;
  const uint64_t targetBytes = extentOf(to, total);
  const uint8_t *bits = compareRegister;
  if (mask) {
    bits = access.reads(*mask, 0, bitBytes);
    access.disjoint(dst, targetBytes, *mask, bitBytes);
  }
  const uint8_t *a = access.reads(lhs, 0, extentOf(left, total));
  const uint8_t *b =
      rhs ? access.reads(*rhs, 0, extentOf(right, total)) : nullptr;
  uint8_t *target = access.writes(dst, 0, targetBytes);
  access.issue(repeats.repeats);
  // Selection moves bits, so a type of the same size does.
  if (lanes.form == Lanes::Count && !sameBits) {
    return size == 4 ? selectContiguous(target, bits, a, b,
                                        static_cast<uint32_t>(scalar), total)
                     : selectContiguous(target, bits, a, b,
                                        static_cast<uint16_t>(scalar), total);
  }
  if (size == 4) {
    return selectTyped(repeats, target, to, bits, sameBits, a, left, b, right,
                       static_cast<uint32_t>(scalar));
  }
  selectTyped(repeats, target, to, bits, sameBits, a, left, b, right,
              static_cast<uint16_t>(scalar));
}

void cubeport::twin::select(const Local &dst, const Local &mask,
                            const Local &lhs, const Local *rhs, uint64_t scalar,
                            SELMODE mode, const Lanes &lanes,
                            const Strides &strides, Where where) {
  selectBy(&mask, dst, lhs, rhs, scalar, mode, lanes, strides, where);
}

//===----------------------------------------------------------------------===//
// The register of comparisons
//===----------------------------------------------------------------------===//

void cubeport::twin::compareToRegister(const Local &lhs, const Local &rhs,
                                       CMPMODE mode, const Lanes &lanes,
                                       const Strides &strides, Where where) {
  Core &core = currentCore(where);
  const uint32_t size = sizeOf(lhs.type), perRepeat = 256 / size;
  const RepeatMask mask =
      repeatMaskOf(core, "Compare", lanes, perRepeat, where);
  const SourceLayout left = layoutOf(lhs, strides, 1);
  const SourceLayout right = layoutOf(rhs, strides, 2);
  VectorAccess access(core, "Compare", where);
  const uint8_t *a = access.reads(lhs, 0, extentOf(left, perRepeat));
  const uint8_t *b = access.reads(rhs, 0, extentOf(right, perRepeat));
  access.issue(1);
  uint8_t bits[16];
  if (lhs.type == ElementType::F32) {
    compareTyped<float>(mode, bits, a, left, b, right, 0, perRepeat);
  } else {
    compareTyped<half>(mode, bits, a, left, b, right, 0, perRepeat);
  }
  for (uint32_t lane = 0; lane < perRepeat; ++lane) {
    if (mask.active(0, lane)) {
      uint8_t &byte = compareRegister[lane / 8];
      const unsigned bit = 1u << (lane % 8);
      byte = static_cast<uint8_t>((byte & ~bit) | (bits[lane / 8] & bit));
    }
  }
}

void cubeport::twin::getCompareMask(const Local &dst, Where where) {
  Core &core = currentCore(where);
  VectorAccess access(core, "GetCmpMask", where);
  uint8_t *to = access.writes(dst, 0, sizeof(compareRegister), 16);
  access.issue(1);
  std::memcpy(to, compareRegister, sizeof(compareRegister));
}

void cubeport::twin::setCompareMask(const Local &src, Where where) {
  Core &core = currentCore(where);
  VectorAccess access(core, "SetCmpMask", where);
  const uint8_t *from = access.reads(src, 0, sizeof(compareRegister), 16);
  access.issue(1);
  std::memcpy(compareRegister, from, sizeof(compareRegister));
}

void cubeport::twin::selectByRegister(const Local &dst, const Local *mask,
                                      const Local &lhs, const Local *rhs,
                                      SELMODE mode, uint8_t repeats,
                                      const Strides &strides, Where where) {
  const Lanes lanes = Lanes::byPrefix(0, repeats, false);
  if (mode == SELMODE::VSEL_CMPMASK_SPR) {
    return selectBy(nullptr, dst, lhs, rhs, 0, mode, lanes, strides, where);
  }
  uint64_t word = 0;
  std::memcpy(&word, compareRegister, sizeof(word));
  if (mode == SELMODE::VSEL_TENSOR_SCALAR_MODE) {
    return selectBy(mask, dst, lhs, rhs, word, mode, lanes, strides, where);
  }
  // The register holds the address of the bits.
  Local bits = dst;
  bits.address = static_cast<uint32_t>(word);
  bits.bytes = static_cast<uint32_t>(physicalBytes(Memory::UB)) - bits.address;
  selectBy(&bits, dst, lhs, rhs, 0, mode, lanes, strides, where);
}
