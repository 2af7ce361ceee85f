// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's double in integers: IEEE binary64 with + - * / fma and sqrt, each
// correctly rounded in four directions. Part of the support headers of a
// project written by cubeport.
#ifndef CUBEPORT_DOUBLE_ARITH_H
#define CUBEPORT_DOUBLE_ARITH_H

#include "cubeport_words.h"

namespace cubeport {

/// A binary64 number. Zeros in memory are the number 0.
struct Double {
  uint64_t bits;
  __aicore__ static inline constexpr Double fromBits(uint64_t bits) {
    return Double{bits};
  }
};

__aicore__ inline bool isNan(Double x) {
  return x.bits << 1 > uint64_t(0x7ff) << 53;
}
__aicore__ inline bool isInf(Double x) {
  return x.bits << 1 == uint64_t(0x7ff) << 53;
}
__aicore__ inline bool isFinite(Double x) {
  return x.bits << 1 < uint64_t(0x7ff) << 53;
}
__aicore__ inline bool isZero(Double x) { return x.bits << 1 == 0; }
__aicore__ inline bool signBit(Double x) { return x.bits >> 63 != 0; }

namespace detail {

__aicore__ inline uint64_t signMask(bool isNegative) {
  return uint64_t(isNegative) << 63;
}
__aicore__ inline Double makeNan() {
  return Double{0xfff8000000000000}; // what the GPU makes
}
__aicore__ inline Double makeInf(bool isNegative) {
  return Double{signMask(isNegative) | 0x7ff0000000000000};
}
__aicore__ inline Double makeZero(bool isNegative) {
  return Double{signMask(isNegative)};
}

/// The NaN operand, quiet. One of them must be one.
__aicore__ inline Double pickNan(Double a, Double b) {
  return Double{(isNan(a) ? a.bits : b.bits) | uint64_t(1) << 51};
}

/// A number too large for binary64.
template <Rounding R> __aicore__ inline Double overflow(bool isNegative) {
  bool isAway = R == Rounding::Nearest || (R == Rounding::Up && !isNegative) ||
                (R == Rounding::Down && isNegative);
  return Double{makeInf(isNegative).bits - !isAway};
}

/// significand * 2^(exponent - 1023 - 63), rounded; the significand's first
/// bit is set and its last one may stand for a rest.
template <Rounding R>
__aicore__ inline Double roundToDouble(bool isNegative, int32_t exponent,
                                       uint64_t significand) {
  if (exponent > 2046) {
    return overflow<R>(isNegative);
  }
  if (exponent < 1) { // subnormal
    significand = shiftRightSticky(significand, 1 - exponent);
    exponent = 1;
  }
  // The significand's first bit counts as one more in the exponent, and so
  // does a carry.
  return Double{signMask(isNegative) |
                ((uint64_t(exponent - 1) << 52) +
                 roundOff<R>(isNegative, significand, 11))};
}

/// A finite number other than 0, its significand's first bit set.
struct Unpacked {
  uint64_t significand;
  int32_t exponent; // biased by 1023; below 1 for subnormal numbers
  bool isNegative;
};

__aicore__ inline Unpacked unpack(Double x) {
  uint64_t fraction = x.bits << 12;
  int32_t exponent = int32_t(x.bits >> 52 & 0x7ff);
  if (exponent != 0) {
    return {uint64_t(1) << 63 | fraction >> 1, exponent, signBit(x)};
  }
  int32_t zeros = countLeadingZeros(fraction);
  return {fraction << zeros, -zeros, signBit(x)};
}

template <Rounding R>
__aicore__ inline Double roundToDouble(bool isNegative, int32_t exponent,
                                       Wide significand) {
  return roundToDouble<R>(isNegative, exponent,
                          significand.high | (significand.low != 0));
}

/// The sum of two numbers that cancel.
template <Rounding R> __aicore__ inline Double cancelled() {
  return makeZero(R == Rounding::Down);
}

template <Rounding R> __aicore__ inline Double addRounded(Double a, Double b) {
  uint64_t x = a.bits, y = b.bits;
  if (x << 1 < y << 1) { // the larger first
    x = b.bits;
    y = a.bits;
  }
  int32_t xExponent = int32_t(x >> 52 & 0x7ff);
  int32_t yExponent = int32_t(y >> 52 & 0x7ff);
  bool isNegative = x >> 63 != 0, isSum = (x ^ y) >> 63 == 0;
  if (xExponent == 0x7ff) {
    if (isNan(a) || isNan(b)) {
      return pickNan(a, b);
    }
    return isSum || yExponent != 0x7ff ? Double{x} : makeNan();
  }
  const uint64_t fraction = (uint64_t(1) << 52) - 1;
  uint64_t xBits = (x & fraction) | uint64_t(xExponent != 0) << 52;
  uint64_t yBits = (y & fraction) | uint64_t(yExponent != 0) << 52;
  xExponent += xExponent == 0;
  yExponent += yExponent == 0;
  // Ten bits below for rounding, one above for the carry.
  xBits <<= 10;
  yBits = shiftRightSticky(yBits << 10, xExponent - yExponent);
  uint64_t sum = isSum ? xBits + yBits : xBits - yBits;
  if (sum == 0) {
    return isSum ? makeZero(isNegative) : cancelled<R>();
  }
  int32_t zeros = countLeadingZeros(sum);
  return roundToDouble<R>(isNegative, xExponent + 1 - zeros, sum << zeros);
}

template <Rounding R>
__aicore__ inline Double multiplyRounded(Double a, Double b) {
  bool isNegative = signBit(a) != signBit(b);
  if (!isFinite(a) || !isFinite(b)) {
    if (isNan(a) || isNan(b)) {
      return pickNan(a, b);
    }
    return isZero(a) || isZero(b) ? makeNan() : makeInf(isNegative);
  }
  if (isZero(a) || isZero(b)) {
    return makeZero(isNegative);
  }
  Unpacked x = unpack(a), y = unpack(b);
  Wide product = multiplyWide(x.significand, y.significand);
  int32_t shift = int32_t(product.high >> 63 ^ 1);
  return roundToDouble<R>(isNegative, x.exponent + y.exponent - 1022 - shift,
                          product.high << shift | (product.low != 0));
}

template <Rounding R>
__aicore__ inline Double divideRounded(Double a, Double b) {
  bool isNegative = signBit(a) != signBit(b);
  if (!isFinite(a) || !isFinite(b)) {
    if (isNan(a) || isNan(b)) {
      return pickNan(a, b);
    }
    if (isInf(a)) {
      return isInf(b) ? makeNan() : makeInf(isNegative);
    }
    return makeZero(isNegative);
  }
  if (isZero(b)) {
    return isZero(a) ? makeNan() : makeInf(isNegative);
  }
  if (isZero(a)) {
    return makeZero(isNegative);
  }
  Unpacked x = unpack(a), y = unpack(b);
  int32_t halved = x.significand >= y.significand;
  uint64_t rest;
  uint64_t quotient = divideWide(x.significand >> halved, y.significand, rest);
  return roundToDouble<R>(isNegative, x.exponent - y.exponent + 1022 + halved,
                          quotient | (rest != 0));
}

/// A finite product other than 0 plus a finite number.
template <Rounding R>
__aicore__ inline Double addProduct(bool isNegative, int32_t exponent,
                                    Wide product, Double c) {
  if (isZero(c)) {
    int32_t zeros = countLeadingZeros(product);
    return roundToDouble<R>(isNegative, exponent + 1 - zeros,
                            shiftLeft(product, zeros));
  }
  // Both get a bit for the carry. The product has 22 zeros at the end and the
  // other number more, so a shift loses ones only if no two bits cancel.
  Unpacked z = unpack(c);
  Wide x = {product.high >> 1, product.high << 63 | product.low >> 1};
  Wide y = {z.significand >> 1, z.significand << 63};
  exponent += 1;
  int32_t distance = exponent - z.exponent;
  bool isSum = isNegative == z.isNegative;
  if (distance >= 0) {
    y = shiftRightSticky(y, distance > 127 ? 127 : distance);
  } else {
    x = shiftRightSticky(x, -distance > 127 ? 127 : -distance);
    exponent = z.exponent;
  }
  Wide sum = add(x, y);
  if (!isSum) {
    bool isFlipped = isLess(x, y);
    sum = isFlipped ? subtract(y, x) : subtract(x, y);
    isNegative = isNegative != isFlipped;
    if ((sum.high | sum.low) == 0) {
      return cancelled<R>();
    }
  }
  int32_t zeros = countLeadingZeros(sum);
  return roundToDouble<R>(isNegative, exponent + 1 - zeros,
                          shiftLeft(sum, zeros));
}

template <Rounding R>
__aicore__ inline Double fmaRounded(Double a, Double b, Double c) {
  bool isNegative = signBit(a) != signBit(b);
  if (!isFinite(a) || !isFinite(b) || isZero(a) || isZero(b) || !isFinite(c)) {
    if (isFinite(a) && isFinite(b)) { // the product only counts as its sign
      return addRounded<R>(makeZero(isNegative), c);
    }
    return addRounded<R>(multiplyRounded<R>(a, b), c);
  }
  Unpacked x = unpack(a), y = unpack(b);
  return addProduct<R>(isNegative, x.exponent + y.exponent - 1023,
                       multiplyWide(x.significand, y.significand), c);
}

} // namespace detail
} // namespace cubeport

#endif
