// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the API headers and the twin library say to each other: operands, lanes
// and source places, all free of element types so that user code stays small.
#ifndef CUBEPORT_ASCENDC_TWIN_MACHINE_H
#define CUBEPORT_ASCENDC_TWIN_MACHINE_H

#include <cstddef>
#include <cstdint>

namespace cubeport {
namespace twin {

/// A place in the user's source. As the last, defaulted parameter of an API
/// function, `here()` yields the line of the caller.
struct Where {
  const char *file = "";
  int line = 0;
  static constexpr Where here(const char *file = __builtin_FILE(),
                              int line = __builtin_LINE()) {
    return Where{file, line};
  }
};

/// Element types that some instruction of the chip can name.
enum class ElementType : uint8_t {
  F32,
  F16,
  BF16,
  S8,
  U8,
  S16,
  U16,
  S32,
  U32,
  S64,
  U64,
  F64,
  None
};

/// Bytes of one element of `type`.
constexpr uint32_t sizeOf(ElementType type) {
  switch (type) {
  case ElementType::F32:
  case ElementType::S32:
  case ElementType::U32:
    return 4;
  case ElementType::F16:
  case ElementType::BF16:
  case ElementType::S16:
  case ElementType::U16:
    return 2;
  case ElementType::S64:
  case ElementType::U64:
  case ElementType::F64:
    return 8;
  default:
    return 1;
  }
}

/// A tensor in a core's local memory: where it starts, how many bytes belong
/// to it, its AscendC::TPosition and its element type.
struct Local {
  uint32_t address = 0;
  uint32_t bytes = 0;
  uint8_t position = 0;
  ElementType type = ElementType::None;
};

/// The instructions of the vector unit that act lane by lane.
enum class VectorOp : uint8_t {
  Add,
  Sub,
  Mul,
  Div,
  Max,
  Min,
  And,
  Or,
  AddRelu,
  SubRelu,
  MulAddDst,
  FusedMulAdd,
  FusedMulAddRelu,
  Adds,
  Muls,
  Maxs,
  Mins,
  ShiftLeft,
  ShiftRight,
  LeakyRelu,
  Axpy,
  Exp,
  Ln,
  Abs,
  Sqrt,
  Rsqrt,
  Reciprocal,
  Relu,
  Not,
  Duplicate,
  Copy,
};

/// Which lanes a vector instruction works on: the first `count` elements, or
/// a mask per repeat of 256 bytes (a number of lanes, or one bit per lane).
struct Lanes {
  enum Form : uint8_t { Count, Prefix, Bits };
  Form form = Count;
  bool setMask = true;
  int32_t repeats = 1;
  int64_t count = 0;
  uint64_t bits[2] = {0, 0};

  static Lanes byCount(int64_t count) {
    Lanes lanes;
    lanes.count = count;
    return lanes;
  }
  static Lanes byPrefix(uint64_t active, int32_t repeats, bool setMask) {
    Lanes lanes;
    lanes.form = Prefix;
    lanes.setMask = setMask;
    lanes.repeats = repeats;
    lanes.count = static_cast<int64_t>(active);
    return lanes;
  }
  static Lanes byBits(const uint64_t mask[], int32_t repeats, bool setMask,
                      ElementType type) {
    Lanes lanes;
    lanes.form = Bits;
    lanes.setMask = setMask;
    lanes.repeats = repeats;
    if (setMask) {
      lanes.bits[0] = mask[0];
      // Types of four bytes have 64 lanes and read one word only.
      lanes.bits[1] = sizeOf(type) <= 2 ? mask[1] : 0;
    }
    return lanes;
  }
};

/// Distances in 32-byte units: `block` between the blocks of one repeat,
/// `repeat` between repeats; entry 0 is the destination.
struct Strides {
  uint16_t block[3] = {1, 1, 1};
  uint16_t repeat[3] = {8, 8, 8};
};

/// Runs one lane-wise vector instruction. `operands` = destination, sources;
/// `scalar` holds the bits of the scalar operand, if the instruction has one.
void vectorOp(VectorOp op, const Lanes &lanes, const Strides &strides,
              const Local *operands, int numOperands, uint64_t scalar,
              Where where);

/// The bits of `value`, for passing a scalar of any element type.
template <typename T> inline uint64_t bitsOf(const T &value) {
  static_assert(sizeof(T) <= 8, "a scalar operand has at most 8 bytes");
  uint64_t bits = 0;
  __builtin_memcpy(&bits, &value, sizeof(T));
  return bits;
}

} // namespace twin
} // namespace cubeport

#endif // CUBEPORT_ASCENDC_TWIN_MACHINE_H
