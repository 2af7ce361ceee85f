// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What C does to a double's parts: rounding to integers, exponents,
// remainders. All exact. Part of the support headers of a project written by
// cubeport.
#ifndef CUBEPORT_DOUBLE_PARTS_H
#define CUBEPORT_DOUBLE_PARTS_H

#include "cubeport_double_convert.h"

namespace cubeport {

__aicore__ inline Double fabs(Double x) { return Double{x.bits << 1 >> 1}; }
__aicore__ inline Double copysign(Double magnitude, Double sign) {
  return Double{magnitude.bits << 1 >> 1 | sign.bits >> 63 << 63};
}

namespace detail {

template <Rounding R>
__aicore__ inline Double subtractRounded(Double a, Double b) {
  // A NaN keeps its sign.
  return addRounded<R>(a, isNan(b) ? b : Double{b.bits ^ uint64_t(1) << 63});
}

/// To an integer; 0 keeps the sign.
template <Rounding R> __aicore__ inline Double integralOf(Double x) {
  int32_t exponent = int32_t(x.bits >> 52 & 0x7ff) - 1023;
  if (exponent >= 52) {
    return isNan(x) ? pickNan(x, x) : x;
  }
  if (isZero(x)) {
    return x;
  }
  Double result = fromMagnitude<R>(false, magnitudeOf<R>(x));
  return copysign(result, x);
}

/// magnitude * 2^(exponent - 1074), where the product is exact.
__aicore__ inline Double fromUnits(bool isNegative, uint64_t magnitude,
                                   int32_t exponent) {
  if (magnitude == 0) {
    return makeZero(isNegative);
  }
  int32_t zeros = countLeadingZeros(magnitude);
  return roundToDouble<Rounding::TowardZero>(
      isNegative, exponent + 1023 - 1074 + 63 - zeros, magnitude << zeros);
}

/// |x| as an integer of 53 bits times 2^(exponent - 1074), exponent >= 0.
__aicore__ inline uint64_t unitsOf(Double x, int32_t &exponent) {
  int32_t biased = int32_t(x.bits >> 52 & 0x7ff);
  exponent = biased == 0 ? 0 : biased - 1;
  return (x.bits << 12 >> 12) | uint64_t(biased != 0) << 52;
}

/// |x| mod |y| in units of y's last place; the quotient's last bits go to
/// `quotient`. x finite, y finite and not 0, |x| >= |y|.
__aicore__ inline uint64_t modulo(Double x, Double y, uint64_t &quotient,
                                  int32_t &exponent) {
  int32_t xExponent;
  uint64_t rest = unitsOf(x, xExponent), divisor = unitsOf(y, exponent);
  quotient = rest / divisor;
  rest = rest % divisor;
  // The rest has at most 53 bits: 11 more bits of x at a time.
  int32_t left = xExponent - exponent;
  while (left > 0 && rest != 0) {
    int32_t step = left < 11 ? left : 11;
    rest <<= step;
    quotient = quotient << step | rest / divisor;
    rest = rest % divisor;
    left -= step;
  }
  quotient = left > 63 ? 0 : quotient << left;
  return rest;
}

} // namespace detail

__aicore__ inline Double floor(Double x) {
  return detail::integralOf<Rounding::Down>(x);
}
__aicore__ inline Double ceil(Double x) {
  return detail::integralOf<Rounding::Up>(x);
}
__aicore__ inline Double trunc(Double x) {
  return detail::integralOf<Rounding::TowardZero>(x);
}
__aicore__ inline Double rint(Double x) {
  return detail::integralOf<Rounding::Nearest>(x);
}
__aicore__ inline Double nearbyint(Double x) { return rint(x); }

/// To nearest, halves away from zero.
__aicore__ inline Double round(Double x) {
  int32_t exponent = int32_t(x.bits >> 52 & 0x7ff) - 1023;
  if (exponent >= 52 || exponent < -1) {
    return exponent < -1 ? detail::makeZero(signBit(x)) : rint(x);
  }
  if (exponent == -1) {
    return copysign(Double{0x3ff0000000000000}, x);
  }
  uint64_t fraction = (uint64_t(1) << (52 - exponent)) - 1;
  return Double{(x.bits + (fraction + 1) / 2) & ~fraction};
}

/// x * 2^exponent, rounded once.
__aicore__ inline Double ldexp(Double x, int32_t exponent) {
  if (!isFinite(x) || isZero(x)) {
    return isNan(x) ? detail::pickNan(x, x) : x;
  }
  detail::Unpacked u = detail::unpack(x);
  exponent = exponent > 5000 ? 5000 : exponent < -5000 ? -5000 : exponent;
  return detail::roundToDouble<Rounding::Nearest>(
      u.isNegative, u.exponent + exponent, u.significand);
}
__aicore__ inline Double scalbn(Double x, int32_t exponent) {
  return ldexp(x, exponent);
}
__aicore__ inline Double scalbln(Double x, int64_t exponent) {
  return ldexp(x, exponent > 5000    ? 5000
                  : exponent < -5000 ? -5000
                                     : int32_t(exponent));
}

/// x = result * 2^exponent with result in [1/2, 1).
__aicore__ inline Double frexp(Double x, int32_t *exponent) {
  *exponent = 0;
  if (!isFinite(x) || isZero(x)) {
    return isNan(x) ? detail::pickNan(x, x) : x;
  }
  detail::Unpacked u = detail::unpack(x);
  *exponent = u.exponent - 1022;
  return Double{detail::signMask(u.isNegative) | uint64_t(1022) << 52 |
                u.significand << 1 >> 12};
}

/// The exponent; what C says for 0, infinity and NaN, as CUDA has it.
__aicore__ inline int32_t ilogb(Double x) {
  const int32_t least = -2147483647 - 1;
  if (!isFinite(x) || isZero(x)) {
    return isInf(x) ? 2147483647 : least;
  }
  return detail::unpack(x).exponent - 1023;
}
__aicore__ inline Double logb(Double x) {
  if (isNan(x)) {
    return detail::pickNan(x, x);
  }
  if (isZero(x) || isInf(x)) {
    return detail::makeInf(isZero(x));
  }
  return toDouble(ilogb(x));
}

__aicore__ inline Double modf(Double x, Double *integral) {
  *integral = trunc(x);
  if (isInf(x)) {
    return detail::makeZero(signBit(x));
  }
  Double rest = detail::subtractRounded<Rounding::Nearest>(x, *integral);
  return isNan(x) ? rest : copysign(rest, x);
}

__aicore__ inline Double fmod(Double x, Double y) {
  if (isNan(x) || isNan(y)) {
    return detail::pickNan(x, y);
  }
  if (isInf(x) || isZero(y)) {
    return detail::makeNan();
  }
  if (x.bits << 1 < y.bits << 1) {
    return x;
  }
  uint64_t quotient;
  int32_t exponent;
  uint64_t rest = detail::modulo(x, y, quotient, exponent);
  return detail::fromUnits(signBit(x), rest, exponent);
}

/// x - n y for the integer n nearest to x / y; n's last three bits with the
/// quotient's sign go to `quotient`.
__aicore__ inline Double remquo(Double x, Double y, int32_t *quotient) {
  *quotient = 0;
  if (isNan(x) || isNan(y)) {
    return detail::pickNan(x, y);
  }
  if (isInf(x) || isZero(y)) {
    return detail::makeNan();
  }
  if (isInf(y) || isZero(x)) {
    return x;
  }
  // In units of half the last place of the smaller, so that y / 2 is whole.
  uint64_t n = 0, rest, divisor;
  int32_t exponent, xExponent;
  divisor = detail::unitsOf(y, exponent);
  rest = detail::unitsOf(x, xExponent);
  if (x.bits << 1 >= y.bits << 1) {
    rest = detail::modulo(x, y, n, exponent);
  } else {
    int32_t distance = exponent - xExponent;
    if (distance > 2) { // less than half of y
      return x;
    }
    divisor <<= distance;
    exponent = xExponent;
  }
  bool isNegative = signBit(x);
  if (rest * 2 > divisor || (rest * 2 == divisor && (n & 1) != 0)) {
    ++n;
    rest = divisor - rest;
    isNegative = !isNegative;
  }
  int32_t bits = int32_t(n & 7);
  *quotient = signBit(x) != signBit(y) ? -bits : bits;
  return detail::fromUnits(rest == 0 ? signBit(x) : isNegative, rest, exponent);
}
__aicore__ inline Double remainder(Double x, Double y) {
  int32_t quotient;
  return remquo(x, y, &quotient);
}

__aicore__ inline Double nextafter(Double x, Double y) {
  if (isNan(x) || isNan(y)) {
    return detail::pickNan(x, y);
  }
  if (isZero(x)) {
    return isZero(y) ? y : Double{detail::signMask(signBit(y)) | 1};
  }
  if (x.bits == y.bits) {
    return y;
  }
  // Up in magnitude if y lies farther from 0 on the same side.
  bool isAway = signBit(x) == signBit(y) && x.bits << 1 < y.bits << 1;
  return Double{isAway ? x.bits + 1 : x.bits - 1};
}

} // namespace cubeport

#endif
