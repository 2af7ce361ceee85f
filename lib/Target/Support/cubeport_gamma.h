// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The gamma function and its logarithm, before rounding. Part of the support
// headers of a project written by cubeport.
#ifndef CUBEPORT_GAMMA_H
#define CUBEPORT_GAMMA_H

#include "cubeport_exp_log.h"
#include "cubeport_trigonometry.h"

namespace cubeport {
namespace detail {

/// ln Gamma(x) for x in [1, 2], right also near the zeros at its ends.
__aicore__ inline Extended lgammaSmall(Extended x) {
  Extended above = sub(x, one());
  uint64_t t = above.exponent >= 0 ? ~uint64_t(0) : fractionOf(above);
  uint64_t p = 0x0000386dbd247a06;
  p = 0x0002e0e6012bd72f - multiplyHigh(p, t);
  p = 0x0011ed7a927c2c0a - multiplyHigh(p, t);
  p = 0x00472067dd30a522 - multiplyHigh(p, t);
  p = 0x00cae9c18990c8e4 - multiplyHigh(p, t);
  p = 0x01be8adc885a21ab - multiplyHigh(p, t);
  p = 0x031cb42c39a87911 - multiplyHigh(p, t);
  p = 0x04b0ed42a99aaa3c - multiplyHigh(p, t);
  p = 0x0634f5a91592de89 - multiplyHigh(p, t);
  p = 0x077ad3fa84d8f649 - multiplyHigh(p, t);
  p = 0x087f0b88f75ddee3 - multiplyHigh(p, t);
  p = 0x095bb84d2ac5530e - multiplyHigh(p, t);
  p = 0x0a31a4a0c84df532 - multiplyHigh(p, t);
  p = 0x0b1b1fd22d605193 - multiplyHigh(p, t);
  p = 0x0c2b7267504139e0 - multiplyHigh(p, t);
  p = 0x0d744845d5627711 - multiplyHigh(p, t);
  p = 0x0f0c10d4ce37f2e0 - multiplyHigh(p, t);
  p = 0x111554813231f560 - multiplyHigh(p, t);
  p = 0x13cb1f9b84e9b661 - multiplyHigh(p, t);
  p = 0x179cf9c4b43e4099 - multiplyHigh(p, t);
  p = 0x1d7a3e6a8eb6f293 - multiplyHigh(p, t);
  p = 0x27ca8a40903c2071 - multiplyHigh(p, t);
  p = 0x3ec8cb2f1a8dcf92 - multiplyHigh(p, t);
  p = 0x93c467e37db0c7a4 - multiplyHigh(p, t);
  int32_t zeros = countLeadingZeros(p);
  return mul(mul(above, sub(x, makeExtended(uint64_t(1) << 63, 1))),
             makeExtended(p << zeros, -1 - zeros));
}

/// ln Gamma(x) for x >= 12: Stirling's series.
__aicore__ inline Extended lgammaLarge(Extended x) {
  Extended inverse = div(one(), x);
  uint64_t w = fractionOf(scale(mul(inverse, inverse), 6));
  uint64_t p = 0x0000000000178e83;
  p = 0x0000000001f5108c - multiplyHigh(p, w);
  p = 0x000000003729c19e - multiplyHigh(p, w);
  p = 0x00000009c09bf6ce - multiplyHigh(p, w);
  p = 0x0000034034033ece - multiplyHigh(p, w);
  p = 0x0002d82d82d82d79 - multiplyHigh(p, w);
  p = 0x1555555555555555 - multiplyHigh(p, w);
  int32_t zeros = countLeadingZeros(p);
  Extended series = mul(makeExtended(p << zeros, -1 - zeros), inverse);
  series = add(series, makeExtended(0xeb3f8e4325f5a535, -1)); // ln(2 pi) / 2
  Extended half = makeExtended(uint64_t(1) << 63, -1);
  return add(mul(sub(x, half), sub(log(x), one())), sub(series, half));
}

/// Gamma(x) = Gamma(result) * factor for 1 <= x < 12; result in [1, 2).
__aicore__ inline Extended lowerGamma(Extended x, Extended &factor) {
  factor = one();
  while (x.exponent > 0) {
    x = sub(x, one());
    factor = mul(factor, x);
  }
  return x;
}

__aicore__ inline bool isFromTwelve(Extended x) {
  return !isSmaller(x, makeExtended(uint64_t(3) << 62, 3));
}

/// ln Gamma(x) for x > 0.
__aicore__ inline Extended lgammaPositive(Extended x) {
  if (isFromTwelve(x)) {
    return isHuge(x) ? x : lgammaLarge(x);
  }
  if (x.exponent < 0) {
    return sub(lgammaSmall(add(x, one())), log(x));
  }
  Extended factor;
  x = lowerGamma(x, factor);
  return add(lgammaSmall(x), log(factor));
}

__aicore__ inline Extended lgamma(Extended x) {
  if (isNan(x)) {
    return x;
  }
  if (isHuge(x) || isZero(x) || (x.isNegative && isWhole(x))) {
    return huge();
  }
  Extended result = lgammaPositive(magnitude(x));
  if (x.isNegative) { // Gamma(-x) Gamma(x) = -pi / (x sin(pi x))
    Extended product = magnitude(mul(x, sinpi(x)));
    result = sub(log(div(makeExtended(PI, 1), product)), result);
  }
  return result;
}

/// Gamma(x) for x > 0.
__aicore__ inline Extended tgammaPositive(Extended x) {
  if (isFromTwelve(x)) {
    return x.exponent > 10 ? huge() : exp(lgammaLarge(x));
  }
  if (x.exponent < 0) {
    return div(exp(lgammaSmall(add(x, one()))), x);
  }
  Extended factor;
  x = lowerGamma(x, factor);
  return mul(exp(lgammaSmall(x)), factor);
}

__aicore__ inline Extended tgamma(Extended x) {
  if (isNan(x)) {
    return x;
  }
  if (isZero(x)) {
    return huge(x.isNegative);
  }
  if (!x.isNegative) {
    return tgammaPositive(x);
  }
  if (isHuge(x) || isWhole(x)) {
    return notANumber();
  }
  Extended size = magnitude(x);
  Extended product = mul(mul(x, sinpi(size)), tgammaPositive(size));
  return div(makeExtended(PI, 1), product);
}

} // namespace detail
} // namespace cubeport

#endif
