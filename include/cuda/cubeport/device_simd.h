// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions on the two halves or the four bytes of a word.
#ifndef CUBEPORT_CUDA_DEVICE_SIMD_H
#define CUBEPORT_CUDA_DEVICE_SIMD_H

// f sees the parts as ints, signed or not; its result is cut to a part.
template <int Parts, bool Signed, class F>
CUBEPORT_DEVICE int cubeport_parts(int a, int b, F f) {
  constexpr int bits = 32 / Parts;
  unsigned int result = 0;
#pragma unroll
  for (int i = 0; i < Parts; ++i) {
    int x = Signed ? (int)((unsigned int)a << (32 - bits * (i + 1))) >>
                         (32 - bits)
                   : (int)(((unsigned int)a << (32 - bits * (i + 1))) >>
                           (32 - bits));
    int y = Signed ? (int)((unsigned int)b << (32 - bits * (i + 1))) >>
                         (32 - bits)
                   : (int)(((unsigned int)b << (32 - bits * (i + 1))) >>
                           (32 - bits));
    result |= ((unsigned int)f(x, y) & ((1u << bits) - 1)) << (bits * i);
  }
  return (int)result;
}
template <int Low, int High> CUBEPORT_DEVICE int cubeport_clamp(int v) {
  return v < Low ? Low : v > High ? High : v;
}

#define CUBEPORT_PARTS_2(name, parts, sign, expression)                        \
  extern "C" __device__ inline int __nv_v##name##parts(int a, int b) {         \
    return cubeport_parts<parts, sign>(                                        \
        a, b, [](int x, int y) -> int { return expression; });                 \
  }
#define CUBEPORT_PARTS_1(name, parts, expression)                              \
  extern "C" __device__ inline int __nv_v##name##parts(int a) {                \
    return cubeport_parts<parts, true>(                                        \
        a, 0, [](int x, int) -> int { return expression; });                   \
  }
#define CUBEPORT_SUM_2(name, sign, parts, expression)                          \
  extern "C" __device__ inline int __nv_v##name##parts(int a, int b) {         \
    int sum = 0;                                                               \
    cubeport_parts<parts, sign>(a, b, [&](int x, int y) -> int {               \
      sum += expression;                                                       \
      return 0;                                                                \
    });                                                                        \
    return sum;                                                                \
  }
