// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The 16-bit floating-point types, the keywords of the kernel language, and
// the map from C++ types to element types.
#ifndef CUBEPORT_ASCENDC_TWIN_TYPES_H
#define CUBEPORT_ASCENDC_TWIN_TYPES_H

#include "twin/Machine.h"

#define __gm__
#define __ubuf__
#define __cbuf__
#define __ca__
#define __cb__
#define __cc__
#define __aicore__
#ifndef __global__
#define __global__
#endif
#define __vector__
#define __cube__
#define __mix__(...)
#define __schedmode__(...)
#define __inout_pipe__(...)
#define __in_pipe__(...)
#define __out_pipe__(...)
#ifndef __host_aicore__
#define __host_aicore__
#endif
#define __NPU_ARCH__ 2201
#define GM_ADDR uint8_t *
#define ASCEND_IS_AIC (::cubeport::twin::onCubeCore())
#define ASCEND_IS_AIV (!::cubeport::twin::onCubeCore())

namespace cubeport {
namespace twin {
/// True on a cube core of a mixed or cube kernel.
bool onCubeCore();

inline float floatOfBits(uint32_t bits) {
  float value;
  __builtin_memcpy(&value, &bits, 4);
  return value;
}
inline uint32_t bitsOfFloat(float value) {
  uint32_t bits;
  __builtin_memcpy(&bits, &value, 4);
  return bits;
}

/// IEEE binary16 to binary32, exact.
inline float floatOfHalf(uint16_t h) {
  const uint32_t sign = static_cast<uint32_t>(h & 0x8000) << 16;
  const uint32_t rest = h & 0x7fff;
  // Shift into place, then repair the exponent by one multiplication, which
  // also normalises subnormal numbers.
  uint32_t bits = rest << 13;
  const float scaled = floatOfBits(bits) * floatOfBits(0x77800000); // 2^112
  bits = rest >= 0x7c00 ? (bits | 0x7f800000) : bitsOfFloat(scaled);
  return floatOfBits(bits | sign);
}

/// binary32 to binary16, to nearest even; overflow gives infinity.
inline uint16_t halfOfFloat(float value) {
  const uint32_t bits = bitsOfFloat(value);
  const uint32_t sign = (bits >> 16) & 0x8000;
  const uint32_t magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) {
    return static_cast<uint16_t>(sign | 0x7e00);
  }
  if (magnitude >= 0x477ff000) { // rounds to 65536 or more
    return static_cast<uint16_t>(sign | 0x7c00);
  }
  if (magnitude < 0x38800000) { // below 2^-14: subnormal or zero
    // Adding 0.5 leaves the value, rounded to 2^-24, in the low bits.
    const float shifted = floatOfBits(magnitude) + 0.5f;
    return static_cast<uint16_t>(sign | (bitsOfFloat(shifted) - 0x3f000000));
  }
  const uint32_t odd = (magnitude >> 13) & 1;
  return static_cast<uint16_t>(sign |
                               ((magnitude - 0x38000000 + 0xfff + odd) >> 13));
}

/// binary32 to bfloat16, to nearest even.
inline uint16_t bfloatOfFloat(float value) {
  const uint32_t bits = bitsOfFloat(value);
  if ((bits & 0x7fffffff) > 0x7f800000) {
    return static_cast<uint16_t>((bits >> 16) | 0x40);
  }
  return static_cast<uint16_t>((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
}
} // namespace twin
} // namespace cubeport

/// IEEE binary16; arithmetic happens in float and is rounded on assignment.
struct half {
  uint16_t bits = 0;
  half() = default;
  half(float value) : bits(cubeport::twin::halfOfFloat(value)) {}
  half(double value) : half(static_cast<float>(value)) {}
  half(int value) : half(static_cast<float>(value)) {}
  half(unsigned value) : half(static_cast<float>(value)) {}
  half(long value) : half(static_cast<float>(value)) {}
  half(unsigned long value) : half(static_cast<float>(value)) {}
  operator float() const { return cubeport::twin::floatOfHalf(bits); }
  half &operator+=(float other) { return *this = half(float(*this) + other); }
  half &operator-=(float other) { return *this = half(float(*this) - other); }
  half &operator*=(float other) { return *this = half(float(*this) * other); }
};

/// The upper half of a binary32.
struct bfloat16_t {
  uint16_t bits = 0;
  bfloat16_t() = default;
  bfloat16_t(float value) : bits(cubeport::twin::bfloatOfFloat(value)) {}
  operator float() const {
    return cubeport::twin::floatOfBits(static_cast<uint32_t>(bits) << 16);
  }
};

namespace cubeport {
namespace twin {
/// The element type that stands for `T`; undefined for types no tensor has.
template <typename T> struct ElementTypeOf;
#define CUBEPORT_TWIN_ELEMENT(TYPE, ELEMENT)                                   \
  template <> struct ElementTypeOf<TYPE> {                                     \
    static constexpr ElementType value = ElementType::ELEMENT;                 \
  };
CUBEPORT_TWIN_ELEMENT(float, F32)
CUBEPORT_TWIN_ELEMENT(half, F16)
CUBEPORT_TWIN_ELEMENT(bfloat16_t, BF16)
CUBEPORT_TWIN_ELEMENT(int8_t, S8)
CUBEPORT_TWIN_ELEMENT(char, S8)
CUBEPORT_TWIN_ELEMENT(bool, U8)
CUBEPORT_TWIN_ELEMENT(uint8_t, U8)
CUBEPORT_TWIN_ELEMENT(int16_t, S16)
CUBEPORT_TWIN_ELEMENT(uint16_t, U16)
CUBEPORT_TWIN_ELEMENT(int32_t, S32)
CUBEPORT_TWIN_ELEMENT(uint32_t, U32)
CUBEPORT_TWIN_ELEMENT(int64_t, S64)
CUBEPORT_TWIN_ELEMENT(uint64_t, U64)
CUBEPORT_TWIN_ELEMENT(long long, S64)
CUBEPORT_TWIN_ELEMENT(unsigned long long, U64)
CUBEPORT_TWIN_ELEMENT(double, F64)
#undef CUBEPORT_TWIN_ELEMENT

/// True when `T` is one of the element types `Allowed`.
template <typename T, ElementType... Allowed>
constexpr bool isOneOf = ((ElementTypeOf<T>::value == Allowed) || ...);
} // namespace twin
} // namespace cubeport

#endif // CUBEPORT_ASCENDC_TWIN_TYPES_H
