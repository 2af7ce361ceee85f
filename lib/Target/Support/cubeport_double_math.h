// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's functions of double: computed with 64 bits and rounded once. All are
// within 0.53 units in the last place, except normcdf (1.2) and tgamma (2.1),
// and lgamma of negative numbers near its zeros. Part of the support headers
// of a project written by cubeport.
#ifndef CUBEPORT_DOUBLE_MATH_H
#define CUBEPORT_DOUBLE_MATH_H

#include "cubeport_functions.h"

namespace cubeport {

__aicore__ inline Double exp(Double x) {
  return detail::rounded<Double>(detail::exp(detail::extend(x)));
}
__aicore__ inline Double exp2(Double x) {
  return detail::rounded<Double>(detail::exp2(detail::extend(x)));
}
__aicore__ inline Double exp10(Double x) {
  return detail::rounded<Double>(detail::exp10(detail::extend(x)));
}
__aicore__ inline Double expm1(Double x) {
  return detail::rounded<Double>(detail::expm1(detail::extend(x)));
}
__aicore__ inline Double log(Double x) {
  return detail::rounded<Double>(detail::log(detail::extend(x)));
}
__aicore__ inline Double log2(Double x) {
  return detail::rounded<Double>(detail::log2(detail::extend(x)));
}
__aicore__ inline Double log10(Double x) {
  return detail::rounded<Double>(detail::log10(detail::extend(x)));
}
__aicore__ inline Double log1p(Double x) {
  return detail::rounded<Double>(detail::log1p(detail::extend(x)));
}
__aicore__ inline Double sin(Double x) {
  return detail::rounded<Double>(detail::sin(detail::extend(x)));
}
__aicore__ inline Double cos(Double x) {
  return detail::rounded<Double>(detail::cos(detail::extend(x)));
}
__aicore__ inline Double tan(Double x) {
  return detail::rounded<Double>(detail::tan(detail::extend(x)));
}
__aicore__ inline Double sinpi(Double x) {
  return detail::rounded<Double>(detail::sinpi(detail::extend(x)));
}
__aicore__ inline Double cospi(Double x) {
  return detail::rounded<Double>(detail::cospi(detail::extend(x)));
}
__aicore__ inline Double asin(Double x) {
  return detail::rounded<Double>(detail::asin(detail::extend(x)));
}
__aicore__ inline Double acos(Double x) {
  return detail::rounded<Double>(detail::acos(detail::extend(x)));
}
__aicore__ inline Double atan(Double x) {
  return detail::rounded<Double>(detail::atan(detail::extend(x)));
}
__aicore__ inline Double sinh(Double x) {
  return detail::rounded<Double>(detail::sinh(detail::extend(x)));
}
__aicore__ inline Double cosh(Double x) {
  return detail::rounded<Double>(detail::cosh(detail::extend(x)));
}
__aicore__ inline Double tanh(Double x) {
  return detail::rounded<Double>(detail::tanh(detail::extend(x)));
}
__aicore__ inline Double asinh(Double x) {
  return detail::rounded<Double>(detail::asinh(detail::extend(x)));
}
__aicore__ inline Double acosh(Double x) {
  return detail::rounded<Double>(detail::acosh(detail::extend(x)));
}
__aicore__ inline Double atanh(Double x) {
  return detail::rounded<Double>(detail::atanh(detail::extend(x)));
}
__aicore__ inline Double cbrt(Double x) {
  return detail::rounded<Double>(detail::cbrt(detail::extend(x)));
}
__aicore__ inline Double erf(Double x) {
  return detail::rounded<Double>(detail::erf(detail::extend(x)));
}
__aicore__ inline Double erfc(Double x) {
  return detail::rounded<Double>(detail::erfc(detail::extend(x)));
}
__aicore__ inline Double erfcx(Double x) {
  return detail::rounded<Double>(detail::erfcx(detail::extend(x)));
}
__aicore__ inline Double erfinv(Double x) {
  return detail::rounded<Double>(detail::erfinv(detail::extend(x)));
}
__aicore__ inline Double erfcinv(Double x) {
  return detail::rounded<Double>(detail::erfcinv(detail::extend(x)));
}
__aicore__ inline Double normcdf(Double x) {
  return detail::rounded<Double>(detail::normcdf(detail::extend(x)));
}
__aicore__ inline Double normcdfinv(Double x) {
  return detail::rounded<Double>(detail::normcdfinv(detail::extend(x)));
}
__aicore__ inline Double tgamma(Double x) {
  return detail::rounded<Double>(detail::tgamma(detail::extend(x)));
}
__aicore__ inline Double lgamma(Double x) {
  return detail::rounded<Double>(detail::lgamma(detail::extend(x)));
}
__aicore__ inline Double rsqrt(Double x) {
  return detail::rounded<Double>(detail::rsqrt(detail::extend(x)));
}
__aicore__ inline Double rcbrt(Double x) {
  return detail::rounded<Double>(detail::rcbrt(detail::extend(x)));
}
__aicore__ inline Double pow(Double x, Double y) {
  return detail::rounded<Double>(
      detail::pow(detail::extend(x), detail::extend(y)));
}
__aicore__ inline Double atan2(Double y, Double x) {
  return detail::rounded<Double>(
      detail::atan2(detail::extend(y), detail::extend(x)));
}
__aicore__ inline Double hypot(Double x, Double y) {
  return detail::rounded<Double>(
      detail::hypot(detail::extend(x), detail::extend(y)));
}
__aicore__ inline Double rhypot(Double x, Double y) {
  return detail::rounded<Double>(
      detail::rhypot(detail::extend(x), detail::extend(y)));
}

__aicore__ inline void sincos(Double x, Double *sine, Double *cosine) {
  detail::SinCos both = detail::sincos(detail::extend(x));
  *sine = detail::rounded<Double>(both.sine);
  *cosine = detail::rounded<Double>(both.cosine);
}
__aicore__ inline void sincospi(Double x, Double *sine, Double *cosine) {
  *sine = sinpi(x);
  *cosine = cospi(x);
}
__aicore__ inline Double norm3d(Double a, Double b, Double c) {
  return detail::rounded<Double>(detail::norm(
      detail::extend(a), detail::extend(b), detail::extend(c), detail::zero()));
}
__aicore__ inline Double rnorm3d(Double a, Double b, Double c) {
  return detail::rounded<Double>(detail::rnorm(
      detail::extend(a), detail::extend(b), detail::extend(c), detail::zero()));
}
__aicore__ inline Double norm4d(Double a, Double b, Double c, Double d) {
  return detail::rounded<Double>(
      detail::norm(detail::extend(a), detail::extend(b), detail::extend(c),
                   detail::extend(d)));
}
__aicore__ inline Double rnorm4d(Double a, Double b, Double c, Double d) {
  return detail::rounded<Double>(
      detail::rnorm(detail::extend(a), detail::extend(b), detail::extend(c),
                    detail::extend(d)));
}

} // namespace cubeport

#endif
