// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inverse trigonometric functions, before rounding. Part of the support headers
// of a project written by cubeport.
#ifndef CUBEPORT_ARC_H
#define CUBEPORT_ARC_H

#include "cubeport_trigonometry.h"

namespace cubeport {
namespace detail {

/// atan(u) for |u| < 0.1995.
__aicore__ inline Extended atanSmall(Extended u) {
  uint64_t z = fractionOf(u);
  z = multiplyHigh(z, z);
  uint64_t p = 0x0b7a1502a3401a10;
  p = 0x0ee9f259d1c70848 - multiplyHigh(p, z);
  p = 0x110f971120f6e215 - multiplyHigh(p, z);
  p = 0x13b1324115b78020 - multiplyHigh(p, z);
  p = 0x1745d1554b056cc9 - multiplyHigh(p, z);
  p = 0x1c71c71c3430aef3 - multiplyHigh(p, z);
  p = 0x24924924920be85d - multiplyHigh(p, z);
  p = 0x3333333333331bbc - multiplyHigh(p, z);
  p = 0x5555555555555554 - multiplyHigh(p, z);
  p = multiplyHigh(z, p);
  return mul(u, p == 0 ? one() : makeExtended(uint64_t(0) - p, -1));
}

/// The angle of the point (x, y) from the axis of x, for x, y >= 0 that are
/// not both 0.
__aicore__ inline Extended atanQuotient(Extended y, Extended x) {
  if (isZero(x) || isZero(y)) {
    return isZero(y) ? y : makeExtended(PI, 0);
  }
  bool isSteep = isSmaller(x, y);
  Extended upper = isSteep ? x : y, lower = isSteep ? y : x;
  // Near the angles 0, pi / 8 and pi / 4, with tangents 0, c and 1.
  const Extended c = makeExtended(0xd413cccfe7799211, -2);
  const Extended near0 = makeExtended(0xcbafaf02a98ac03d, -3); // tan pi / 16
  const Extended near1 = makeExtended(0xab0dc155bfcc82f5, -1); // tan 3 pi / 16
  Extended result;
  if (isSmaller(upper, mul(lower, near0))) {
    result = atanSmall(div(upper, lower));
  } else if (isSmaller(upper, mul(lower, near1))) {
    Extended u = div(sub(upper, mul(c, lower)), add(lower, mul(c, upper)));
    result = add(atanSmall(u), makeExtended(PI, -2));
  } else {
    Extended u = div(sub(upper, lower), add(lower, upper));
    result = add(atanSmall(u), makeExtended(PI, -1));
  }
  return isSteep ? sub(makeExtended(PI, 0), result) : result;
}

__aicore__ inline Extended atan(Extended x) {
  if (isNan(x) || isZero(x)) {
    return x;
  }
  Extended result =
      isHuge(x) ? makeExtended(PI, 0) : atanQuotient(magnitude(x), one());
  return withSign(result, x.isNegative);
}

__aicore__ inline Extended atan2(Extended y, Extended x) {
  if (isNan(y) || isNan(x)) {
    return notANumber();
  }
  Extended result;
  if (isZero(y) && isZero(x)) {
    result = zero();
  } else if (isHuge(y) || isHuge(x)) {
    result = isHuge(y) ? makeExtended(PI, isHuge(x) ? -1 : 0) : zero();
  } else {
    result = atanQuotient(magnitude(y), magnitude(x));
  }
  result = x.isNegative ? sub(makeExtended(PI, 1), result) : result;
  return withSign(result, y.isNegative);
}

/// sqrt(1 - x^2) for |x| <= 1.
__aicore__ inline Extended otherLeg(Extended x) {
  return root(mul(sub(one(), x), add(one(), x)));
}
__aicore__ inline bool isBeyondOne(Extended x) {
  return isNan(x) || isSmaller(one(), x);
}

__aicore__ inline Extended asin(Extended x) {
  if (isBeyondOne(x)) {
    return notANumber();
  }
  return isZero(x)
             ? x
             : withSign(atanQuotient(magnitude(x), otherLeg(x)), x.isNegative);
}
__aicore__ inline Extended acos(Extended x) {
  if (isBeyondOne(x)) {
    return notANumber();
  }
  Extended result = atanQuotient(otherLeg(x), magnitude(x));
  return x.isNegative ? sub(makeExtended(PI, 1), result) : result;
}

} // namespace detail
} // namespace cubeport

#endif
