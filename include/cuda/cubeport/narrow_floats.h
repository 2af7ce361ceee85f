// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What __half and __nv_bfloat16 have in common beyond arithmetic. Included by
// cuda_fp16.h and cuda_bf16.h with T, T2 and the names' middle part defined.
//   CUBEPORT_NARROW(type, pair, name in conversions, bits type)

#ifndef CUBEPORT_CUDA_NARROW_FLOATS_H
#define CUBEPORT_CUDA_NARROW_FLOATS_H

#define CUBEPORT_NARROW_EACH(name, T2, one)                                    \
  CUBEPORT_NF T2 name(T2 a) { return T2(one(a.x), one(a.y)); }
#define CUBEPORT_NARROW_EACH2(name, T2, one)                                   \
  CUBEPORT_NF T2 name(T2 a, T2 b) { return T2(one(a.x, b.x), one(a.y, b.y)); }

// Comparisons: of pairs, 1 or 0 in each half; `b` forms ask for both halves,
// `u` forms are true for NaN.
#define CUBEPORT_NARROW_COMPARE(T, T2, name, op)                               \
  CUBEPORT_NF T2 __h##name##2(T2 a, T2 b) {                                    \
    return T2(T((float)a.x op(float) b.x ? 1.0f : 0.0f),                       \
              T((float)a.y op(float) b.y ? 1.0f : 0.0f));                      \
  }                                                                            \
  CUBEPORT_NF bool __hb##name##2(T2 a, T2 b) {                                 \
    return (float)a.x op(float) b.x && (float)a.y op(float) b.y;               \
  }                                                                            \
  CUBEPORT_NF bool __h##name##u(T a, T b) {                                    \
    return (float)a != (float)a || (float)b != (float)b ||                     \
           (float)a op(float) b;                                               \
  }                                                                            \
  CUBEPORT_NF T2 __h##name##u2(T2 a, T2 b) {                                   \
    return T2(T(__h##name##u(a.x, b.x) ? 1.0f : 0.0f),                         \
              T(__h##name##u(a.y, b.y) ? 1.0f : 0.0f));                        \
  }                                                                            \
  CUBEPORT_NF bool __hb##name##u2(T2 a, T2 b) {                                \
    return __h##name##u(a.x, b.x) && __h##name##u(a.y, b.y);                   \
  }

#define CUBEPORT_NARROW_SATURATED(T, T2, name, op)                             \
  CUBEPORT_NF T __h##name##_sat(T a, T b) {                                    \
    float v = (float)a op(float) b;                                            \
    return T(v > 0.0f ? (v < 1.0f ? v : 1.0f) : 0.0f);                         \
  }                                                                            \
  CUBEPORT_NF T __h##name##_rn(T a, T b) { return T((float)a op(float) b); }   \
  CUBEPORT_NARROW_EACH2(__h##name##2_sat, T2, __h##name##_sat)                 \
  CUBEPORT_NARROW_EACH2(__h##name##2_rn, T2, __h##name##_rn)

#define CUBEPORT_NARROW_HOST_DEVICE(T, T2)                                     \
  CUBEPORT_NARROW_COMPARE(T, T2, eq, ==)                                       \
  CUBEPORT_NARROW_COMPARE(T, T2, ne, !=)                                       \
  CUBEPORT_NARROW_COMPARE(T, T2, lt, <)                                        \
  CUBEPORT_NARROW_COMPARE(T, T2, le, <=)                                       \
  CUBEPORT_NARROW_COMPARE(T, T2, gt, >)                                        \
  CUBEPORT_NARROW_COMPARE(T, T2, ge, >=)                                       \
  CUBEPORT_NARROW_SATURATED(T, T2, add, +)                                     \
  CUBEPORT_NARROW_SATURATED(T, T2, sub, -)                                     \
  CUBEPORT_NARROW_SATURATED(T, T2, mul, *)                                     \
  CUBEPORT_NF T __hfma_sat(T a, T b, T c) {                                    \
    float v = __builtin_fmaf((float)a, (float)b, (float)c);                    \
    return T(v > 0.0f ? (v < 1.0f ? v : 1.0f) : 0.0f);                         \
  }                                                                            \
  CUBEPORT_NF T __hfma_relu(T a, T b, T c) {                                   \
    float v = __builtin_fmaf((float)a, (float)b, (float)c);                    \
    return T(v < 0.0f ? 0.0f : v);                                             \
  }                                                                            \
  CUBEPORT_NF T2 __hfma2_sat(T2 a, T2 b, T2 c) {                               \
    return T2(__hfma_sat(a.x, b.x, c.x), __hfma_sat(a.y, b.y, c.y));           \
  }                                                                            \
  CUBEPORT_NF T2 __hfma2_relu(T2 a, T2 b, T2 c) {                              \
    return T2(__hfma_relu(a.x, b.x, c.x), __hfma_relu(a.y, b.y, c.y));         \
  }                                                                            \
  CUBEPORT_NF T2 __hcmadd(T2 a, T2 b, T2 c) {                                  \
    return T2(__hfma(T(-(float)a.y), b.y, __hfma(a.x, b.x, c.x)),              \
              __hfma(a.y, b.x, __hfma(a.x, b.y, c.y)));                        \
  }                                                                            \
  CUBEPORT_NF T __hmax_nan(T a, T b) {                                         \
    return (float)a != (float)a ? a : (float)b != (float)b ? b : __hmax(a, b); \
  }                                                                            \
  CUBEPORT_NF T __hmin_nan(T a, T b) {                                         \
    return (float)a != (float)a ? a : (float)b != (float)b ? b : __hmin(a, b); \
  }                                                                            \
  CUBEPORT_NARROW_EACH2(__hmax2_nan, T2, __hmax_nan)                           \
  CUBEPORT_NARROW_EACH2(__hmin2_nan, T2, __hmin_nan)                           \
  CUBEPORT_NF int __hisinf(T a) {                                              \
    float v = (float)a;                                                        \
    return v == __builtin_inff() ? 1 : v == -__builtin_inff() ? -1 : 0;        \
  }                                                                            \
  CUBEPORT_NF T2 __hisnan2(T2 a) {                                             \
    return T2(T((float)a.x != (float)a.x ? 1.0f : 0.0f),                       \
              T((float)a.y != (float)a.y ? 1.0f : 0.0f));                      \
  }                                                                            \
  CUBEPORT_NF T operator+(T a) { return a; }                                   \
  CUBEPORT_NF T &operator++(T &a) { return a = T((float)a + 1.0f); }           \
  CUBEPORT_NF T &operator--(T &a) { return a = T((float)a - 1.0f); }           \
  CUBEPORT_NF T operator++(T &a, int) {                                        \
    T old = a;                                                                 \
    ++a;                                                                       \
    return old;                                                                \
  }                                                                            \
  CUBEPORT_NF T operator--(T &a, int) {                                        \
    T old = a;                                                                 \
    --a;                                                                       \
    return old;                                                                \
  }                                                                            \
  CUBEPORT_NF T2 operator-(T2 a) {                                             \
    return T2(T(-(float)a.x), T(-(float)a.y));                                 \
  }                                                                            \
  CUBEPORT_NF T2 &operator+=(T2 &a, T2 b) { return a = a + b; }                \
  CUBEPORT_NF T2 &operator-=(T2 &a, T2 b) { return a = a - b; }                \
  CUBEPORT_NF T2 &operator*=(T2 &a, T2 b) { return a = a * b; }                \
  CUBEPORT_NF T2 &operator/=(T2 &a, T2 b) { return a = a / b; }                \
  CUBEPORT_NF bool operator==(T2 a, T2 b) { return __hbeq2(a, b); }            \
  CUBEPORT_NF bool operator!=(T2 a, T2 b) { return __hbneu2(a, b); }           \
  CUBEPORT_NF bool operator<(T2 a, T2 b) { return __hblt2(a, b); }             \
  CUBEPORT_NF bool operator<=(T2 a, T2 b) { return __hble2(a, b); }            \
  CUBEPORT_NF bool operator>(T2 a, T2 b) { return __hbgt2(a, b); }             \
  CUBEPORT_NF bool operator>=(T2 a, T2 b) { return __hbge2(a, b); }

// Conversions that round toward zero, up or down: from the nearest value, one
// step where it lies on the wrong side.
#define CUBEPORT_NARROW_DIRECTED(T, bits, name)                                \
  CUBEPORT_NF T __float2##name##_##step(T near, bool up) {                     \
    bits word = __builtin_bit_cast(bits, near.value);                          \
    bool isNegative = word >> 15;                                              \
    if ((bits)(word << 1) == 0) {                                              \
      word = up ? 1 : 0x8001;                                                  \
    } else {                                                                   \
      word = up == isNegative ? word - 1 : word + 1;                           \
    }                                                                          \
    T result;                                                                  \
    result.value = __builtin_bit_cast(decltype(result.value), word);           \
    return result;                                                             \
  }                                                                            \
  CUBEPORT_NF T __float2##name##_rd(float v) {                                 \
    T near(v);                                                                 \
    return (float)near > v ? __float2##name##_##step(near, false) : near;      \
  }                                                                            \
  CUBEPORT_NF T __float2##name##_ru(float v) {                                 \
    T near(v);                                                                 \
    return (float)near < v ? __float2##name##_##step(near, true) : near;       \
  }                                                                            \
  CUBEPORT_NF T __float2##name##_rz(float v) {                                 \
    return v > 0 ? __float2##name##_rd(v) : __float2##name##_ru(v);            \
  }

