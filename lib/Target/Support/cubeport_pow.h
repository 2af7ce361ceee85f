// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Powers, before rounding. The logarithm has 67 bits, because up to ten of them
// end up before the point. Part of the support headers of a project written by
// cubeport.
#ifndef CUBEPORT_POW_H
#define CUBEPORT_POW_H

#include "cubeport_exp_log.h"

namespace cubeport {
namespace detail {

/// significand * 2^(exponent - 127).
struct Long {
  Wide significand;
  int32_t exponent;
  bool isNegative;
};

/// The product, its first bit set; both factors have it set.
__aicore__ inline Long mul(Long a, Long b) {
  Wide product = multiplyWide(a.significand.high, b.significand.high);
  product = add(product,
                Wide{0, multiplyHigh(a.significand.high, b.significand.low)});
  product = add(product,
                Wide{0, multiplyHigh(a.significand.low, b.significand.high)});
  int32_t shift = int32_t(product.high >> 63 ^ 1);
  return {shiftLeft(product, shift), a.exponent + b.exponent + 1 - shift,
          a.isNegative != b.isNegative};
}

/// log2 x for x > 0 of at most 63 bits; 0 has no bit set.
__aicore__ inline Long longLog2(Extended x) {
  int32_t whole = x.exponent + (x.significand > SQRT2);
  x.exponent -= whole;
  Extended above = sub(x, one()), below = add(x, one());
  Long result = {Wide{0, 0}, 0, above.isNegative};
  if (!isZero(above)) {
    // s = (x - 1) / (x + 1) in two words
    int32_t halved = above.significand >= below.significand;
    uint64_t rest;
    uint64_t high =
        divideWide(above.significand >> halved, below.significand, rest);
    uint64_t low = divideWide(rest, below.significand, rest);
    int32_t exponent = above.exponent - below.exponent - 1 + halved;
    // 2 atanh(s) = 2 s (1 + z slope); z = s^2 in units of 2^-68
    uint64_t s = exponent < -66 ? 0 : high >> (-3 - exponent);
    uint64_t z = multiplyHigh(s, s);
    uint64_t more = multiplyHigh(z, atanhSlope(z >> 4));
    Long factor = {Wide{(uint64_t(1) << 63) + (more >> 5), more << 59}, 1,
                   false};
    const Long log2e = {Wide{0xb8aa3b295c17f0bb, 0xbe87fed0691d3e89}, 0, false};
    result =
        mul(mul({Wide{high, low}, exponent, above.isNegative}, factor), log2e);
  }
  if (whole == 0) {
    return result;
  }
  // whole + result with 2^11 as the first bit
  bool isNegative = whole < 0, isSum = isNegative == result.isNegative;
  uint64_t wholeBits = uint64_t(isNegative ? -whole : whole) << 52;
  int32_t shift = 11 - result.exponent;
  Wide rest = shiftRightSticky(result.significand, shift > 127 ? 127 : shift);
  Wide sum = {wholeBits, 0};
  sum = isSum ? add(sum, rest) : subtract(sum, rest);
  int32_t zeros = countLeadingZeros(sum);
  return {shiftLeft(sum, zeros), 11 - zeros, isNegative};
}

/// 2^x.
__aicore__ inline Extended exp2(Long x) {
  Extended result;
  if (isExtreme({x.significand.high, x.exponent, x.isNegative}, result)) {
    return result;
  }
  Wide parts = shiftRightSticky(x.significand,
                                63 - x.exponent > 127 ? 127 : 63 - x.exponent);
  if (x.isNegative) {
    parts = subtract(Wide{0, 0}, parts);
  }
  return expOf(multiplyHigh(parts.low, LN2), int32_t(parts.high));
}

__aicore__ inline Extended pow(Extended x, Extended y) {
  bool isOne = x.significand == uint64_t(1) << 63 && x.exponent == 0;
  if (isZero(y) || (isOne && !x.isNegative)) {
    return one();
  }
  if (isNan(x) || isNan(y)) {
    return notANumber();
  }
  bool isNegative = x.isNegative && !isHuge(y) && isOdd(y);
  if (isHuge(y)) {
    if (isOne) {
      return one();
    }
    return (x.exponent >= 0) == y.isNegative ? zero() : huge();
  }
  if (isZero(x) || isHuge(x)) {
    return isZero(x) == y.isNegative ? huge(isNegative)
                                     : withSign(zero(), isNegative);
  }
  if (x.isNegative && !isWhole(y)) {
    return notANumber();
  }
  Long power = longLog2(magnitude(x));
  if (power.significand.high == 0) { // x = -1
    return withSign(one(), isNegative);
  }
  return withSign(
      exp2(mul(power, {Wide{y.significand, 0}, y.exponent, y.isNegative})),
      isNegative);
}

} // namespace detail
} // namespace cubeport

#endif
