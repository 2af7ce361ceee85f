// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Libdevice's functions of floating-point numbers, by libm.
#include "Common.h"

extern "C" {
double acosh(double);
double asinh(double);
double atanh(double);
double erf(double);
double erfc(double);
double exp10(double);
float exp10f(float);
double j0(double);
double j1(double);
double jn(int, double);
double y0(double);
double y1(double);
double yn(int, double);
float j0f(float);
float j1f(float);
float jnf(int, float);
float y0f(float);
float y1f(float);
float ynf(int, float);
}

// Functions that libm has under the same name, for double and float.
#define UNARY(name)                                                            \
  DEVICE double __nv_##name(double x) { return __builtin_##name(x); }          \
  DEVICE float __nv_##name##f(float x) { return __builtin_##name##f(x); }
#define BINARY(name)                                                           \
  DEVICE double __nv_##name(double x, double y) {                              \
    return __builtin_##name(x, y);                                             \
  }                                                                            \
  DEVICE float __nv_##name##f(float x, float y) {                              \
    return __builtin_##name##f(x, y);                                          \
  }

UNARY(acos)
UNARY(acosh)
UNARY(asin)
UNARY(asinh)
UNARY(atan)
UNARY(atanh)
UNARY(cbrt)
UNARY(ceil)
UNARY(cos)
UNARY(cosh)
UNARY(erf)
UNARY(erfc)
UNARY(exp)
UNARY(exp2)
UNARY(expm1)
UNARY(fabs)
UNARY(floor)
UNARY(lgamma)
UNARY(log)
UNARY(log10)
UNARY(log1p)
UNARY(log2)
UNARY(logb)
UNARY(nearbyint)
UNARY(rint)
UNARY(round)
UNARY(sin)
UNARY(sinh)
UNARY(sqrt)
UNARY(tan)
UNARY(tanh)
UNARY(tgamma)
UNARY(trunc)
BINARY(atan2)
BINARY(copysign)
BINARY(fdim)
BINARY(fmax)
BINARY(fmin)
BINARY(fmod)
BINARY(hypot)
BINARY(nextafter)
BINARY(pow)
BINARY(remainder)

DEVICE double __nv_exp10(double x) { return exp10(x); }
DEVICE float __nv_exp10f(float x) { return exp10f(x); }
DEVICE double __nv_fma(double x, double y, double z) {
  return __builtin_fma(x, y, z);
}
DEVICE float __nv_fmaf(float x, float y, float z) {
  return __builtin_fmaf(x, y, z);
}

// The fast forms may differ from these; they are never more exact.
DEVICE float __nv_fast_cosf(float x) { return __builtin_cosf(x); }
DEVICE float __nv_fast_sinf(float x) { return __builtin_sinf(x); }
DEVICE float __nv_fast_tanf(float x) { return __builtin_tanf(x); }
DEVICE float __nv_fast_expf(float x) { return __builtin_expf(x); }
DEVICE float __nv_fast_exp10f(float x) { return exp10f(x); }
DEVICE float __nv_fast_logf(float x) { return __builtin_logf(x); }
DEVICE float __nv_fast_log2f(float x) { return __builtin_log2f(x); }
DEVICE float __nv_fast_log10f(float x) { return __builtin_log10f(x); }
DEVICE float __nv_fast_powf(float x, float y) { return __builtin_powf(x, y); }
DEVICE float __nv_fast_fdividef(float x, float y) { return x / y; }
DEVICE void __nv_fast_sincosf(float x, float *s, float *c) {
  *s = __builtin_sinf(x);
  *c = __builtin_cosf(x);
}

DEVICE void __nv_sincos(double x, double *s, double *c) {
  *s = __builtin_sin(x);
  *c = __builtin_cos(x);
}
DEVICE void __nv_sincosf(float x, float *s, float *c) {
  *s = __builtin_sinf(x);
  *c = __builtin_cosf(x);
}

static constexpr double kPi = 3.14159265358979323846;

/// sin(pi x): the argument is reduced before it is multiplied.
static double sinPi(double x) {
  const double r = __builtin_remainder(x, 2.0);
  return r == 0.5    ? 1.0
         : r == -0.5 ? -1.0
         : r == 1.0 || r == -1.0
             ? __builtin_copysign(0.0, x)
             : __builtin_sin(kPi * r);
}
static double cosPi(double x) {
  const double r = __builtin_fabs(__builtin_remainder(x, 2.0));
  return r == 0.5 ? 0.0 : __builtin_cos(kPi * r);
}
DEVICE double __nv_sinpi(double x) { return sinPi(x); }
DEVICE float __nv_sinpif(float x) { return float(sinPi(x)); }
DEVICE double __nv_cospi(double x) { return cosPi(x); }
DEVICE float __nv_cospif(float x) { return float(cosPi(x)); }
DEVICE void __nv_sincospi(double x, double *s, double *c) {
  *s = sinPi(x);
  *c = cosPi(x);
}
DEVICE void __nv_sincospif(float x, float *s, float *c) {
  *s = float(sinPi(x));
  *c = float(cosPi(x));
}

