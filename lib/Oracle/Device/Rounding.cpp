// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arithmetic and conversions with a rounding mode in the name.
#include "Common.h"

#include <cfenv>

namespace {
/// Changes the rounding mode while it lives.
class Rounding {
public:
  explicit Rounding(int mode) : before(fegetround()) { fesetround(mode); }
  ~Rounding() { fesetround(before); }

private:
  int before;
};
} // namespace

// Volatile copies keep the operation between the changes of the mode.
#define ARITH(name, type, expression, mode, params, copies)                    \
  DEVICE __attribute__((noinline)) type name params {                          \
    Rounding rounding(mode);                                                   \
    copies;                                                                    \
    volatile type result = expression;                                         \
    return result;                                                             \
  }
#define TWO(type) (type a0, type b0)
#define TWO_COPIES(type) volatile type a = a0, b = b0
#define ONE(type) (type a0)
#define ONE_COPY(type) volatile type a = a0
#define THREE(type) (type a0, type b0, type c0)
#define THREE_COPIES(type) volatile type a = a0, b = b0, c = c0

#define MODES2(stem, type, expression)                                         \
  DEVICE type __nv_##stem##_rn(type a, type b) { return expression; }          \
  ARITH(__nv_##stem##_rd, type, expression, FE_DOWNWARD, TWO(type),            \
        TWO_COPIES(type))                                                      \
  ARITH(__nv_##stem##_ru, type, expression, FE_UPWARD, TWO(type),              \
        TWO_COPIES(type))                                                      \
  ARITH(__nv_##stem##_rz, type, expression, FE_TOWARDZERO, TWO(type),          \
        TWO_COPIES(type))
#define MODES1(stem, type, expression)                                         \
  DEVICE type __nv_##stem##_rn(type a) { return expression; }                  \
  ARITH(__nv_##stem##_rd, type, expression, FE_DOWNWARD, ONE(type),            \
        ONE_COPY(type))                                                        \
  ARITH(__nv_##stem##_ru, type, expression, FE_UPWARD, ONE(type),              \
        ONE_COPY(type))                                                        \
  ARITH(__nv_##stem##_rz, type, expression, FE_TOWARDZERO, ONE(type),          \
        ONE_COPY(type))
#define MODES3(stem, type, expression)                                         \
  DEVICE type __nv_##stem##_rn(type a, type b, type c) { return expression; }  \
  ARITH(__nv_##stem##_rd, type, expression, FE_DOWNWARD, THREE(type),          \
        THREE_COPIES(type))                                                    \
  ARITH(__nv_##stem##_ru, type, expression, FE_UPWARD, THREE(type),            \
        THREE_COPIES(type))                                                    \
  ARITH(__nv_##stem##_rz, type, expression, FE_TOWARDZERO, THREE(type),        \
        THREE_COPIES(type))

MODES2(fadd, float, a + b)
MODES2(fsub, float, a - b)
MODES2(fmul, float, a *b)
MODES2(fdiv, float, a / b)
MODES2(dadd, double, a + b)
MODES2(dsub, double, a - b)
MODES2(dmul, double, a *b)
MODES2(ddiv, double, a / b)
MODES1(frcp, float, 1.0f / a)
MODES1(drcp, double, 1.0 / a)
MODES1(fsqrt, float, __builtin_sqrtf(a))
MODES1(dsqrt, double, __builtin_sqrt(a))
MODES3(fmaf, float, __builtin_fmaf(a, b, c))
MODES3(fmaf_ieee, float, __builtin_fmaf(a, b, c))
MODES3(fma, double, __builtin_fma(a, b, c))
DEVICE float __nv_frsqrt_rn(float x) { return float(1.0 / __builtin_sqrt(x)); }

// Conversions to a narrower type of floating-point numbers.
#define NARROW(name, to, from, mode)                                           \
  ARITH(name, to, to(a), mode, ONE(from), ONE_COPY(from))
#define NARROW_MODES(stem, to, from)                                           \
  DEVICE to __nv_##stem##_rn(from a) { return to(a); }                         \
  NARROW(__nv_##stem##_rd, to, from, FE_DOWNWARD)                              \
  NARROW(__nv_##stem##_ru, to, from, FE_UPWARD)                                \
  NARROW(__nv_##stem##_rz, to, from, FE_TOWARDZERO)
NARROW_MODES(double2float, float, double)
NARROW_MODES(int2float, float, int)
NARROW_MODES(uint2float, float, u32)
NARROW_MODES(ll2float, float, i64)
NARROW_MODES(ull2float, float, u64)
NARROW_MODES(ll2double, double, i64)
NARROW_MODES(ull2double, double, u64)
DEVICE double __nv_int2double_rn(int a) { return a; }
DEVICE double __nv_uint2double_rn(u32 a) { return a; }

/// To an integer as CUDA converts: what does not fit becomes the nearest that
/// does, NaN becomes 0 (the lowest value for 64 bits from double).
template <typename T> static T saturated(double x, T nan) {
  constexpr T low = T(-1) < 0 ? T(1) << (sizeof(T) * 8 - 1) : 0;
  constexpr T high = T(~low);
  const double limit = __builtin_ldexp(1.0, int(sizeof(T)) * 8 - (low != 0));
  if (x != x) {
    return nan;
  }
  return x >= limit ? high : x <= double(low) ? low : T(x);
}
#define TO_INTEGER(stem, to, from, nan)                                        \
  DEVICE to __nv_##stem##_rn(from x) {                                         \
    return saturated<to>(__builtin_rint(x), nan);                              \
  }                                                                            \
  DEVICE to __nv_##stem##_rd(from x) {                                         \
    return saturated<to>(__builtin_floor(x), nan);                             \
  }                                                                            \
  DEVICE to __nv_##stem##_ru(from x) {                                         \
    return saturated<to>(__builtin_ceil(x), nan);                              \
  }                                                                            \
  DEVICE to __nv_##stem##_rz(from x) {                                         \
    return saturated<to>(__builtin_trunc(x), nan);                             \
  }
TO_INTEGER(float2int, int, float, 0)
TO_INTEGER(float2uint, u32, float, 0)
TO_INTEGER(float2ll, i64, float, i64(1ull << 63))
TO_INTEGER(float2ull, u64, float, 1ull << 63)
TO_INTEGER(double2int, int, double, int(1u << 31))
TO_INTEGER(double2uint, u32, double, 1u << 31)
TO_INTEGER(double2ll, i64, double, i64(1ull << 63))
TO_INTEGER(double2ull, u64, double, 1ull << 63)
