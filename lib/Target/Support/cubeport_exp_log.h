// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Exponentials and logarithms, before rounding. Part of the support headers of
// a project written by cubeport.
#ifndef CUBEPORT_EXP_LOG_H
#define CUBEPORT_EXP_LOG_H

#include "cubeport_extended.h"

namespace cubeport {
namespace detail {

/// (e^r - 1) / (2 r) in units of 2^-64 for r = 0 to ln 2 in such units.
__aicore__ inline uint64_t expSlope(uint64_t r) {
  uint64_t p = 0x000000007a0fa0ad;
  p = 0x0000000434a75dfa + multiplyHigh(p, r);
  p = 0x0000003621372a98 + multiplyHigh(p, r);
  p = 0x0000024f89996548 + multiplyHigh(p, r);
  p = 0x0000171e047c97e0 + multiplyHigh(p, r);
  p = 0x0000d00cf55981ac + multiplyHigh(p, r);
  p = 0x00068068093bd4e4 + multiplyHigh(p, r);
  p = 0x002d82d82d135474 + multiplyHigh(p, r);
  p = 0x01111111111c76e5 + multiplyHigh(p, r);
  p = 0x055555555554a407 + multiplyHigh(p, r);
  p = 0x1555555555555aed + multiplyHigh(p, r);
  p = 0x3fffffffffffffee + multiplyHigh(p, r);
  p = 0x8000000000000000 + multiplyHigh(p, r);
  return p;
}

/// e^r 2^power.
__aicore__ inline Extended expOf(uint64_t r, int32_t power) {
  uint64_t significand = multiplyHigh(r, expSlope(r)) + (uint64_t(1) << 63);
  return {significand >> 63 != 0 ? significand : ~uint64_t(0), power, false};
}

constexpr uint64_t LN2 = 0xb17217f7d1cf79ac; // 2^-64

/// x = whole * period + rest; the period is in units of 2^-75, 1 / period in
/// units of 2^-16, the rest in units of 2^-64. |x| < 2^13.
__aicore__ inline int32_t divideByPeriod(Extended x, Wide period,
                                         uint64_t inverse, uint64_t &rest) {
  int32_t shift = x.exponent + 12;
  Wide size = shift >= 0    ? shiftLeft(Wide{0, x.significand}, shift)
              : shift > -64 ? Wide{0, x.significand >> -shift}
                            : Wide{0, 0};
  // The first guess may be off by one.
  uint64_t n = (size.high << 21 | size.low >> 43) * inverse >> 48;
  Wide whole = multiplyWide(n, period.low);
  whole.high += n * period.high;
  if (isLess(size, whole)) {
    --n;
    whole = subtract(whole, period);
  }
  Wide left = subtract(size, whole);
  if (!isLess(left, period)) {
    ++n;
    left = subtract(left, period);
  }
  if (x.isNegative && (left.high | left.low) != 0) {
    ++n;
    left = subtract(period, left);
  }
  rest = left.high << 53 | left.low >> 11;
  return x.isNegative ? -int32_t(n) : int32_t(n);
}

/// Results that are 1, infinity or 0 whatever the base.
__aicore__ inline bool isExtreme(Extended x, Extended &result) {
  if (isNan(x) || x.exponent < -66) {
    result = isNan(x) ? x : one();
    return true;
  }
  if (x.exponent >= 13) {
    result = x.isNegative ? tiny() : huge();
    return true;
  }
  return false;
}

__aicore__ inline Extended exp(Extended x) {
  Extended result;
  if (isExtreme(x, result)) {
    return result;
  }
  uint64_t rest;
  int32_t power =
      divideByPeriod(x, Wide{0x58b, 0x90bfbe8e7bcd5e4f}, 94548, rest);
  return expOf(rest, power);
}

__aicore__ inline Extended exp2(Extended x) {
  Extended result;
  if (isExtreme(x, result)) {
    return result;
  }
  uint64_t rest;
  int32_t power = divideByPeriod(x, Wide{1 << 11, 0}, 1 << 16, rest);
  return expOf(multiplyHigh(rest, LN2), power);
}

__aicore__ inline Extended exp10(Extended x) {
  Extended result;
  if (isExtreme(x, result)) {
    return result;
  }
  uint64_t rest;
  int32_t power =
      divideByPeriod(x, Wide{0x268, 0x826a13ef3fde623e}, 217706, rest);
  return expOf(multiplyHigh(rest << 1, 0x935d8dddaaa8ac17) << 1, power);
}

/// e^x - 1.
__aicore__ inline Extended expm1(Extended x) {
  if (isNan(x) || isZero(x) || x.exponent < -64) {
    return x;
  }
  if (x.exponent >= -1) { // from 1/2 on, little cancels
    return x.isNegative && x.exponent >= 7 ? negate(one()) : sub(exp(x), one());
  }
  uint64_t slope = expSlope(fractionOf(x));
  int32_t zeros = countLeadingZeros(slope); // 0 or 1
  Extended grown = mul(magnitude(x), makeExtended(slope << zeros, -zeros));
  // e^-x - 1 = -(e^x - 1) / e^x
  return x.isNegative ? negate(div(grown, add(grown, one()))) : grown;
}

/// (atanh(s) / s - 1) / s^2 in units of 2^-64, for z = s^2 in such units and
/// |s| <= 0.1716.
__aicore__ inline uint64_t atanhSlope(uint64_t z) {
  uint64_t p = 0x0f35f83cfb387ecb;
  p = 0x0ef5e9662810efd4 + multiplyHigh(p, z);
  p = 0x1111d30dcfa14988 + multiplyHigh(p, z);
  p = 0x13b137afb813a014 + multiplyHigh(p, z);
  p = 0x1745d17d40cf592a + multiplyHigh(p, z);
  p = 0x1c71c71c64b462da + multiplyHigh(p, z);
  p = 0x249249249252c390 + multiplyHigh(p, z);
  p = 0x333333333333307a + multiplyHigh(p, z);
  p = 0x5555555555555555 + multiplyHigh(p, z);
  return p;
}

/// 2 atanh(s).
__aicore__ inline Extended twiceAtanh(Extended s) {
  uint64_t z = fractionOf(s);
  z = multiplyHigh(z, z);
  uint64_t factor = (uint64_t(1) << 63) + (multiplyHigh(z, atanhSlope(z)) >> 1);
  return scale(mul(s, makeExtended(factor, 0)), 1);
}

constexpr uint64_t SQRT2 = 0xb504f333f9de6484; // 2^-63

/// ln x = whole ln 2 + the result, for x > 0; |result| < 0.3466.
__aicore__ inline Extended logOf(Extended x, int32_t &whole) {
  whole = x.exponent + (x.significand > SQRT2);
  x.exponent -= whole;
  return twiceAtanh(div(sub(x, one()), add(x, one())));
}

/// What all logarithms have in common; true if the result is known.
__aicore__ inline bool isLogKnown(Extended x, Extended &result) {
  if (isZero(x)) {
    result = huge(true);
    return true;
  }
  if (isNan(x) || x.isNegative) {
    result = notANumber();
    return true;
  }
  result = x;
  return isHuge(x);
}

__aicore__ inline Extended ln2() { return makeExtended(LN2, -1); }

__aicore__ inline Extended log(Extended x) {
  Extended result;
  if (isLogKnown(x, result)) {
    return result;
  }
  int32_t whole;
  result = logOf(x, whole);
  return add(mul(extend(whole), ln2()), result);
}

__aicore__ inline Extended log2(Extended x) {
  Extended result;
  if (isLogKnown(x, result)) {
    return result;
  }
  int32_t whole;
  result = logOf(x, whole);
  const Extended log2e = makeExtended(0xb8aa3b295c17f0bc, 0);
  return add(extend(whole), mul(result, log2e));
}

__aicore__ inline Extended log10(Extended x) {
  const Extended log10e = makeExtended(0xde5bd8a937287195, -2);
  Extended result = log(x);
  return isHuge(result) ? result : mul(result, log10e);
}

/// ln(1 + x).
__aicore__ inline Extended log1p(Extended x) {
  if (isNan(x) || isZero(x)) {
    return x;
  }
  Extended sum = add(one(), x);
  if (x.exponent < -2) { // |x| < 1/4
    return twiceAtanh(div(x, add(sum, one())));
  }
  return log(sum);
}

/// x^(1/3).
__aicore__ inline Extended cbrt(Extended x) {
  if (isZero(x) || isHuge(x)) {
    return x;
  }
  int32_t third = (x.exponent + 3000000) / 3 - 1000000, whole;
  Extended rest = logOf(scale(magnitude(x), -3 * third), whole);
  rest = add(rest, mul(extend(whole), ln2()));
  // / 3, rounded up so that cubes give whole roots
  rest = exp(mul(rest, makeExtended(0xaaaaaaaaaaaaaaab, -2)));
  return withSign(scale(rest, third), x.isNegative);
}

} // namespace detail
} // namespace cubeport

#endif
