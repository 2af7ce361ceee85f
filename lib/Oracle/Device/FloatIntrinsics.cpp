// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// NVVM's intrinsics of floating-point numbers, by libdevice's functions.
#include "Common.h"

extern "C" {
#define ROUNDED2(stem, type)                                                   \
  type __nv_##stem##_rn(type, type);                                           \
  type __nv_##stem##_rz(type, type);                                           \
  type __nv_##stem##_rd(type, type);                                           \
  type __nv_##stem##_ru(type, type);
ROUNDED2(fadd, float)
ROUNDED2(fmul, float)
ROUNDED2(fdiv, float)
ROUNDED2(dadd, double)
ROUNDED2(dmul, double)
ROUNDED2(ddiv, double)
#define ROUNDED3(stem, type)                                                   \
  type __nv_##stem##_rn(type, type, type);                                     \
  type __nv_##stem##_rz(type, type, type);                                     \
  type __nv_##stem##_rd(type, type, type);                                     \
  type __nv_##stem##_ru(type, type, type);
ROUNDED3(fmaf, float)
ROUNDED3(fma, double)
#define ROUNDED1(stem, to, from)                                               \
  to __nv_##stem##_rn(from);                                                   \
  to __nv_##stem##_rz(from);                                                   \
  to __nv_##stem##_rd(from);                                                   \
  to __nv_##stem##_ru(from);
ROUNDED1(frcp, float, float)
ROUNDED1(drcp, double, double)
ROUNDED1(fsqrt, float, float)
ROUNDED1(dsqrt, double, double)
ROUNDED1(double2float, float, double)
ROUNDED1(int2float, float, int)
ROUNDED1(uint2float, float, u32)
ROUNDED1(ll2float, float, i64)
ROUNDED1(ull2float, float, u64)
ROUNDED1(ll2double, double, i64)
ROUNDED1(ull2double, double, u64)
ROUNDED1(float2int, int, float)
ROUNDED1(float2uint, u32, float)
ROUNDED1(float2ll, i64, float)
ROUNDED1(float2ull, u64, float)
ROUNDED1(double2int, int, double)
ROUNDED1(double2uint, u32, double)
ROUNDED1(double2ll, i64, double)
ROUNDED1(double2ull, u64, double)
}

// PTX says rm and rp where libdevice says rd and ru.
#define NAMES2(name, suffix, stem, type)                                       \
  DEVICE type cubeport_##name##_rn_##suffix(type a, type b) {                  \
    return __nv_##stem##_rn(a, b);                                             \
  }                                                                            \
  DEVICE type cubeport_##name##_rz_##suffix(type a, type b) {                  \
    return __nv_##stem##_rz(a, b);                                             \
  }                                                                            \
  DEVICE type cubeport_##name##_rm_##suffix(type a, type b) {                  \
    return __nv_##stem##_rd(a, b);                                             \
  }                                                                            \
  DEVICE type cubeport_##name##_rp_##suffix(type a, type b) {                  \
    return __nv_##stem##_ru(a, b);                                             \
  }
NAMES2(add, f, fadd, float)
NAMES2(mul, f, fmul, float)
NAMES2(div, f, fdiv, float)
NAMES2(add, d, dadd, double)
NAMES2(mul, d, dmul, double)
NAMES2(div, d, ddiv, double)
#define NAMES3(suffix, stem, type)                                             \
  DEVICE type cubeport_fma_rn_##suffix(type a, type b, type c) {               \
    return __nv_##stem##_rn(a, b, c);                                          \
  }                                                                            \
  DEVICE type cubeport_fma_rz_##suffix(type a, type b, type c) {               \
    return __nv_##stem##_rz(a, b, c);                                          \
  }                                                                            \
  DEVICE type cubeport_fma_rm_##suffix(type a, type b, type c) {               \
    return __nv_##stem##_rd(a, b, c);                                          \
  }                                                                            \
  DEVICE type cubeport_fma_rp_##suffix(type a, type b, type c) {               \
    return __nv_##stem##_ru(a, b, c);                                          \
  }
