// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's functions of float: computed with 64 bits and rounded once, so that
// few results are not the nearest float. Part of the support headers of a
// project written by cubeport.
#ifndef CUBEPORT_FLOAT_MATH_H
#define CUBEPORT_FLOAT_MATH_H

#include "cubeport_float.h"
#include "cubeport_functions.h"

namespace cubeport {

__aicore__ inline float exp(float x) {
  return detail::rounded<float>(detail::exp(detail::extend(x)));
}
__aicore__ inline float exp2(float x) {
  return detail::rounded<float>(detail::exp2(detail::extend(x)));
}
__aicore__ inline float exp10(float x) {
  return detail::rounded<float>(detail::exp10(detail::extend(x)));
}
__aicore__ inline float expm1(float x) {
  return detail::rounded<float>(detail::expm1(detail::extend(x)));
}
__aicore__ inline float log(float x) {
  return detail::rounded<float>(detail::log(detail::extend(x)));
}
__aicore__ inline float log2(float x) {
  return detail::rounded<float>(detail::log2(detail::extend(x)));
}
__aicore__ inline float log10(float x) {
  return detail::rounded<float>(detail::log10(detail::extend(x)));
}
__aicore__ inline float log1p(float x) {
  return detail::rounded<float>(detail::log1p(detail::extend(x)));
}
__aicore__ inline float sin(float x) {
  return detail::rounded<float>(detail::sin(detail::extend(x)));
}
__aicore__ inline float cos(float x) {
  return detail::rounded<float>(detail::cos(detail::extend(x)));
}
__aicore__ inline float tan(float x) {
  return detail::rounded<float>(detail::tan(detail::extend(x)));
}
__aicore__ inline float sinpi(float x) {
  return detail::rounded<float>(detail::sinpi(detail::extend(x)));
}
__aicore__ inline float cospi(float x) {
  return detail::rounded<float>(detail::cospi(detail::extend(x)));
}
__aicore__ inline float asin(float x) {
  return detail::rounded<float>(detail::asin(detail::extend(x)));
}
__aicore__ inline float acos(float x) {
  return detail::rounded<float>(detail::acos(detail::extend(x)));
}
__aicore__ inline float atan(float x) {
  return detail::rounded<float>(detail::atan(detail::extend(x)));
}
__aicore__ inline float sinh(float x) {
  return detail::rounded<float>(detail::sinh(detail::extend(x)));
}
__aicore__ inline float cosh(float x) {
  return detail::rounded<float>(detail::cosh(detail::extend(x)));
}
__aicore__ inline float tanh(float x) {
  return detail::rounded<float>(detail::tanh(detail::extend(x)));
}
__aicore__ inline float asinh(float x) {
  return detail::rounded<float>(detail::asinh(detail::extend(x)));
}
__aicore__ inline float acosh(float x) {
  return detail::rounded<float>(detail::acosh(detail::extend(x)));
}
__aicore__ inline float atanh(float x) {
  return detail::rounded<float>(detail::atanh(detail::extend(x)));
}
__aicore__ inline float cbrt(float x) {
  return detail::rounded<float>(detail::cbrt(detail::extend(x)));
}
__aicore__ inline float erf(float x) {
  return detail::rounded<float>(detail::erf(detail::extend(x)));
}
__aicore__ inline float erfc(float x) {
  return detail::rounded<float>(detail::erfc(detail::extend(x)));
}
__aicore__ inline float erfcx(float x) {
  return detail::rounded<float>(detail::erfcx(detail::extend(x)));
}
__aicore__ inline float erfinv(float x) {
  return detail::rounded<float>(detail::erfinv(detail::extend(x)));
}
__aicore__ inline float erfcinv(float x) {
  return detail::rounded<float>(detail::erfcinv(detail::extend(x)));
}
__aicore__ inline float normcdf(float x) {
  return detail::rounded<float>(detail::normcdf(detail::extend(x)));
}
__aicore__ inline float normcdfinv(float x) {
  return detail::rounded<float>(detail::normcdfinv(detail::extend(x)));
}
__aicore__ inline float tgamma(float x) {
  return detail::rounded<float>(detail::tgamma(detail::extend(x)));
}
__aicore__ inline float lgamma(float x) {
  return detail::rounded<float>(detail::lgamma(detail::extend(x)));
}
__aicore__ inline float rsqrt(float x) {
  return detail::rounded<float>(detail::rsqrt(detail::extend(x)));
}
__aicore__ inline float rcbrt(float x) {
  return detail::rounded<float>(detail::rcbrt(detail::extend(x)));
}
__aicore__ inline float pow(float x, float y) {
  return detail::rounded<float>(
      detail::pow(detail::extend(x), detail::extend(y)));
}
__aicore__ inline float atan2(float y, float x) {
  return detail::rounded<float>(
      detail::atan2(detail::extend(y), detail::extend(x)));
}
__aicore__ inline float hypot(float x, float y) {
  return detail::rounded<float>(
      detail::hypot(detail::extend(x), detail::extend(y)));
}
__aicore__ inline float rhypot(float x, float y) {
  return detail::rounded<float>(
      detail::rhypot(detail::extend(x), detail::extend(y)));
}

__aicore__ inline void sincos(float x, float *sine, float *cosine) {
  detail::SinCos both = detail::sincos(detail::extend(x));
  *sine = detail::rounded<float>(both.sine);
  *cosine = detail::rounded<float>(both.cosine);
}
__aicore__ inline void sincospi(float x, float *sine, float *cosine) {
  *sine = sinpi(x);
  *cosine = cospi(x);
}
__aicore__ inline float norm3d(float a, float b, float c) {
  return detail::rounded<float>(detail::norm(
      detail::extend(a), detail::extend(b), detail::extend(c), detail::zero()));
}
__aicore__ inline float rnorm3d(float a, float b, float c) {
  return detail::rounded<float>(detail::rnorm(
      detail::extend(a), detail::extend(b), detail::extend(c), detail::zero()));
}
__aicore__ inline float norm4d(float a, float b, float c, float d) {
  return detail::rounded<float>(
      detail::norm(detail::extend(a), detail::extend(b), detail::extend(c),
                   detail::extend(d)));
}
__aicore__ inline float rnorm4d(float a, float b, float c, float d) {
  return detail::rounded<float>(
      detail::rnorm(detail::extend(a), detail::extend(b), detail::extend(c),
                    detail::extend(d)));
}

} // namespace cubeport

#endif
