// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Float where the scalar unit has no instruction: square roots, fma, rounding
// in a direction, integers. Part of the support headers of a project written
// by cubeport.
#ifndef CUBEPORT_FLOAT_H
#define CUBEPORT_FLOAT_H

#include "cubeport_double.h"

namespace cubeport {

__aicore__ inline float fabs(float x) {
  return detail::floatOf(detail::bitsOf(x) & 0x7fffffff);
}
__aicore__ inline float copysign(float magnitude, float sign) {
  return detail::floatOf((detail::bitsOf(magnitude) & 0x7fffffff) |
                         (detail::bitsOf(sign) & 0x80000000));
}

namespace detail {

/// A double that lies between two floats where the exact number does: cut
/// toward zero, with the last bit set if that lost something. Rounding it to
/// float is right in every direction.
__aicore__ inline Double markLost(Double cut, Double away) {
  return Double{cut.bits | uint64_t(cut.bits != away.bits)};
}

/// To float; NaN as the GPU makes it.
template <Rounding R> __aicore__ inline float finishFloat(Double value) {
  return isNan(value) ? floatOf(uint32_t(0x7fffffff)) : floatOf<R>(value);
}

template <Rounding R>
__aicore__ inline float fmaFloat(float a, float b, float c) {
  Double x = toDouble(a), y = toDouble(b), z = toDouble(c);
  Double cut = fmaIn<Rounding::TowardZero>(x, y, z);
  if (isZero(cut)) { // the sign of 0 depends on the direction
    return finishFloat<R>(fmaIn<R>(x, y, z));
  }
  return finishFloat<R>(markLost(cut, signBit(cut)
                                          ? fmaIn<Rounding::Down>(x, y, z)
                                          : fmaIn<Rounding::Up>(x, y, z)));
}

} // namespace detail

/// __fadd_rz and the like: addIn<Rounding::TowardZero>(a, b).
template <Rounding R> __aicore__ inline float fmaIn(float a, float b, float c) {
  return detail::fmaFloat<R>(a, b, c);
}
template <Rounding R> __aicore__ inline float addIn(float a, float b) {
  return detail::fmaFloat<R>(a, 1.0f, b);
}
template <Rounding R> __aicore__ inline float subIn(float a, float b) {
  return detail::fmaFloat<R>(b, -1.0f, a);
}
template <Rounding R> __aicore__ inline float mulIn(float a, float b) {
  // The product of two floats fits in a double.
  return detail::finishFloat<R>(toDouble(a) * toDouble(b));
}
template <Rounding R> __aicore__ inline float divIn(float a, float b) {
  // No quotient of two floats lies within a double's last bits of a float or
  // of the middle of two without being there.
  Double x = toDouble(a), y = toDouble(b);
  Double cut = divIn<Rounding::TowardZero>(x, y);
  Double away =
      signBit(cut) ? divIn<Rounding::Down>(x, y) : divIn<Rounding::Up>(x, y);
  return detail::finishFloat<R>(detail::markLost(cut, away));
}
template <Rounding R> __aicore__ inline float rcpIn(float x) {
  return divIn<R>(1.0f, x);
}
template <Rounding R> __aicore__ inline float sqrtIn(float x) {
  Double value = toDouble(x), cut = sqrtIn<Rounding::TowardZero>(value);
  return detail::finishFloat<R>(
      detail::markLost(cut, sqrtIn<Rounding::Up>(value)));
}
__aicore__ inline float fma(float a, float b, float c) {
  return detail::fmaFloat<Rounding::Nearest>(a, b, c);
}
__aicore__ inline float sqrt(float x) {
  // Rounding twice is right: a double has more than twice a float's bits.
  return detail::finishFloat<Rounding::Nearest>(sqrt(toDouble(x)));
}

/// NaN becomes 0 in 32 bits and the least number in 64.
template <Rounding R> __aicore__ inline int32_t toInt32In(float x) {
  return x != x ? 0 : toInt32In<R>(toDouble(x));
}
template <Rounding R> __aicore__ inline uint32_t toUint32In(float x) {
  return x != x ? 0 : toUint32In<R>(toDouble(x));
}
template <Rounding R> __aicore__ inline int64_t toInt64In(float x) {
  return toInt64In<R>(toDouble(x));
}
template <Rounding R> __aicore__ inline uint64_t toUint64In(float x) {
  return toUint64In<R>(toDouble(x));
}
__aicore__ inline int32_t toInt32(float x) {
  return toInt32In<Rounding::TowardZero>(x);
}
__aicore__ inline uint32_t toUint32(float x) {
  return toUint32In<Rounding::TowardZero>(x);
}
__aicore__ inline int64_t toInt64(float x) {
  return toInt64In<Rounding::TowardZero>(x);
}
__aicore__ inline uint64_t toUint64(float x) {
  return toUint64In<Rounding::TowardZero>(x);
}

template <Rounding R> __aicore__ inline float toFloatIn(uint64_t value) {
  if (value == 0) {
    return 0.0f;
  }
  int32_t zeros = detail::countLeadingZeros(value);
  return detail::roundToFloat<R>(false, 1023 + 63 - zeros, value << zeros);
}
template <Rounding R> __aicore__ inline float toFloatIn(int64_t value) {
  if (value == 0) {
    return 0.0f;
  }
  bool isNegative = value < 0;
  uint64_t size = isNegative ? uint64_t(0) - uint64_t(value) : uint64_t(value);
  int32_t zeros = detail::countLeadingZeros(size);
  return detail::roundToFloat<R>(isNegative, 1023 + 63 - zeros, size << zeros);
}
template <Rounding R> __aicore__ inline float toFloatIn(int32_t value) {
  return toFloatIn<R>(int64_t(value));
}
template <Rounding R> __aicore__ inline float toFloatIn(uint32_t value) {
  return toFloatIn<R>(uint64_t(value));
}

/// To integers in float; exact, so that double does for float.
__aicore__ inline float floor(float x) { return toFloat(floor(toDouble(x))); }
__aicore__ inline float ceil(float x) { return toFloat(ceil(toDouble(x))); }
__aicore__ inline float trunc(float x) { return toFloat(trunc(toDouble(x))); }
__aicore__ inline float rint(float x) { return toFloat(rint(toDouble(x))); }
__aicore__ inline float round(float x) { return toFloat(round(toDouble(x))); }
__aicore__ inline float nearbyint(float x) { return rint(x); }
__aicore__ inline float fmod(float x, float y) {
  return toFloat(fmod(toDouble(x), toDouble(y)));
}
__aicore__ inline float remainder(float x, float y) {
  return toFloat(remainder(toDouble(x), toDouble(y)));
}

} // namespace cubeport

#endif
