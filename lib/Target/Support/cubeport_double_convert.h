// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Double from and to float and integers, as CUDA converts: integers saturate,
// NaN becomes the least one. Part of the support headers of a project written
// by cubeport.
#ifndef CUBEPORT_DOUBLE_CONVERT_H
#define CUBEPORT_DOUBLE_CONVERT_H

#include "cubeport_double_arith.h"

namespace cubeport {
namespace detail {

/// The integer `magnitude` with a sign.
template <Rounding R>
__aicore__ inline Double fromMagnitude(bool isNegative, uint64_t magnitude) {
  if (magnitude == 0) {
    return makeZero(false);
  }
  int32_t zeros = countLeadingZeros(magnitude);
  return roundToDouble<R>(isNegative, 1023 + 63 - zeros, magnitude << zeros);
}

template <Rounding R> __aicore__ inline Double doubleOf(int64_t value) {
  return fromMagnitude<R>(value < 0, value < 0 ? uint64_t(0) - uint64_t(value)
                                               : uint64_t(value));
}

/// A float's overflow and underflow, like those of Double.
template <Rounding R>
__aicore__ inline float roundToFloat(bool isNegative, int32_t exponent,
                                     uint64_t significand) {
  uint32_t sign = uint32_t(isNegative) << 31;
  exponent += 127 - 1023;
  if (exponent > 254) {
    return floatOf((sign | 0x7f800000) -
                   uint32_t(overflow<R>(isNegative).bits & 1));
  }
  if (exponent < 1) {
    significand = shiftRightSticky(significand, 1 - exponent);
    exponent = 1;
  }
  return floatOf(sign | ((uint32_t(exponent - 1) << 23) +
                         uint32_t(roundOff<R>(isNegative, significand, 40))));
}

template <Rounding R> __aicore__ inline float floatOf(Double x) {
  if (!isFinite(x) || isZero(x)) {
    uint32_t high = uint32_t(x.bits >> 32);
    uint32_t nan =
        isNan(x) ? 0x400000 | (uint32_t(x.bits >> 29) & 0x3fffff) : 0;
    return floatOf((high & 0x80000000) | (isZero(x) ? 0 : 0x7f800000) | nan);
  }
  Unpacked u = unpack(x);
  return roundToFloat<R>(u.isNegative, u.exponent, u.significand);
}

/// |x| as an integer; all ones from 2^64 on.
template <Rounding R> __aicore__ inline uint64_t magnitudeOf(Double x) {
  int32_t exponent = int32_t(x.bits >> 52 & 0x7ff) - 1023;
  if (exponent >= 64) {
    return ~uint64_t(0);
  }
  if (isZero(x)) {
    return 0;
  }
  Unpacked u = unpack(x);
  if (exponent >= 52) {
    return u.significand >> (63 - exponent);
  }
  if (exponent < -1) { // below a half
    return roundOff<R>(u.isNegative, 1, 2);
  }
  // A bit more below, so that a half is a number.
  uint64_t steps = shiftRightSticky(u.significand, 61 - exponent);
  return roundOff<R>(u.isNegative, steps, 2);
}

template <Rounding R> __aicore__ inline int64_t int64Of(Double x) {
  const int64_t least = int64_t(uint64_t(1) << 63);
  if (isNan(x)) {
    return least;
  }
  uint64_t magnitude = magnitudeOf<R>(x);
  if (magnitude >> 63 != 0) {
    return signBit(x) ? least : ~least;
  }
  return signBit(x) ? -int64_t(magnitude) : int64_t(magnitude);
}

template <Rounding R> __aicore__ inline uint64_t uint64Of(Double x) {
  if (isNan(x)) {
    return uint64_t(1) << 63;
  }
  return signBit(x) ? 0 : magnitudeOf<R>(x);
}

template <Rounding R> __aicore__ inline int32_t int32Of(Double x) {
  int64_t value = int64Of<R>(x);
  const int64_t limit = int64_t(1) << 31;
  return int32_t(value < -limit ? -limit : value < limit ? value : limit - 1);
}

template <Rounding R> __aicore__ inline uint32_t uint32Of(Double x) {
  if (isNan(x)) {
    return uint32_t(1) << 31;
  }
  uint64_t value = uint64Of<R>(x);
  return value >> 32 != 0 ? ~uint32_t(0) : uint32_t(value);
}

} // namespace detail

/// Exact.
__aicore__ inline Double toDouble(float value) {
  uint64_t bits = detail::bitsOf(value);
  uint64_t sign = bits >> 31 << 63, magnitude = bits << 33 >> 33;
  if (magnitude - 0x800000 < 0x7f000000) { // normal
    return Double{sign | ((magnitude << 29) + (uint64_t(1023 - 127) << 52))};
  }
  if (magnitude >= 0x7f800000) {
    uint64_t quiet = uint64_t(magnitude > 0x7f800000) << 51;
    return Double{sign | uint64_t(0x7ff) << 52 | magnitude << 41 >> 12 | quiet};
  }
  if (magnitude == 0) {
    return Double{sign};
  }
  int32_t zeros = detail::countLeadingZeros(magnitude);
  return detail::roundToDouble<Rounding::Nearest>(
      sign != 0, 1023 - 149 + 63 - zeros, magnitude << zeros);
}
__aicore__ inline Double toDouble(int64_t value) {
  return detail::doubleOf<Rounding::Nearest>(value);
}
__aicore__ inline Double toDouble(uint64_t value) {
  return detail::fromMagnitude<Rounding::Nearest>(false, value);
}
__aicore__ inline Double toDouble(int32_t value) {
  return toDouble(int64_t(value));
}
__aicore__ inline Double toDouble(uint32_t value) {
  return toDouble(uint64_t(value));
}

/// Rounded to nearest, as a cast does.
__aicore__ inline float toFloat(Double x) {
  return detail::floatOf<Rounding::Nearest>(x);
}

/// Toward zero, as a cast does.
__aicore__ inline int32_t toInt32(Double x) {
  return detail::int32Of<Rounding::TowardZero>(x);
}
__aicore__ inline uint32_t toUint32(Double x) {
  return detail::uint32Of<Rounding::TowardZero>(x);
}
__aicore__ inline int64_t toInt64(Double x) {
  return detail::int64Of<Rounding::TowardZero>(x);
}
__aicore__ inline uint64_t toUint64(Double x) {
  return detail::uint64Of<Rounding::TowardZero>(x);
}

} // namespace cubeport

#endif