DEVICE double __nv_rsqrt(double x) { return 1.0 / __builtin_sqrt(x); }
DEVICE float __nv_rsqrtf(float x) { return float(1.0 / __builtin_sqrt(x)); }
DEVICE double __nv_rcbrt(double x) { return 1.0 / __builtin_cbrt(x); }
DEVICE float __nv_rcbrtf(float x) { return float(1.0 / __builtin_cbrt(x)); }
DEVICE double __nv_rhypot(double x, double y) {
  return 1.0 / __builtin_hypot(x, y);
}
DEVICE float __nv_rhypotf(float x, float y) {
  return float(1.0 / __builtin_hypot(x, y));
}
DEVICE double __nv_rcp64h(double x) {
  const u64 bits = __builtin_bit_cast(u64, x) & 0xffffffff00000000ull;
  const double inverse = 1.0 / __builtin_bit_cast(double, bits);
  return __builtin_bit_cast(double, __builtin_bit_cast(u64, inverse) &
                                        0xffffffff00000000ull);
}

template <typename T> static double normOf(int count, const T *values) {
  double norm = 0;
  for (int i = 0; i < count; ++i) {
    norm = __builtin_hypot(norm, double(values[i]));
  }
  return norm;
}
DEVICE double __nv_norm(int n, const double *v) { return normOf(n, v); }
DEVICE float __nv_normf(int n, const float *v) { return float(normOf(n, v)); }
DEVICE double __nv_rnorm(int n, const double *v) { return 1 / normOf(n, v); }
DEVICE float __nv_rnormf(int n, const float *v) {
  return float(1 / normOf(n, v));
}
#define NORMS(count, params, values)                                           \
  DEVICE double __nv_norm##count##d(params(double)) {                          \
    const double v[] = {values};                                               \
    return normOf(count, v);                                                   \
  }                                                                            \
  DEVICE double __nv_rnorm##count##d(params(double)) {                         \
    const double v[] = {values};                                               \
    return 1 / normOf(count, v);                                               \
  }                                                                            \
  DEVICE float __nv_norm##count##df(params(float)) {                           \
    const double v[] = {values};                                               \
    return float(normOf(count, v));                                            \
  }                                                                            \
  DEVICE float __nv_rnorm##count##df(params(float)) {                          \
    const double v[] = {values};                                               \
    return float(1 / normOf(count, v));                                        \
  }
#define COMMA ,
#define THREE(type) type a, type b, type c
#define FOUR(type) type a, type b, type c, type d
NORMS(3, THREE, double(a) COMMA double(b) COMMA double(c))
NORMS(4, FOUR, double(a) COMMA double(b) COMMA double(c) COMMA double(d))

DEVICE double __nv_normcdf(double x) {
  return 0.5 * __builtin_erfc(-x * 0.70710678118654752440);
}
DEVICE float __nv_normcdff(float x) { return float(__nv_normcdf(x)); }

/// The inverse of erf: a rough value, then Newton's steps.
static double inverseErf(double x) {
  if (!(x > -1 && x < 1)) {
    return x == 1    ? __builtin_inf()
           : x == -1 ? -__builtin_inf()
                     : __builtin_nan("");
  }
  const double l = __builtin_log1p(-x * x), a = 0.147;
  const double t = 2 / (kPi * a) + l / 2;
  double y = __builtin_copysign(
      __builtin_sqrt(__builtin_sqrt(t * t - l / a) - t), x);
  for (int i = 0; i < 4; ++i) {
    y -= (__builtin_erf(y) - x) /
         (1.12837916709551257390 * __builtin_exp(-y * y));
  }
  return y;
}
/// The inverse of erfc, exact for small x too.
static double inverseErfc(double x) {
  if (x >= 0.0625) {
    return inverseErf(1 - x);
  }
  if (!(x > 0)) {
    return x == 0 ? __builtin_inf() : __builtin_nan("");
  }
  double y = __builtin_sqrt(-__builtin_log(x));
  for (int i = 0; i < 12; ++i) {
    const double e = __builtin_erfc(y);
    y += (e - x) / (1.12837916709551257390 * __builtin_exp(-y * y));
  }
  return y;
}
DEVICE double __nv_erfinv(double x) { return inverseErf(x); }
DEVICE float __nv_erfinvf(float x) { return float(inverseErf(x)); }
DEVICE double __nv_erfcinv(double x) { return inverseErfc(x); }
DEVICE float __nv_erfcinvf(float x) { return float(inverseErfc(x)); }
DEVICE double __nv_normcdfinv(double x) {
  return -1.41421356237309504880 * inverseErfc(2 * x);
}
DEVICE float __nv_normcdfinvf(float x) { return float(__nv_normcdfinv(x)); }
DEVICE double __nv_erfcx(double x) {
  if (x < 25) {
    return __builtin_exp(x * x) * __builtin_erfc(x);
  }
  const double r = 1 / (x * x); // the asymptotic series
  return 0.56418958354775628695 / x *
         (1 - r / 2 * (1 - 1.5 * r * (1 - 2.5 * r)));
}
DEVICE float __nv_erfcxf(float x) { return float(__nv_erfcx(x)); }