#define CUBEPORT_NARROW_INTEGER(T, name, type, tag)                            \
  CUBEPORT_NF T __##tag##2##name##_rz(type v) {                                \
    return __float2##name##_rz((float)v);                                      \
  }                                                                            \
  CUBEPORT_NF type __##name##2##tag##_rz(T v) { return (type)(float)v; }       \
  CUBEPORT_NF type __##name##2##tag##_rd(T v) {                                \
    return (type)__builtin_floorf((float)v);                                   \
  }                                                                            \
  CUBEPORT_NF type __##name##2##tag##_ru(T v) {                                \
    return (type)__builtin_ceilf((float)v);                                    \
  }
#define CUBEPORT_NARROW_INTEGER_RN(T, name, type, tag)                         \
  CUBEPORT_NARROW_INTEGER(T, name, type, tag)                                  \
  CUBEPORT_NF T __##tag##2##name##_rn(type v) { return T((float)v); }          \
  CUBEPORT_NF type __##name##2##tag##_rn(T v) {                                \
    return (type)__builtin_rintf((float)v);                                    \
  }

// Functions of the device: of pairs, and moves between lanes.
#define CUBEPORT_NARROW_DEVICE(T, T2)                                          \
  CUBEPORT_NF_DEVICE T hlog10(T a) { return T(log10f((float)a)); }             \
  CUBEPORT_NF_DEVICE T hexp10(T a) { return T(exp10f((float)a)); }             \
  CUBEPORT_NF_DEVICE T hrint(T a) { return T(rintf((float)a)); }               \
  CUBEPORT_NF_DEVICE T htrunc(T a) { return T(truncf((float)a)); }             \
  CUBEPORT_NF_DEVICE T htanh_approx(T a) { return htanh(a); }                  \
  CUBEPORT_NARROW_EACH(h2exp, T2, hexp)                                        \
  CUBEPORT_NARROW_EACH(h2exp2, T2, hexp2)                                      \
  CUBEPORT_NARROW_EACH(h2exp10, T2, hexp10)                                    \
  CUBEPORT_NARROW_EACH(h2log, T2, hlog)                                        \
  CUBEPORT_NARROW_EACH(h2log2, T2, hlog2)                                      \
  CUBEPORT_NARROW_EACH(h2log10, T2, hlog10)                                    \
  CUBEPORT_NARROW_EACH(h2sqrt, T2, hsqrt)                                      \
  CUBEPORT_NARROW_EACH(h2rsqrt, T2, hrsqrt)                                    \
  CUBEPORT_NARROW_EACH(h2sin, T2, hsin)                                        \
  CUBEPORT_NARROW_EACH(h2cos, T2, hcos)                                        \
  CUBEPORT_NARROW_EACH(h2rcp, T2, hrcp)                                        \
  CUBEPORT_NARROW_EACH(h2floor, T2, hfloor)                                    \
  CUBEPORT_NARROW_EACH(h2ceil, T2, hceil)                                      \
  CUBEPORT_NARROW_EACH(h2trunc, T2, htrunc)                                    \
  CUBEPORT_NARROW_EACH(h2rint, T2, hrint)                                      \
  CUBEPORT_NARROW_EACH(h2tanh, T2, htanh)                                      \
  CUBEPORT_NARROW_SHUFFLE(__shfl_sync, T, T2, int)                             \
  CUBEPORT_NARROW_SHUFFLE(__shfl_up_sync, T, T2, unsigned int)                 \
  CUBEPORT_NARROW_SHUFFLE(__shfl_down_sync, T, T2, unsigned int)               \
  CUBEPORT_NARROW_SHUFFLE(__shfl_xor_sync, T, T2, int)                         \
  CUBEPORT_NF_DEVICE T atomicAdd(T *p, T v) {                                  \
    T old;                                                                     \
    old.value = __atomic_fetch_add(&p->value, v.value, __ATOMIC_RELAXED);      \
    return old;                                                                \
  }                                                                            \
  CUBEPORT_NF_DEVICE T2 atomicAdd(T2 *p, T2 v) {                               \
    return T2(atomicAdd(&p->x, v.x), atomicAdd(&p->y, v.y));                   \
  }

// A lane's value travels as a float, a pair as the word that it is.
#define CUBEPORT_NARROW_SHUFFLE(name, T, T2, delta)                            \
  CUBEPORT_NF_DEVICE T name(unsigned int mask, T v, delta d,                   \
                            int width = warpSize) {                            \
    return T(name(mask, (float)v, d, width));                                  \
  }                                                                            \
  CUBEPORT_NF_DEVICE T2 name(unsigned int mask, T2 v, delta d,                 \
                             int width = warpSize) {                           \
    return __builtin_bit_cast(                                                 \
        T2, name(mask, __builtin_bit_cast(unsigned int, v), d, width));        \
  }

#define CUBEPORT_NF                                                            \
  static __inline__ __attribute__((unused)) __host__ __device__
#define CUBEPORT_NF_DEVICE static __inline__ __attribute__((unused)) __device__

#endif
