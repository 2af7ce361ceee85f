// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's 16-bit floating-point types as the host uses them: storage and
// conversion. Part of the support headers of a project written by cubeport.
#ifndef CUBEPORT_HALF_H
#define CUBEPORT_HALF_H

#include "cubeport_types.h"

#include <cmath>
#include <cstdint>
#include <cstring>

namespace cubeport::detail {

inline uint32_t bitsOf(float value) {
  uint32_t bits;
  std::memcpy(&bits, &value, sizeof(bits));
  return bits;
}

inline float floatOf(uint32_t bits) {
  float value;
  std::memcpy(&value, &bits, sizeof(value));
  return value;
}

/// Rounds to nearest, ties to even.
inline uint16_t toBfloat16(float value) {
  uint32_t bits = bitsOf(value);
  if ((bits & 0x7fffffff) > 0x7f800000) {
    return uint16_t(bits >> 16 | 0x40); // a quiet NaN stays one
  }
  return uint16_t((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
}

inline float fromBfloat16(uint16_t half) {
  return floatOf(uint32_t(half) << 16);
}

/// Rounds to nearest, ties to even.
inline uint16_t toHalf(float value) {
  uint32_t bits = bitsOf(value);
  uint16_t sign = uint16_t(bits >> 16 & 0x8000);
  uint32_t magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) {
    return uint16_t(sign | 0x7e00);
  }
  if (magnitude >= 0x47800000) { // 65536 and more, infinity too
    return uint16_t(sign | 0x7c00);
  }
  if (magnitude < 0x38800000) { // below the least normal half: a fixed point
    uint32_t steps = bitsOf(floatOf(magnitude) + 0.5f) - 0x3f000000;
    return uint16_t(sign | steps);
  }
  uint32_t rounded = magnitude + 0xfff + (magnitude >> 13 & 1);
  return uint16_t(sign | (rounded - 0x38000000) >> 13);
}

inline float fromHalf(uint16_t half) {
  uint32_t sign = uint32_t(half & 0x8000) << 16;
  uint32_t magnitude = half & 0x7fff;
  if (magnitude >= 0x7c00) {
    return floatOf(sign | 0x7f800000 | (magnitude & 0x3ff) << 13);
  }
  if (magnitude < 0x400) { // units of 2^-24
    return floatOf(sign | bitsOf(float(magnitude) * 5.9604645e-8f));
  }
  return floatOf(sign | ((magnitude << 13) + 0x38000000));
}

} // namespace cubeport::detail

struct alignas(2) __half_raw {
  uint16_t x;
};
struct alignas(2) __nv_bfloat16_raw {
  uint16_t x;
};

struct alignas(2) __half {
  uint16_t bits;
  __half() = default;
  __half(__half_raw raw) : bits(raw.x) {}
  __half(float value) : bits(cubeport::detail::toHalf(value)) {}
  __half(double value) : __half(float(value)) {}
  __half(int value) : __half(float(value)) {}
  __half(unsigned int value) : __half(float(value)) {}
  __half(long value) : __half(float(value)) {}
  __half(unsigned long value) : __half(float(value)) {}
  __half(long long value) : __half(float(value)) {}
  __half(unsigned long long value) : __half(float(value)) {}
  __half(short value) : __half(float(value)) {}
  __half(unsigned short value) : __half(float(value)) {}
  template <class T> __half &operator+=(const T &other) {
    return *this = __half(float(*this) + float(other));
  }
  template <class T> __half &operator-=(const T &other) {
    return *this = __half(float(*this) - float(other));
  }
  template <class T> __half &operator*=(const T &other) {
    return *this = __half(float(*this) * float(other));
  }
  template <class T> __half &operator/=(const T &other) {
    return *this = __half(float(*this) / float(other));
  }
  operator float() const { return cubeport::detail::fromHalf(bits); }
  operator __half_raw() const { return {bits}; }
};
using half = __half;

struct alignas(2) __nv_bfloat16 {
  uint16_t bits;
  __nv_bfloat16() = default;
  __nv_bfloat16(__nv_bfloat16_raw raw) : bits(raw.x) {}
  __nv_bfloat16(float value) : bits(cubeport::detail::toBfloat16(value)) {}
  __nv_bfloat16(double value) : __nv_bfloat16(float(value)) {}
  __nv_bfloat16(int value) : __nv_bfloat16(float(value)) {}
  __nv_bfloat16(unsigned int value) : __nv_bfloat16(float(value)) {}
  __nv_bfloat16(long value) : __nv_bfloat16(float(value)) {}
  __nv_bfloat16(unsigned long value) : __nv_bfloat16(float(value)) {}
  __nv_bfloat16(long long value) : __nv_bfloat16(float(value)) {}
  __nv_bfloat16(unsigned long long value) : __nv_bfloat16(float(value)) {}
  __nv_bfloat16(short value) : __nv_bfloat16(float(value)) {}
  __nv_bfloat16(unsigned short value) : __nv_bfloat16(float(value)) {}
  template <class T> __nv_bfloat16 &operator+=(const T &other) {
    return *this = __nv_bfloat16(float(*this) + float(other));
  }
  template <class T> __nv_bfloat16 &operator-=(const T &other) {
    return *this = __nv_bfloat16(float(*this) - float(other));
  }
  template <class T> __nv_bfloat16 &operator*=(const T &other) {
    return *this = __nv_bfloat16(float(*this) * float(other));
  }
  template <class T> __nv_bfloat16 &operator/=(const T &other) {
    return *this = __nv_bfloat16(float(*this) / float(other));
  }
  operator float() const { return cubeport::detail::fromBfloat16(bits); }
  operator __nv_bfloat16_raw() const { return {bits}; }
};
using nv_bfloat16 = __nv_bfloat16;

struct alignas(4) __half2 {
  __half x, y;
};
using half2 = __half2;
struct alignas(4) __nv_bfloat162 {
  __nv_bfloat16 x, y;
};
using nv_bfloat162 = __nv_bfloat162;

inline __half __float2half(float value) { return __half(value); }
inline __half __float2half_rn(float value) { return __half(value); }
inline float __half2float(__half value) { return value; }
inline __half2 __floats2half2_rn(float x, float y) { return {x, y}; }
inline __half2 __float2half2_rn(float x) { return {x, x}; }
inline float __low2float(__half2 value) { return value.x; }
inline float __high2float(__half2 value) { return value.y; }
inline __nv_bfloat16 __float2bfloat16(float value) { return {value}; }
inline __nv_bfloat16 __float2bfloat16_rn(float value) { return {value}; }
inline float __bfloat162float(__nv_bfloat16 value) { return value; }

// Results are rounded once: float holds them exactly enough.
inline __half __hadd(__half a, __half b) { return float(a) + float(b); }
inline __half __hsub(__half a, __half b) { return float(a) - float(b); }
inline __half __hmul(__half a, __half b) { return float(a) * float(b); }
inline __half __hdiv(__half a, __half b) { return float(a) / float(b); }
inline __half __hneg(__half a) { return -float(a); }
inline __half __hfma(__half a, __half b, __half c) {
  return __half(float(double(a) * double(b) + double(c)));
}
inline bool __hlt(__half a, __half b) { return float(a) < float(b); }
inline bool __hgt(__half a, __half b) { return float(a) > float(b); }
inline bool __heq(__half a, __half b) { return float(a) == float(b); }
inline __half2 __halves2half2(__half x, __half y) { return {x, y}; }
inline __half2 make_half2(__half x, __half y) { return {x, y}; }
inline __half __int2half_rn(int value) { return __half(value); }
inline int __half2int_rn(__half value) { return (int)std::rint(float(value)); }
inline int __half2int_rz(__half value) { return (int)float(value); }
inline unsigned short __half_as_ushort(__half value) { return value.bits; }
inline __half __ushort_as_half(unsigned short bits) {
  return __half(__half_raw{bits});
}
inline float2 __half22float2(__half2 value) { return {value.x, value.y}; }

#endif