DEVICE double __nv_j0(double x) { return j0(x); }
DEVICE double __nv_j1(double x) { return j1(x); }
DEVICE double __nv_jn(int n, double x) { return jn(n, x); }
DEVICE double __nv_y0(double x) { return y0(x); }
DEVICE double __nv_y1(double x) { return y1(x); }
DEVICE double __nv_yn(int n, double x) { return yn(n, x); }
DEVICE float __nv_j0f(float x) { return j0f(x); }
DEVICE float __nv_j1f(float x) { return j1f(x); }
DEVICE float __nv_jnf(int n, float x) { return jnf(n, x); }
DEVICE float __nv_y0f(float x) { return y0f(x); }
DEVICE float __nv_y1f(float x) { return y1f(x); }
DEVICE float __nv_ynf(int n, float x) { return ynf(n, x); }
DEVICE double __nv_cyl_bessel_i0(double x) {
  return cubeportOracleBesselI(0, x);
}
DEVICE double __nv_cyl_bessel_i1(double x) {
  return cubeportOracleBesselI(1, x);
}
DEVICE float __nv_cyl_bessel_i0f(float x) {
  return float(cubeportOracleBesselI(0, x));
}
DEVICE float __nv_cyl_bessel_i1f(float x) {
  return float(cubeportOracleBesselI(1, x));
}

DEVICE double __nv_frexp(double x, int *e) { return __builtin_frexp(x, e); }
DEVICE float __nv_frexpf(float x, int *e) { return __builtin_frexpf(x, e); }
DEVICE double __nv_ldexp(double x, int e) { return __builtin_ldexp(x, e); }
DEVICE float __nv_ldexpf(float x, int e) { return __builtin_ldexpf(x, e); }
DEVICE double __nv_scalbn(double x, int e) { return __builtin_scalbn(x, e); }
DEVICE float __nv_scalbnf(float x, int e) { return __builtin_scalbnf(x, e); }
DEVICE double __nv_modf(double x, double *i) { return __builtin_modf(x, i); }
DEVICE float __nv_modff(float x, float *i) { return __builtin_modff(x, i); }
DEVICE double __nv_remquo(double x, double y, int *q) {
  return __builtin_remquo(x, y, q);
}
DEVICE float __nv_remquof(float x, float y, int *q) {
  return __builtin_remquof(x, y, q);
}
DEVICE double __nv_powi(double x, int n) { return __builtin_powi(x, n); }
DEVICE float __nv_powif(float x, int n) { return __builtin_powif(x, n); }
DEVICE int __nv_ilogb(double x) { return __builtin_ilogb(x); }
DEVICE int __nv_ilogbf(float x) { return __builtin_ilogbf(x); }
DEVICE i64 __nv_llrint(double x) { return __builtin_llrint(x); }
DEVICE i64 __nv_llrintf(float x) { return __builtin_llrintf(x); }
DEVICE i64 __nv_llround(double x) { return __builtin_llround(x); }
DEVICE i64 __nv_llroundf(float x) { return __builtin_llroundf(x); }
DEVICE double __nv_nan(const signed char *) { return __builtin_nan(""); }
DEVICE float __nv_nanf(const signed char *) { return __builtin_nanf(""); }
DEVICE float __nv_saturatef(float x) {
  return __builtin_fminf(__builtin_fmaxf(x, 0.0f), 1.0f);
}

DEVICE int __nv_isnand(double x) { return x != x; }
DEVICE int __nv_isnanf(float x) { return x != x; }
DEVICE int __nv_isinfd(double x) { return __builtin_isinf(x) != 0; }
DEVICE int __nv_isinff(float x) { return __builtin_isinf(x) != 0; }
DEVICE int __nv_isfinited(double x) { return __builtin_isfinite(x) != 0; }
DEVICE int __nv_finitef(float x) { return __builtin_isfinite(x) != 0; }
DEVICE int __nv_signbitd(double x) { return __builtin_signbit(x) != 0; }
DEVICE int __nv_signbitf(float x) { return __builtin_signbit(x) != 0; }