#define CUBEPORT_COMPARE(name, parts, sign, op)                                \
  CUBEPORT_PARTS_2(cmp##name, parts, sign, x op y ? -1 : 0)                    \
  CUBEPORT_PARTS_2(set##name, parts, sign, x op y ? 1 : 0)

#define CUBEPORT_SIMD(parts, low, high, top)                                   \
  CUBEPORT_PARTS_1(abs, parts, x < 0 ? -x : x)                                 \
  CUBEPORT_PARTS_1(absss, parts, x < 0 ? (-x > high ? high : -x) : x)          \
  CUBEPORT_PARTS_1(neg, parts, -x)                                             \
  CUBEPORT_PARTS_1(negss, parts, -x > high ? high : -x)                        \
  CUBEPORT_PARTS_2(add, parts, true, x + y)                                    \
  CUBEPORT_PARTS_2(addss, parts, true, (cubeport_clamp<low, high>(x + y)))     \
  CUBEPORT_PARTS_2(addus, parts, false, (cubeport_clamp<0, top>(x + y)))       \
  CUBEPORT_PARTS_2(sub, parts, true, x - y)                                    \
  CUBEPORT_PARTS_2(subss, parts, true, (cubeport_clamp<low, high>(x - y)))     \
  CUBEPORT_PARTS_2(subus, parts, false, (cubeport_clamp<0, top>(x - y)))       \
  CUBEPORT_PARTS_2(absdiffs, parts, true, x > y ? x - y : y - x)               \
  CUBEPORT_PARTS_2(absdiffu, parts, false, x > y ? x - y : y - x)              \
  CUBEPORT_PARTS_2(avgs, parts, true, (x + y + (x + y >= 0)) >> 1)             \
  CUBEPORT_PARTS_2(avgu, parts, false, (x + y + 1) >> 1)                       \
  CUBEPORT_PARTS_2(haddu, parts, false, (x + y) >> 1)                          \
  CUBEPORT_PARTS_2(maxs, parts, true, x > y ? x : y)                           \
  CUBEPORT_PARTS_2(maxu, parts, false, x > y ? x : y)                          \
  CUBEPORT_PARTS_2(mins, parts, true, x < y ? x : y)                           \
  CUBEPORT_PARTS_2(minu, parts, false, x < y ? x : y)                          \
  CUBEPORT_SUM_2(sads, true, parts, (x > y ? x - y : y - x))                   \
  CUBEPORT_SUM_2(sadu, false, parts, (x > y ? x - y : y - x))                  \
  CUBEPORT_COMPARE(eq, parts, true, ==)                                        \
  CUBEPORT_COMPARE(ne, parts, true, !=)                                        \
  CUBEPORT_COMPARE(ges, parts, true, >=)                                       \
  CUBEPORT_COMPARE(geu, parts, false, >=)                                      \
  CUBEPORT_COMPARE(gts, parts, true, >)                                        \
  CUBEPORT_COMPARE(gtu, parts, false, >)                                       \
  CUBEPORT_COMPARE(les, parts, true, <=)                                       \
  CUBEPORT_COMPARE(leu, parts, false, <=)                                      \
  CUBEPORT_COMPARE(lts, parts, true, <)                                        \
  CUBEPORT_COMPARE(ltu, parts, false, <)
CUBEPORT_SIMD(2, -32768, 32767, 65535)
CUBEPORT_SIMD(4, -128, 127, 255)
#undef CUBEPORT_SIMD
#undef CUBEPORT_COMPARE
#undef CUBEPORT_SUM_2
#undef CUBEPORT_PARTS_1
#undef CUBEPORT_PARTS_2

// Sums, maxima and minima in one step (DPX). Sums wrap.
template <class T, class W, bool Max> struct cubeport_choose {
  static __device__ T of(T a, T b) { return Max == (a < b) ? b : a; }
  static __device__ T sum(T a, T b) { return (T)((W)a + (W)b); }
  static __device__ T relu(T a) { return a > 0 ? a : 0; }
};
#define CUBEPORT_DPX(op, isMax, type, wide, tag)                               \
  CUBEPORT_DEVICE type __vi##op##3##_##tag(type a, type b, type c) {           \
    typedef cubeport_choose<type, wide, isMax> choose;                         \
    return choose::of(choose::of(a, b), c);                                    \
  }                                                                            \
  CUBEPORT_DEVICE type __viadd##op##_##tag(type a, type b, type c) {           \
    typedef cubeport_choose<type, wide, isMax> choose;                         \
    return choose::of(choose::sum(a, b), c);                                   \
  }                                                                            \
  CUBEPORT_DEVICE type __vib##op##_##tag(type a, type b, bool *first) {        \
    *first = isMax ? a >= b : a <= b;                                          \
    return *first ? a : b;                                                     \
  }
#define CUBEPORT_DPX_RELU(op, isMax)                                           \
  CUBEPORT_DPX(op, isMax, int, unsigned int, s32)                              \
  CUBEPORT_DPX(op, isMax, unsigned int, unsigned int, u32)                     \
  CUBEPORT_DEVICE int __vi##op##_s32_relu(int a, int b) {                      \
    typedef cubeport_choose<int, unsigned int, isMax> choose;                  \
    return choose::relu(choose::of(a, b));                                     \
  }                                                                            \
  CUBEPORT_DEVICE int __vi##op##3_s32_relu(int a, int b, int c) {              \
    typedef cubeport_choose<int, unsigned int, isMax> choose;                  \
    return choose::relu(__vi##op##3_s32(a, b, c));                             \
  }                                                                            \
  CUBEPORT_DEVICE int __viadd##op##_s32_relu(int a, int b, int c) {            \
    typedef cubeport_choose<int, unsigned int, isMax> choose;                  \
    return choose::relu(__viadd##op##_s32(a, b, c));                           \
  }