NAMES3(f, fmaf, float)
NAMES3(d, fma, double)
#define NAMES1(name, suffix, stem, to, from)                                   \
  DEVICE to cubeport_##name##_rn##suffix(from a) {                             \
    return __nv_##stem##_rn(a);                                                \
  }                                                                            \
  DEVICE to cubeport_##name##_rz##suffix(from a) {                             \
    return __nv_##stem##_rz(a);                                                \
  }                                                                            \
  DEVICE to cubeport_##name##_rm##suffix(from a) {                             \
    return __nv_##stem##_rd(a);                                                \
  }                                                                            \
  DEVICE to cubeport_##name##_rp##suffix(from a) {                             \
    return __nv_##stem##_ru(a);                                                \
  }
NAMES1(rcp, _f, frcp, float, float)
NAMES1(rcp, _d, drcp, double, double)
NAMES1(sqrt, _f, fsqrt, float, float)
NAMES1(sqrt, _d, dsqrt, double, double)
NAMES1(d2f, , double2float, float, double)
NAMES1(i2f, , int2float, float, int)
NAMES1(ui2f, , uint2float, float, u32)
NAMES1(ll2f, , ll2float, float, i64)
NAMES1(ull2f, , ull2float, float, u64)
NAMES1(ll2d, , ll2double, double, i64)
NAMES1(ull2d, , ull2double, double, u64)
NAMES1(f2i, , float2int, int, float)
NAMES1(f2ui, , float2uint, u32, float)
NAMES1(f2ll, , float2ll, i64, float)
NAMES1(f2ull, , float2ull, u64, float)
NAMES1(d2i, , double2int, int, double)
NAMES1(d2ui, , double2uint, u32, double)
NAMES1(d2ll, , double2ll, i64, double)
NAMES1(d2ull, , double2ull, u64, double)

DEVICE float cubeport_sqrt_f(float x) { return __builtin_sqrtf(x); }
DEVICE float cubeport_sqrt_approx_f(float x) { return __builtin_sqrtf(x); }
DEVICE float cubeport_rsqrt_approx_f(float x) {
  return float(1.0 / __builtin_sqrt(x));
}
DEVICE double cubeport_rsqrt_approx_d(double x) {
  return 1.0 / __builtin_sqrt(x);
}
DEVICE float cubeport_rcp_approx_ftz_f(float x) { return 1.0f / x; }
DEVICE double cubeport_rcp_approx_ftz_d(double x) { return 1.0 / x; }
DEVICE float cubeport_div_approx_f(float x, float y) { return x / y; }
DEVICE float cubeport_div_full(float x, float y) { return x / y; }
DEVICE float cubeport_sin_approx_f(float x) { return __builtin_sinf(x); }
DEVICE float cubeport_cos_approx_f(float x) { return __builtin_cosf(x); }
DEVICE float cubeport_lg2_approx_f(float x) { return __builtin_log2f(x); }
DEVICE float cubeport_ex2_approx_f(float x) { return __builtin_exp2f(x); }
DEVICE float cubeport_ex2_approx_f32(float x) { return __builtin_exp2f(x); }
DEVICE float cubeport_ex2_approx_ftz_f32(float x) {
  return __builtin_exp2f(x);
}
DEVICE float cubeport_fabs_f32(float x) { return __builtin_fabsf(x); }
DEVICE double cubeport_fabs_f64(double x) { return __builtin_fabs(x); }
#define BOTH(name, builtin)                                                    \
  DEVICE float cubeport_##name##_f(float x) { return builtin##f(x); }          \
  DEVICE double cubeport_##name##_d(double x) { return builtin(x); }
BOTH(ceil, __builtin_ceil)
BOTH(floor, __builtin_floor)
BOTH(trunc, __builtin_trunc)
BOTH(round, __builtin_rint)
DEVICE float cubeport_fmax_f(float a, float b) { return __builtin_fmaxf(a, b); }
DEVICE float cubeport_fmin_f(float a, float b) { return __builtin_fminf(a, b); }
DEVICE double cubeport_fmax_d(double a, double b) {
  return __builtin_fmax(a, b);
}
DEVICE double cubeport_fmin_d(double a, double b) {
  return __builtin_fmin(a, b);
}
DEVICE float cubeport_saturate_f(float x) {
  return __builtin_fminf(__builtin_fmaxf(x, 0.0f), 1.0f);
}
DEVICE unsigned short cubeport_f2h_rn(float x) {
  return __builtin_bit_cast(unsigned short, _Float16(x));
}
