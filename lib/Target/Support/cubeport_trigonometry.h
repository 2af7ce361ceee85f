// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sines and tangents, before rounding; angles of any size are reduced
// with as many bits of 2 / pi as they need. Part of the support headers of a
// project written by cubeport.
#ifndef CUBEPORT_TRIGONOMETRY_H
#define CUBEPORT_TRIGONOMETRY_H

#include "cubeport_extended.h"

namespace cubeport {
namespace detail {

/// An angle as quarters of a turn (the last two bits count) and a rest of at
/// most an eighth.
struct Angle {
  Extended rest; // in radians
  uint32_t quarters;
};

/// The word number `index` of 2 / pi after the point.
__aicore__ inline uint64_t twoOverPi(int32_t index) {
  constexpr uint64_t words[] = {
      0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041,
      0xfe5163abdebbc561, 0xb7246e3a424dd2e0, 0x06492eea09d1921c,
      0xfe1deb1cb129a73e, 0xe88235f52ebb4484, 0xe99c7026b45f7e41,
      0x3991d639835339f4, 0x9c845f8bbdf9283b, 0x1ff897ffde05980f,
      0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7, 0x4f463f669e5fea2d,
      0x7527bac7ebe5f17b, 0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08,
      0x56033046fc7b6bab};
  return words[index];
}

constexpr uint64_t PI = 0xc90fdaa22168c235; // 2^-62

/// fraction / 2^128 of a quarter turn, nearest to a multiple of it.
__aicore__ inline Angle makeAngle(Wide fraction, uint32_t quarters,
                                  bool isNegative) {
  bool isAbove = fraction.high >> 63 != 0;
  if (isAbove) {
    fraction = subtract(Wide{0, 0}, fraction);
    ++quarters;
  }
  Angle angle = {zero(), isNegative ? uint32_t(0) - quarters : quarters};
  if ((fraction.high | fraction.low) != 0) {
    int32_t zeros = countLeadingZeros(fraction);
    Extended part = makeExtended(shiftLeft(fraction, zeros).high, -1 - zeros);
    angle.rest =
        withSign(mul(part, makeExtended(PI, 0)), isNegative != isAbove);
  }
  return angle;
}

/// The angle of x in radians: x * 2 / pi with the bits of 2 / pi that give
/// multiples of four left out, and 190 bits after them. No double comes closer
/// to a multiple of pi / 2 than 2^-62 of a quarter.
__aicore__ inline Angle reduce(Extended x) {
  if (x.exponent < -1) {
    return {x, 0};
  }
  uint64_t w0 = 0xa2f9836e4e441529, w1 = 0xfc2757d1f534ddc0,
           w2 = 0xdb6295993c439041;
  int32_t skipped = x.exponent > 65 ? x.exponent - 65 : 0;
  if (skipped > 0) {
    int32_t first = skipped >> 6, shift = skipped & 63;
    w0 = twoOverPi(first);
    w1 = twoOverPi(first + 1);
    w2 = twoOverPi(first + 2);
    uint64_t w3 = twoOverPi(first + 3);
    if (shift != 0) {
      w0 = w0 << shift | w1 >> (64 - shift);
      w1 = w1 << shift | w2 >> (64 - shift);
      w2 = w2 << shift | w3 >> (64 - shift);
    }
  }
  // Four words of the product; the point is before bit `point` of them.
  Wide low = multiplyWide(x.significand, w2);
  Wide middle = add(multiplyWide(x.significand, w1), Wide{0, low.high});
  Wide high = add(multiplyWide(x.significand, w0), Wide{0, middle.high});
  int32_t point = 255 - x.exponent + skipped;
  // 190 <= point <= 256
  int32_t shift = 256 - point;
  if (shift == 0) {
    return makeAngle(high, 0, x.isNegative);
  }
  if (shift < 64) {
    Wide fraction = shiftLeft(high, shift);
    fraction.low |= middle.low >> (64 - shift);
    return makeAngle(fraction, uint32_t(high.high >> (64 - shift)),
                     x.isNegative);
  }
  Wide fraction = {high.low, middle.low};
  uint32_t quarters = uint32_t(high.high);
  if (shift > 64) {
    shift -= 64;
    quarters = uint32_t(high.high << shift | high.low >> (64 - shift));
    fraction = shiftLeft(fraction, shift);
    fraction.low |= low.low >> (64 - shift);
  }
  return makeAngle(fraction, quarters, x.isNegative);
}

/// The angle of x half turns.
__aicore__ inline Angle reduceHalfTurns(Extended x) {
  if (x.exponent < -2) {
    return {mul(x, makeExtended(PI, 1)), 0};
  }
  if (x.exponent > 63) {
    return {zero(), 0};
  }
  int32_t shift = x.exponent + 2; // quarters before the point
  Wide size = shiftLeft(Wide{0, x.significand}, shift);
  return makeAngle(Wide{size.low, 0}, uint32_t(size.high), x.isNegative);
}

/// sin x and cos x for |x| <= pi / 4.
__aicore__ inline Extended sinSmall(Extended x) {
  uint64_t z = fractionOf(x);
  z = multiplyHigh(z, z);
  uint64_t p = 0x0000000000d58b7b;
  p = 0x00000000b090bec9 - multiplyHigh(p, z);
  p = 0x0000006b9915043a - multiplyHigh(p, z);
  p = 0x00002e3bc74a8bf0 - multiplyHigh(p, z);
  p = 0x000d00d00d00cc98 - multiplyHigh(p, z);
  p = 0x0222222222222200 - multiplyHigh(p, z);
  p = 0x2aaaaaaaaaaaaaaa - multiplyHigh(p, z);
  p = multiplyHigh(z, p);
  return mul(x, p == 0 ? one() : makeExtended(uint64_t(0) - p, -1));
}
__aicore__ inline Extended cosSmall(Extended x) {
  uint64_t z = fractionOf(x);
  z = multiplyHigh(z, z);
  uint64_t p = 0x00000000000d5849;
  p = 0x000000000c9c9e95 - multiplyHigh(p, z);
  p = 0x00000008f76c697f - multiplyHigh(p, z);
  p = 0x0000049f93edd9f7 - multiplyHigh(p, z);
  p = 0x0001a01a01a01959 - multiplyHigh(p, z);
  p = 0x005b05b05b05b04e - multiplyHigh(p, z);
  p = 0x0aaaaaaaaaaaaaaa - multiplyHigh(p, z);
  p = 0x8000000000000000 - multiplyHigh(p, z);
  p = multiplyHigh(z, p);
  return p == 0 ? one() : makeExtended(uint64_t(0) - p, -1);
}

__aicore__ inline Extended sin(Angle angle) {
  Extended value =
      (angle.quarters & 1) != 0 ? cosSmall(angle.rest) : sinSmall(angle.rest);
  return (angle.quarters & 2) != 0 ? negate(value) : value;
}
__aicore__ inline Extended cos(Angle angle) {
  Extended value = (angle.quarters & 1) != 0 ? negate(sinSmall(angle.rest))
                                             : cosSmall(angle.rest);
  return (angle.quarters & 2) != 0 ? negate(value) : value;
}

__aicore__ inline Extended sin(Extended x) {
  return isHuge(x) ? notANumber() : sin(reduce(x));
}
__aicore__ inline Extended cos(Extended x) {
  return isHuge(x) ? notANumber() : cos(reduce(x));
}
__aicore__ inline Extended tan(Extended x) {
  if (isHuge(x)) {
    return notANumber();
  }
  Angle angle = reduce(x);
  return div(sin(angle), cos(angle));
}
/// Zeros have the sign of x, as multiples of pi.
__aicore__ inline Extended sinpi(Extended x) {
  if (isHuge(x) || isZero(x)) {
    return isZero(x) ? x : notANumber();
  }
  Extended value = sin(reduceHalfTurns(x));
  return isZero(value) ? withSign(value, x.isNegative) : value;
}
__aicore__ inline Extended cospi(Extended x) {
  if (isHuge(x)) {
    return notANumber();
  }
  Extended value = cos(reduceHalfTurns(x));
  return isZero(value) ? zero() : value;
}

} // namespace detail
} // namespace cubeport

#endif
