// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Error functions and their inverses, before rounding. Part of the support
// headers of a project written by cubeport.
#ifndef CUBEPORT_ERF_H
#define CUBEPORT_ERF_H

#include "cubeport_pow.h"

namespace cubeport {
namespace detail {

__aicore__ inline Extended two() { return makeExtended(uint64_t(1) << 63, 1); }

/// erf(x) for |x| < 1.
__aicore__ inline Extended erfSmall(Extended x) {
  uint64_t z = fractionOf(x);
  z = multiplyHigh(z, z);
  uint64_t p = 0x00000000025373e3;
  p = 0x000000002fe0e431 - multiplyHigh(p, z);
  p = 0x000000029cc0f683 - multiplyHigh(p, z);
  p = 0x0000001fc4356499 - multiplyHigh(p, z);
  p = 0x0000015f6d925a0c - multiplyHigh(p, z);
  p = 0x00000dcf3284dcc3 - multiplyHigh(p, z);
  p = 0x00007d349586babf - multiplyHigh(p, z);
  p = 0x0003f3464d846629 - multiplyHigh(p, z);
  p = 0x001c02db3feeb579 - multiplyHigh(p, z);
  p = 0x00ab2de687328166 - multiplyHigh(p, z);
  p = 0x037059c625113746 - multiplyHigh(p, z);
  p = 0x0e71790d0215eedf - multiplyHigh(p, z);
  p = 0x3024e8d606f3cd7d - multiplyHigh(p, z);
  p = 0x906eba8214db688d - multiplyHigh(p, z);
  int32_t zeros = countLeadingZeros(p); // 0 or 1
  return mul(x, makeExtended(p << zeros, -zeros));
}

/// factor * t / 2^64.
__aicore__ inline int64_t multiplySigned(int64_t factor, uint64_t t) {
  return int64_t(multiplyHigh(uint64_t(factor), t) - (factor < 0 ? t : 0));
}

/// e^(x^2) erfc(x) for x >= 1: (x + 1) times it is smooth in (x - 1) / (x + 3).
__aicore__ inline Extended erfcxLarge(Extended x) {
  Extended quotient =
      div(sub(x, one()), add(x, makeExtended(uint64_t(3) << 62, 1)));
  uint64_t t = quotient.exponent >= 0 ? ~uint64_t(0) : fractionOf(quotient);
  int64_t p = -0x0000197dd5c02435;
  p = 0x000095ce7be61b49 + multiplySigned(p, t);
  p = 0x00008defea6b3394 + multiplySigned(p, t);
  p = -0x000ff85ea62e79dd + multiplySigned(p, t);
  p = 0x0047971f681064c0 + multiplySigned(p, t);
  p = -0x00b3dc5b01edd4ff + multiplySigned(p, t);
  p = 0x013069323d37459a + multiplySigned(p, t);
  p = -0x017ca0943754af5d + multiplySigned(p, t);
  p = 0x0174a09dff001302 + multiplySigned(p, t);
  p = -0x011c0ac4cba0f021 + multiplySigned(p, t);
  p = 0x00a0de88c843048c + multiplySigned(p, t);
  p = -0x005bb1e64e3a45ec + multiplySigned(p, t);
  p = 0x0043c0a20af88500 + multiplySigned(p, t);
  p = 0x0028b9392a5a05c1 + multiplySigned(p, t);
  p = -0x005596df13e3d1ae + multiplySigned(p, t);
  p = -0x00f0b437e9f4cced + multiplySigned(p, t);
  p = 0x0120b39a16585df0 + multiplySigned(p, t);
  p = 0x03d72b4b991d2dd0 + multiplySigned(p, t);
  p = -0x0684ef4479cc5940 + multiplySigned(p, t);
  p = -0x0bb54ccb4927a22f + multiplySigned(p, t);
  p = 0x33596ba3b9e550b1 + multiplySigned(p, t);
  p = -0x4ca49a90a0a60933 + multiplySigned(p, t);
  p = 0x333f0c0dd918fccd + multiplySigned(p, t);
  p = 0x0bebe0abbc3ee350 + multiplySigned(p, t);
  p = -0x3cd8a7e9b14f7076 + multiplySigned(p, t);
  p = 0x6d761e03e55ac861 + multiplySigned(p, t);
  int32_t zeros = countLeadingZeros(uint64_t(p)); // 1
  return div(makeExtended(uint64_t(p) << zeros, -zeros), add(x, one()));
}

/// x^2 in full, times 2^power.
__aicore__ inline Long square(Extended x, int32_t power) {
  Long factor = {Wide{x.significand, 0}, x.exponent, false};
  Long result = mul(factor, factor);
  result.exponent += power;
  return result;
}

/// e^x, or e^-x.
__aicore__ inline Extended exp(Long x, bool isNegative) {
  const Long log2e = {Wide{0xb8aa3b295c17f0bb, 0xbe87fed0691d3e89}, 0,
                      isNegative};
  return exp2(mul(x, log2e));
}

__aicore__ inline Extended erfc(Extended x) {
  if (isNan(x)) {
    return x;
  }
  if (x.exponent < 0) {
    return sub(one(), erfSmall(x));
  }
  if (x.exponent > 5) {
    return x.isNegative ? two() : tiny();
  }
  Extended size = magnitude(x);
  Extended tail = mul(erfcxLarge(size), exp(square(size, 0), true));
  return x.isNegative ? sub(two(), tail) : tail;
}

__aicore__ inline Extended erf(Extended x) {
  if (isNan(x) || isZero(x)) {
    return x;
  }
  return x.exponent < 0
             ? erfSmall(x)
             : withSign(sub(one(), erfc(magnitude(x))), x.isNegative);
}

/// e^(x^2) erfc(x).
__aicore__ inline Extended erfcx(Extended x) {
  if (isNan(x)) {
    return x;
  }
  if (x.exponent < 0) {
    return mul(sub(one(), erfSmall(x)),
               isZero(x) ? one() : exp(square(x, 0), false));
  }
  if (isHuge(x)) {
    return x.isNegative ? huge() : tiny();
  }
  Extended tail = erfcxLarge(magnitude(x));
  return x.isNegative ? sub(scale(exp(square(x, 0), false), 1), tail) : tail;
}

/// The normal distribution: erfc(-x / sqrt 2) / 2, with x^2 / 2 in full.
__aicore__ inline Extended normcdf(Extended x) {
  const Extended sqrtHalf = makeExtended(0xb504f333f9de6484, -1);
  if (isNan(x)) {
    return x;
  }
  Extended scaled = mul(x, sqrtHalf), tail;
  if (scaled.exponent < 0) {
    return scale(add(one(), erfSmall(scaled)), -1);
  }
  if (scaled.exponent > 5) {
    tail = tiny();
  } else {
    tail =
        scale(mul(erfcxLarge(magnitude(scaled)), exp(square(x, -1), true)), -1);
  }
  return x.isNegative ? tail : sub(one(), tail);
}

/// An x with erfc(x) = 1 - rest = q, right to 1 %: Winitzki's formula, or the
/// slope at 0.
__aicore__ inline Extended erfcinvGuess(Extended q, Extended rest) {
  if (rest.exponent < -4) {
    return mul(rest, makeExtended(0xe2dfc48da77b553d, -1));
  }
  Extended ln = log(mul(q, add(one(), rest)));
  Extended half = add(makeExtended(0x8a957a35be32ef9b, 2), scale(ln, -1));
  Extended product = mul(ln, makeExtended(0xd9afe422d4766f66, 2));
  return root(magnitude(sub(root(sub(mul(half, half), product)), half)));
}

/// The x >= 0 with erfc(x) = q for 0 < q <= 1; rest = 1 - q.
__aicore__ inline Extended erfcinvUpper(Extended q, Extended rest) {
  Extended x = erfcinvGuess(q, rest);
  for (int32_t step = 0; step < 8; ++step) { // Halley's iteration
    // The difference of what is small.
    Extended error = x.exponent < -1 ? sub(rest, erf(x)) : sub(erfc(x), q);
    if (isZero(error)) {
      break;
    }
    Extended slope = mul(makeExtended(0x906eba8214db688d, 0),
                         exp(square(x, 0), true)); // 2 / sqrt(pi) e^(-x^2)
    Extended change = div(error, slope);
    change = div(change, sub(one(), mul(x, change)));
    x = add(x, change);
    if (change.exponent < x.exponent - 25) {
      break; // the error is the cube of the change
    }
  }
  return x;
}

__aicore__ inline Extended erfinv(Extended y) {
  if (isNan(y) || isZero(y)) {
    return y;
  }
  if (y.exponent >= 0) {
    bool isOne = y.exponent == 0 && y.significand << 1 == 0;
    return isOne ? huge(y.isNegative) : notANumber();
  }
  if (y.exponent < -32) { // sqrt(pi) / 2 y
    return mul(y, makeExtended(0xe2dfc48da77b553d, -1));
  }
  Extended size = magnitude(y);
  return withSign(erfcinvUpper(sub(one(), size), size), y.isNegative);
}

/// q in [0, 2].
__aicore__ inline Extended erfcinv(Extended q) {
  if (isNan(q) || (q.isNegative && !isZero(q)) || isSmaller(two(), q)) {
    return notANumber();
  }
  Extended other = sub(two(), q);
  if (isZero(q) || isZero(other)) {
    return huge(isZero(other));
  }
  if (q.exponent < 0) {
    return erfcinvUpper(q, sub(one(), q));
  }
  Extended rest = sub(q, one());
  return isZero(rest) ? zero() : negate(erfinv(rest));
}

__aicore__ inline Extended normcdfinv(Extended p) {
  return negate(mul(erfcinv(scale(p, 1)), makeExtended(SQRT2, 0)));
}

} // namespace detail
} // namespace cubeport

#endif