CUBEPORT_DPX_RELU(max, true)
CUBEPORT_DPX_RELU(min, false)
#undef CUBEPORT_DPX_RELU
#undef CUBEPORT_DPX

// The same on the two halves of words.
template <bool Signed, class F>
CUBEPORT_DEVICE unsigned int cubeport_halves(unsigned int a, unsigned int b,
                                             unsigned int c, F f) {
  unsigned int sums[2] = {a & 0xffff, a >> 16};
  unsigned int others[2] = {b & 0xffff, b >> 16};
  unsigned int thirds[2] = {c & 0xffff, c >> 16};
  unsigned int result = 0;
#pragma unroll
  for (int i = 0; i < 2; ++i) {
    int x = Signed ? (int)(short)sums[i] : (int)sums[i];
    int y = Signed ? (int)(short)others[i] : (int)others[i];
    int z = Signed ? (int)(short)thirds[i] : (int)thirds[i];
    result |= ((unsigned int)f(x, y, z) & 0xffff) << (16 * i);
  }
  return result;
}
template <bool Signed> CUBEPORT_DEVICE int cubeport_wrap16(int v) {
  return Signed ? (int)(short)v : (int)(unsigned short)v;
}
#define CUBEPORT_DPX_HALVES(op, tag, sign, less, suffix, relu)                 \
  CUBEPORT_DEVICE unsigned int __vi##op##3_##tag##suffix(                      \
      unsigned int a, unsigned int b, unsigned int c) {                        \
    return cubeport_halves<sign>(a, b, c, [](int x, int y, int z) {            \
      int best = y less x ? x : y;                                             \
      best = z less best ? best : z;                                           \
      return relu && best < 0 ? 0 : best;                                      \
    });                                                                        \
  }                                                                            \
  CUBEPORT_DEVICE unsigned int __viadd##op##_##tag##suffix(                    \
      unsigned int a, unsigned int b, unsigned int c) {                        \
    return cubeport_halves<sign>(a, b, c, [](int x, int y, int z) {            \
      int sum = cubeport_wrap16<sign>(x + y);                                  \
      int best = z less sum ? sum : z;                                         \
      return relu && best < 0 ? 0 : best;                                      \
    });                                                                        \
  }
#define CUBEPORT_DPX_PAIR(op, less)                                            \
  CUBEPORT_DPX_HALVES(op, s16x2, true, less, , false)                          \
  CUBEPORT_DPX_HALVES(op, s16x2, true, less, _relu, true)                      \
  CUBEPORT_DPX_HALVES(op, u16x2, false, less, , false)                         \
  CUBEPORT_DEVICE unsigned int __vi##op##_s16x2_relu(unsigned int a,           \
                                                     unsigned int b) {         \
    return __vi##op##3_s16x2_relu(a, b, b);                                    \
  }                                                                            \
  CUBEPORT_DEVICE unsigned int __vib##op##_s16x2(                              \
      unsigned int a, unsigned int b, bool *high, bool *low) {                 \
    short ah = (short)(a >> 16), bh = (short)(b >> 16);                        \
    short al = (short)a, bl = (short)b;                                        \
    *high = bh less ah || ah == bh;                                            \
    *low = bl less al || al == bl;                                             \
    return (*high ? a : b) & 0xffff0000u | (*low ? a : b) & 0xffffu;           \
  }                                                                            \
  CUBEPORT_DEVICE unsigned int __vib##op##_u16x2(                              \
      unsigned int a, unsigned int b, bool *high, bool *low) {                 \
    unsigned int ah = a >> 16, bh = b >> 16, al = a & 0xffff, bl = b & 0xffff; \
    *high = bh less ah || ah == bh;                                            \
    *low = bl less al || al == bl;                                             \
    return (*high ? a : b) & 0xffff0000u | (*low ? a : b) & 0xffffu;           \
  }
CUBEPORT_DPX_PAIR(max, <)
CUBEPORT_DPX_PAIR(min, >)
#undef CUBEPORT_DPX_PAIR
#undef CUBEPORT_DPX_HALVES

#endif
