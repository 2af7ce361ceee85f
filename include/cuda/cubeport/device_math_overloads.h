// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Overloads that CUDA adds to the math functions of C++: float forms, and
// min and max of every pair of arithmetic types.
#ifndef CUBEPORT_CUDA_DEVICE_MATH_OVERLOADS_H
#define CUBEPORT_CUDA_DEVICE_MATH_OVERLOADS_H

CUBEPORT_DEVICE double nan(const char *) { return __builtin_nan(""); }
CUBEPORT_DEVICE float nanf(const char *) { return __builtin_nanf(""); }
CUBEPORT_DEVICE float rsqrt(float x) { return rsqrtf(x); }
CUBEPORT_DEVICE float rcbrt(float x) { return rcbrtf(x); }
CUBEPORT_DEVICE float sinpi(float x) { return sinpif(x); }
CUBEPORT_DEVICE float cospi(float x) { return cospif(x); }
CUBEPORT_DEVICE void sincos(float x, float *s, float *c) {
  *s = sinf(x);
  *c = cosf(x);
}
CUBEPORT_DEVICE float normcdf(float x) { return normcdff(x); }
CUBEPORT_DEVICE float normcdfinv(float x) { return normcdfinvf(x); }
CUBEPORT_DEVICE float erfcinv(float x) { return erfcinvf(x); }
CUBEPORT_DEVICE float erfinv(float x) { return erfinvf(x); }
CUBEPORT_DEVICE float erfcx(float x) { return erfcxf(x); }
CUBEPORT_DEVICE float exp10(float x) { return exp10f(x); }
CUBEPORT_DEVICE float fdivide(float x, float y) { return fdividef(x, y); }
CUBEPORT_DEVICE float saturate(float x) { return __nv_saturatef(x); }

CUBEPORT_DEVICE float acosh(float x) { return acoshf(x); }
CUBEPORT_DEVICE float asinh(float x) { return asinhf(x); }
CUBEPORT_DEVICE float atanh(float x) { return atanhf(x); }
CUBEPORT_DEVICE float cbrt(float x) { return cbrtf(x); }
CUBEPORT_DEVICE float erf(float x) { return erff(x); }
CUBEPORT_DEVICE float erfc(float x) { return erfcf(x); }
CUBEPORT_DEVICE float exp2(float x) { return exp2f(x); }
CUBEPORT_DEVICE float expm1(float x) { return expm1f(x); }
CUBEPORT_DEVICE float lgamma(float x) { return lgammaf(x); }
CUBEPORT_DEVICE float log1p(float x) { return log1pf(x); }
CUBEPORT_DEVICE float log2(float x) { return log2f(x); }
CUBEPORT_DEVICE float logb(float x) { return logbf(x); }
CUBEPORT_DEVICE float nearbyint(float x) { return nearbyintf(x); }
CUBEPORT_DEVICE float rint(float x) { return rintf(x); }
CUBEPORT_DEVICE float round(float x) { return roundf(x); }
CUBEPORT_DEVICE float tgamma(float x) { return tgammaf(x); }
CUBEPORT_DEVICE float trunc(float x) { return truncf(x); }
CUBEPORT_DEVICE float copysign(float x, float y) { return copysignf(x, y); }
CUBEPORT_DEVICE float fdim(float x, float y) { return fdimf(x, y); }
CUBEPORT_DEVICE float fmax(float x, float y) { return fmaxf(x, y); }
CUBEPORT_DEVICE float fmin(float x, float y) { return fminf(x, y); }
CUBEPORT_DEVICE float hypot(float x, float y) { return hypotf(x, y); }
CUBEPORT_DEVICE float nextafter(float x, float y) { return nextafterf(x, y); }
CUBEPORT_DEVICE float remainder(float x, float y) { return remainderf(x, y); }
CUBEPORT_DEVICE float fma(float x, float y, float z) { return fmaf(x, y, z); }
CUBEPORT_DEVICE int ilogb(float x) { return ilogbf(x); }
CUBEPORT_DEVICE long lrint(float x) { return lrintf(x); }
CUBEPORT_DEVICE long lround(float x) { return lroundf(x); }
CUBEPORT_DEVICE long long llrint(float x) { return llrintf(x); }
CUBEPORT_DEVICE long long llround(float x) { return llroundf(x); }
CUBEPORT_DEVICE float scalbn(float x, int n) { return scalbnf(x, n); }
CUBEPORT_DEVICE float scalbln(float x, long n) { return scalblnf(x, n); }

