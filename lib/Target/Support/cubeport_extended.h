// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Numbers of 64 bits and a wide exponent, in which the functions of double and
// float compute before they round once. Part of the support headers of a
// project written by cubeport.
#ifndef CUBEPORT_EXTENDED_H
#define CUBEPORT_EXTENDED_H

#include "cubeport_double.h"

namespace cubeport {
namespace detail {

/// significand * 2^(exponent - 63); the first bit is set unless the number is
/// 0. Operations err by less than 2^-62 of the result and never overflow.
struct Extended {
  uint64_t significand;
  int32_t exponent;
  bool isNegative;
};

/// Exponents out of reach of all numbers: rounding gives infinity and 0.
constexpr int32_t HUGE_EXPONENT = 1 << 20, TINY_EXPONENT = -(1 << 20);

__aicore__ inline Extended makeExtended(uint64_t significand, int32_t exponent,
                                        bool isNegative = false) {
  return {significand, exponent, isNegative};
}
__aicore__ inline Extended zero() { return makeExtended(0, TINY_EXPONENT); }
__aicore__ inline Extended one() { return makeExtended(uint64_t(1) << 63, 0); }
__aicore__ inline Extended huge(bool isNegative = false) {
  return makeExtended(uint64_t(1) << 63, HUGE_EXPONENT, isNegative);
}
__aicore__ inline Extended tiny() {
  return makeExtended(uint64_t(1) << 63, TINY_EXPONENT);
}
__aicore__ inline Extended notANumber() {
  return makeExtended(uint64_t(3) << 62, HUGE_EXPONENT);
}
__aicore__ inline bool isNan(Extended x) {
  return x.exponent == HUGE_EXPONENT && x.significand << 1 != 0;
}
/// Infinity, and what has outgrown every exponent.
__aicore__ inline bool isHuge(Extended x) {
  return x.exponent >= HUGE_EXPONENT / 2;
}
__aicore__ inline bool isZero(Extended x) { return x.significand == 0; }

__aicore__ inline Extended extend(Double x) {
  if (isFinite(x) && !isZero(x)) {
    Unpacked u = unpack(x);
    return {u.significand, u.exponent - 1023, u.isNegative};
  }
  if (isNan(x)) {
    return notANumber();
  }
  return isZero(x) ? makeExtended(0, TINY_EXPONENT, signBit(x))
                   : huge(signBit(x));
}
__aicore__ inline Extended extend(float x) { return extend(toDouble(x)); }
__aicore__ inline Extended extend(int32_t value) {
  bool isNegative = value < 0;
  uint64_t magnitude = isNegative ? uint64_t(-int64_t(value)) : uint64_t(value);
  if (magnitude == 0) {
    return zero();
  }
  int32_t zeros = countLeadingZeros(magnitude);
  return {magnitude << zeros, 63 - zeros, isNegative};
}

/// The only rounding of a function.
__aicore__ inline void roundTo(Extended x, Double &result) {
  if (isNan(x)) {
    result = makeNan();
  } else if (isZero(x)) {
    result = makeZero(x.isNegative);
  } else {
    result = roundToDouble<Rounding::Nearest>(x.isNegative, x.exponent + 1023,
                                              x.significand);
  }
}
__aicore__ inline void roundTo(Extended x, float &result) {
  if (isNan(x)) {
    result = floatOf(uint32_t(0x7fffffff)); // what the GPU makes
  } else if (isZero(x)) {
    result = floatOf(uint32_t(x.isNegative) << 31);
  } else {
    result = roundToFloat<Rounding::Nearest>(x.isNegative, x.exponent + 1023,
                                             x.significand);
  }
}

__aicore__ inline Extended negate(Extended x) {
  return {x.significand, x.exponent, !x.isNegative};
}
__aicore__ inline Extended magnitude(Extended x) {
  return {x.significand, x.exponent, false};
}
__aicore__ inline Extended withSign(Extended x, bool isNegative) {
  return {x.significand, x.exponent, isNegative};
}
/// x * 2^power.
__aicore__ inline Extended scale(Extended x, int32_t power) {
  return {x.significand, x.exponent + power, x.isNegative};
}

__aicore__ inline Extended mul(Extended a, Extended b) {
  Wide product = multiplyWide(a.significand, b.significand);
  int32_t shift = int32_t(product.high >> 63 ^ 1);
  return {product.high << shift | (product.low >> 63 & uint64_t(shift)),
          a.exponent + b.exponent + 1 - shift, a.isNegative != b.isNegative};
}

/// b is not 0.
__aicore__ inline Extended div(Extended a, Extended b) {
  int32_t halved = a.significand >= b.significand;
  uint64_t rest;
  uint64_t quotient = divideWide(a.significand >> halved, b.significand, rest);
  return {quotient, a.exponent - b.exponent - 1 + halved,
          a.isNegative != b.isNegative};
}

/// x >= 0.
__aicore__ inline Extended root(Extended x) {
  if (isZero(x)) {
    return x;
  }
  int32_t odd = x.exponent & 1;
  return {squareRoot(x.significand >> (1 - odd)), (x.exponent - odd) / 2,
          false};
}

__aicore__ inline bool isSmaller(Extended a, Extended b) {
  return a.exponent < b.exponent ||
         (a.exponent == b.exponent && a.significand < b.significand);
}

__aicore__ inline Extended add(Extended a, Extended b) {
  if (isSmaller(a, b)) {
    Extended larger = b;
    b = a;
    a = larger;
  }
  int32_t distance = a.exponent - b.exponent;
  if (distance > 63) {
    return a;
  }
  uint64_t high = b.significand >> distance;
  if (a.isNegative == b.isNegative) {
    uint64_t sum = a.significand + high, carry = sum < high;
    return {sum >> carry | carry << 63, a.exponent + int32_t(carry),
            a.isNegative};
  }
  uint64_t low = distance == 0 ? 0 : b.significand << (64 - distance);
  Wide rest = subtract(Wide{a.significand, 0}, Wide{high, low});
  if ((rest.high | rest.low) == 0) {
    return zero();
  }
  int32_t zeros = countLeadingZeros(rest);
  return {shiftLeft(rest, zeros).high, a.exponent - zeros, a.isNegative};
}
__aicore__ inline Extended sub(Extended a, Extended b) {
  return add(a, negate(b));
}

/// |x| < 1 in units of 2^-64.
__aicore__ inline uint64_t fractionOf(Extended x) {
  int32_t shift = -1 - x.exponent;
  return shift > 63 ? 0 : x.significand >> shift;
}

/// The integer nearest to x's magnitude toward zero, if below 2^32.
__aicore__ inline int32_t wholeOf(Extended x) {
  return x.exponent < 0 ? 0 : int32_t(x.significand >> (63 - x.exponent));
}

/// True for integers; all numbers from 2^63 on are even ones.
__aicore__ inline bool isWhole(Extended x) {
  return x.exponent >= 63 ||
         (x.exponent >= 0 && x.significand << (x.exponent + 1) == 0) ||
         isZero(x);
}
__aicore__ inline bool isOdd(Extended x) {
  return isWhole(x) && x.exponent >= 0 && x.exponent < 64 &&
         (x.significand >> (63 - x.exponent) & 1) != 0;
}

} // namespace detail
} // namespace cubeport

#endif
