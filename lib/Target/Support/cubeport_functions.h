// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the functions of double and float share on top of exponentials,
// trigonometry and special functions. Part of the support headers of a project
// written by cubeport.
#ifndef CUBEPORT_FUNCTIONS_H
#define CUBEPORT_FUNCTIONS_H

#include "cubeport_arc.h"
#include "cubeport_erf.h"
#include "cubeport_gamma.h"
#include "cubeport_hyperbolic.h"

namespace cubeport {
namespace detail {

template <typename T> __aicore__ inline T rounded(Extended x) {
  T result;
  roundTo(x, result);
  return result;
}

struct SinCos {
  Extended sine, cosine;
};

__aicore__ inline SinCos sincos(Extended x) {
  if (isHuge(x)) {
    return {notANumber(), notANumber()};
  }
  Angle angle = reduce(x);
  return {sin(angle), cos(angle)};
}

/// 1 / x; of 0 infinity.
__aicore__ inline Extended reciprocal(Extended x) {
  if (isNan(x)) {
    return x;
  }
  if (isHuge(x)) {
    return withSign(zero(), x.isNegative);
  }
  return isZero(x) ? huge(x.isNegative) : div(one(), x);
}

__aicore__ inline Extended rsqrt(Extended x) {
  if (isNan(x) || (x.isNegative && !isZero(x))) {
    return notANumber();
  }
  return reciprocal(isHuge(x) ? x : withSign(root(x), x.isNegative));
}
__aicore__ inline Extended rcbrt(Extended x) { return reciprocal(cbrt(x)); }

/// The length of a vector; infinity wins over NaN.
__aicore__ inline Extended norm(Extended a, Extended b, Extended c,
                                Extended d) {
  bool isNone = isNan(a) || isNan(b) || isNan(c) || isNan(d);
  if ((isHuge(a) && !isNan(a)) || (isHuge(b) && !isNan(b)) ||
      (isHuge(c) && !isNan(c)) || (isHuge(d) && !isNan(d))) {
    return huge();
  }
  return isNone
             ? notANumber()
             : root(add(add(mul(a, a), mul(b, b)), add(mul(c, c), mul(d, d))));
}
__aicore__ inline Extended rnorm(Extended a, Extended b, Extended c,
                                 Extended d) {
  return reciprocal(norm(a, b, c, d));
}
__aicore__ inline Extended hypot(Extended x, Extended y) {
  return norm(x, y, zero(), zero());
}
__aicore__ inline Extended rhypot(Extended x, Extended y) {
  return reciprocal(hypot(x, y));
}

} // namespace detail
} // namespace cubeport

#endif