// Through a pointer in libdevice, which would keep the results in memory.
extern "C" {
__device__ inline void __nv_sincosf(float x, float *s, float *c) {
  *s = __nv_sinf(x);
  *c = __nv_cosf(x);
}
__device__ inline void __nv_fast_sincosf(float x, float *s, float *c) {
  *s = __nv_fast_sinf(x);
  *c = __nv_fast_cosf(x);
}
__device__ inline void __nv_sincos(double x, double *s, double *c) {
  *s = __nv_sin(x);
  *c = __nv_cos(x);
}
__device__ inline void __nv_sincospif(float x, float *s, float *c) {
  *s = __nv_sinpif(x);
  *c = __nv_cospif(x);
}
__device__ inline float __nv_modff(float x, float *whole) {
  *whole = __nv_truncf(x);
  return __nv_isinff(x) ? __nv_copysignf(0.0f, x)
                        : __nv_copysignf(x - *whole, x);
}
}

CUBEPORT_DEVICE unsigned int max(unsigned int a, unsigned int b) {
  return __nv_umax(a, b);
}
CUBEPORT_DEVICE unsigned int min(unsigned int a, unsigned int b) {
  return __nv_umin(a, b);
}
CUBEPORT_DEVICE unsigned int max(int a, unsigned int b) {
  return __nv_umax((unsigned int)a, b);
}
CUBEPORT_DEVICE unsigned int min(int a, unsigned int b) {
  return __nv_umin((unsigned int)a, b);
}
CUBEPORT_DEVICE unsigned int max(unsigned int a, int b) {
  return __nv_umax(a, (unsigned int)b);
}
CUBEPORT_DEVICE unsigned int min(unsigned int a, int b) {
  return __nv_umin(a, (unsigned int)b);
}
CUBEPORT_DEVICE long max(long a, long b) { return __nv_llmax(a, b); }
CUBEPORT_DEVICE long min(long a, long b) { return __nv_llmin(a, b); }
CUBEPORT_DEVICE unsigned long max(unsigned long a, unsigned long b) {
  return __nv_ullmax(a, b);
}
CUBEPORT_DEVICE unsigned long min(unsigned long a, unsigned long b) {
  return __nv_ullmin(a, b);
}
CUBEPORT_DEVICE long long max(long long a, long long b) {
  return __nv_llmax(a, b);
}
CUBEPORT_DEVICE long long min(long long a, long long b) {
  return __nv_llmin(a, b);
}
CUBEPORT_DEVICE unsigned long long max(unsigned long long a,
                                       unsigned long long b) {
  return __nv_ullmax(a, b);
}
CUBEPORT_DEVICE unsigned long long min(unsigned long long a,
                                       unsigned long long b) {
  return __nv_ullmin(a, b);
}
CUBEPORT_DEVICE float max(float a, float b) { return __nv_fmaxf(a, b); }
CUBEPORT_DEVICE float min(float a, float b) { return __nv_fminf(a, b); }
CUBEPORT_DEVICE double max(double a, double b) { return __nv_fmax(a, b); }
CUBEPORT_DEVICE double min(double a, double b) { return __nv_fmin(a, b); }
CUBEPORT_DEVICE double max(float a, double b) { return __nv_fmax(a, b); }
CUBEPORT_DEVICE double min(float a, double b) { return __nv_fmin(a, b); }
CUBEPORT_DEVICE double max(double a, float b) { return __nv_fmax(a, b); }
CUBEPORT_DEVICE double min(double a, float b) { return __nv_fmin(a, b); }

// The host half uses the same names without namespace.
#define CUBEPORT_HOST_MIN_MAX(type)                                            \
  static __inline__ __attribute__((unused)) __host__ type max(type a,          \
                                                              type b) {        \
    return a < b ? b : a;                                                      \
  }                                                                            \
  static __inline__ __attribute__((unused)) __host__ type min(type a,          \
                                                              type b) {        \
    return b < a ? b : a;                                                      \
  }
CUBEPORT_HOST_MIN_MAX(int)
CUBEPORT_HOST_MIN_MAX(unsigned int)
CUBEPORT_HOST_MIN_MAX(long)
CUBEPORT_HOST_MIN_MAX(unsigned long)
CUBEPORT_HOST_MIN_MAX(long long)
CUBEPORT_HOST_MIN_MAX(unsigned long long)
CUBEPORT_HOST_MIN_MAX(float)
CUBEPORT_HOST_MIN_MAX(double)
#undef CUBEPORT_HOST_MIN_MAX

static __inline__ __attribute__((unused)) __host__ float rsqrtf(float x) {
  return 1.0f / __builtin_sqrtf(x);
}
static __inline__ __attribute__((unused)) __host__ double rsqrt(double x) {
  return 1.0 / __builtin_sqrt(x);
}

#endif
