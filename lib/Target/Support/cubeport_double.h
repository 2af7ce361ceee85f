// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's double for a unit without one: `sum = sum + a * b` works as for
// double. Part of the support headers of a project written by cubeport.
#ifndef CUBEPORT_DOUBLE_H
#define CUBEPORT_DOUBLE_H

#include "cubeport_double_convert.h"
#include "cubeport_double_parts.h"
#include "cubeport_roots.h"

namespace cubeport {

__aicore__ inline Double operator-(Double x) {
  return Double{x.bits ^ uint64_t(1) << 63};
}
__aicore__ inline Double operator+(Double x) { return x; }
__aicore__ inline Double operator+(Double a, Double b) {
  return detail::addRounded<Rounding::Nearest>(a, b);
}
__aicore__ inline Double operator-(Double a, Double b) {
  return detail::subtractRounded<Rounding::Nearest>(a, b);
}
__aicore__ inline Double operator*(Double a, Double b) {
  return detail::multiplyRounded<Rounding::Nearest>(a, b);
}
__aicore__ inline Double operator/(Double a, Double b) {
  return detail::divideRounded<Rounding::Nearest>(a, b);
}
__aicore__ inline Double &operator+=(Double &a, Double b) { return a = a + b; }
__aicore__ inline Double &operator-=(Double &a, Double b) { return a = a - b; }
__aicore__ inline Double &operator*=(Double &a, Double b) { return a = a * b; }
__aicore__ inline Double &operator/=(Double &a, Double b) { return a = a / b; }

namespace detail {

/// Integers in the order of the numbers; the two zeros are one.
__aicore__ inline int64_t orderOf(Double x) {
  int64_t magnitude = int64_t(x.bits << 1 >> 1);
  return signBit(x) ? -magnitude : magnitude;
}

} // namespace detail

__aicore__ inline bool isUnordered(Double a, Double b) {
  return isNan(a) || isNan(b);
}
__aicore__ inline bool operator==(Double a, Double b) {
  return !isUnordered(a, b) && detail::orderOf(a) == detail::orderOf(b);
}
__aicore__ inline bool operator!=(Double a, Double b) { return !(a == b); }
__aicore__ inline bool operator<(Double a, Double b) {
  return !isUnordered(a, b) && detail::orderOf(a) < detail::orderOf(b);
}
__aicore__ inline bool operator<=(Double a, Double b) {
  return !isUnordered(a, b) && detail::orderOf(a) <= detail::orderOf(b);
}
__aicore__ inline bool operator>(Double a, Double b) { return b < a; }
__aicore__ inline bool operator>=(Double a, Double b) { return b <= a; }

/// The number of two; -0 counts as less than 0.
__aicore__ inline Double fmin(Double a, Double b) {
  if (isUnordered(a, b)) {
    return isNan(a) ? b : a;
  }
  return a < b || (a == b && signBit(a)) ? a : b;
}
__aicore__ inline Double fmax(Double a, Double b) {
  if (isUnordered(a, b)) {
    return isNan(a) ? b : a;
  }
  return a < b || (a == b && signBit(a)) ? b : a;
}
__aicore__ inline Double fdim(Double a, Double b) {
  return a <= b ? detail::makeZero(false) : a - b;
}

/// a * b + c, rounded once.
__aicore__ inline Double fma(Double a, Double b, Double c) {
  return detail::fmaRounded<Rounding::Nearest>(a, b, c);
}
__aicore__ inline Double sqrt(Double x) {
  return detail::sqrtRounded<Rounding::Nearest>(x);
}

/// The intrinsics that name a direction, such as __dadd_rz, __double2int_ru,
/// __ll2double_rd and __double2float_rz: addIn<Rounding::TowardZero>(a, b).
template <Rounding R> __aicore__ inline Double addIn(Double a, Double b) {
  return detail::addRounded<R>(a, b);
}
template <Rounding R> __aicore__ inline Double subIn(Double a, Double b) {
  return detail::subtractRounded<R>(a, b);
}
template <Rounding R> __aicore__ inline Double mulIn(Double a, Double b) {
  return detail::multiplyRounded<R>(a, b);
}
template <Rounding R> __aicore__ inline Double divIn(Double a, Double b) {
  return detail::divideRounded<R>(a, b);
}
template <Rounding R>
__aicore__ inline Double fmaIn(Double a, Double b, Double c) {
  return detail::fmaRounded<R>(a, b, c);
}
template <Rounding R> __aicore__ inline Double sqrtIn(Double x) {
  return detail::sqrtRounded<R>(x);
}
template <Rounding R> __aicore__ inline Double rcpIn(Double x) {
  return detail::divideRounded<R>(Double{0x3ff0000000000000}, x);
}
template <Rounding R> __aicore__ inline float toFloatIn(Double x) {
  return detail::floatOf<R>(x);
}
template <Rounding R> __aicore__ inline int32_t toInt32In(Double x) {
  return detail::int32Of<R>(x);
}
template <Rounding R> __aicore__ inline uint32_t toUint32In(Double x) {
  return detail::uint32Of<R>(x);
}
template <Rounding R> __aicore__ inline int64_t toInt64In(Double x) {
  return detail::int64Of<R>(x);
}
template <Rounding R> __aicore__ inline uint64_t toUint64In(Double x) {
  return detail::uint64Of<R>(x);
}
template <Rounding R> __aicore__ inline Double toDoubleIn(int64_t value) {
  return detail::doubleOf<R>(value);
}
template <Rounding R> __aicore__ inline Double toDoubleIn(uint64_t value) {
  return detail::fromMagnitude<R>(false, value);
}

/// __hiloint2double, __double2hiint, __double2loint.
__aicore__ inline Double fromHalves(int32_t high, int32_t low) {
  return Double{uint64_t(uint32_t(high)) << 32 | uint32_t(low)};
}
__aicore__ inline int32_t highHalf(Double x) {
  return int32_t(uint32_t(x.bits >> 32));
}
__aicore__ inline int32_t lowHalf(Double x) {
  return int32_t(uint32_t(x.bits));
}

} // namespace cubeport

#endif
