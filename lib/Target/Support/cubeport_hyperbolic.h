// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Hyperbolic functions and their inverses, before rounding. Part of the support
// headers of a project written by cubeport.
#ifndef CUBEPORT_HYPERBOLIC_H
#define CUBEPORT_HYPERBOLIC_H

#include "cubeport_exp_log.h"

namespace cubeport {
namespace detail {

__aicore__ inline Extended sinh(Extended x) {
  if (isNan(x) || isZero(x) || isHuge(x)) {
    return x;
  }
  Extended size = magnitude(x), result;
  if (x.exponent < 0) {
    Extended grown = expm1(size);
    result = add(grown, div(grown, add(grown, one())));
  } else {
    Extended grown = exp(size);
    result = isHuge(grown) ? grown : sub(grown, div(one(), grown));
  }
  return withSign(scale(result, -1), x.isNegative);
}

__aicore__ inline Extended cosh(Extended x) {
  Extended grown = exp(magnitude(x));
  return isHuge(grown) ? grown : scale(add(grown, div(one(), grown)), -1);
}

__aicore__ inline Extended tanh(Extended x) {
  if (isNan(x) || isZero(x)) {
    return x;
  }
  Extended size = magnitude(x), result = one();
  if (x.exponent < 5) {
    Extended grown = expm1(scale(size, 1));
    result = div(grown, add(grown, makeExtended(uint64_t(1) << 63, 1)));
  }
  return withSign(result, x.isNegative);
}

__aicore__ inline Extended asinh(Extended x) {
  if (isNan(x) || isZero(x) || isHuge(x)) {
    return x;
  }
  Extended size = magnitude(x), square = mul(x, x);
  Extended below = add(root(add(square, one())), one());
  return withSign(log1p(add(size, div(square, below))), x.isNegative);
}

__aicore__ inline Extended acosh(Extended x) {
  if (isNan(x) || x.isNegative || x.exponent < 0) {
    return notANumber();
  }
  if (isHuge(x)) {
    return x;
  }
  Extended above = sub(x, one());
  return log1p(add(above, root(mul(above, add(x, one())))));
}

__aicore__ inline Extended atanh(Extended x) {
  if (isNan(x) || isZero(x)) {
    return x;
  }
  if (x.exponent >= 0) {
    bool isOne = x.exponent == 0 && x.significand << 1 == 0;
    return isOne ? huge(x.isNegative) : notANumber();
  }
  if (x.exponent < -3) {
    return scale(twiceAtanh(x), -1);
  }
  Extended size = magnitude(x);
  Extended result = log(div(add(one(), size), sub(one(), size)));
  return withSign(scale(result, -1), x.isNegative);
}

} // namespace detail
} // namespace cubeport

#endif
