// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// 16-bit floats: storage in _Float16, arithmetic in float.
#ifndef CUBEPORT_CUDA_FP16_H
#define CUBEPORT_CUDA_FP16_H

#include "cuda_runtime.h"

#define CUBEPORT_HD static __inline__ __attribute__((unused)) __host__ __device__

struct __half {
  _Float16 value;

  __half() = default;
  __host__ __device__ __half(float v) : value((_Float16)(float)v) {}
  __host__ __device__ __half(double v) : value((_Float16)(float)v) {}
  __host__ __device__ __half(int v) : value((_Float16)(float)v) {}
  __host__ __device__ __half(unsigned int v) : value((_Float16)(float)v) {}
  __host__ __device__ __half(long v) : value((_Float16)(float)v) {}
  __host__ __device__ __half(unsigned long v) : value((_Float16)(float)v) {}
  __host__ __device__ __half(long long v) : value((_Float16)(float)v) {}
  __host__ __device__ __half(unsigned long long v) : value((_Float16)(float)v) {}
  __host__ __device__ __half(short v) : value((_Float16)(float)v) {}
  __host__ __device__ __half(unsigned short v) : value((_Float16)(float)v) {}
  __host__ __device__ operator float() const { return (float)value; }
  template <class T> __host__ __device__ __half &operator+=(const T &v) {
    return *this = __half((float)*this + (float)v);
  }
  template <class T> __host__ __device__ __half &operator-=(const T &v) {
    return *this = __half((float)*this - (float)v);
  }
  template <class T> __host__ __device__ __half &operator*=(const T &v) {
    return *this = __half((float)*this * (float)v);
  }
  template <class T> __host__ __device__ __half &operator/=(const T &v) {
    return *this = __half((float)*this / (float)v);
  }
};
struct __align__(4) __half2 {
  __half x, y;

  __half2() = default;
  __host__ __device__ __half2(__half x, __half y) : x(x), y(y) {}
};
typedef __half half;
typedef __half2 half2;

// Results are rounded once: float holds every product and sum exactly
// enough that rounding to 16 bits gives the nearest value.
CUBEPORT_HD __half operator+(__half a, __half b) {
  return __half((float)a + (float)b);
}
CUBEPORT_HD __half operator-(__half a, __half b) {
  return __half((float)a - (float)b);
}
CUBEPORT_HD __half operator*(__half a, __half b) {
  return __half((float)a * (float)b);
}
CUBEPORT_HD __half operator/(__half a, __half b) {
  return __half((float)a / (float)b);
}
CUBEPORT_HD __half operator-(__half a) { return __half(-(float)a); }
CUBEPORT_HD bool operator==(__half a, __half b) {
  return (float)a == (float)b;
}
CUBEPORT_HD bool operator!=(__half a, __half b) {
  return (float)a != (float)b;
}
CUBEPORT_HD bool operator<(__half a, __half b) {
  return (float)a < (float)b;
}
CUBEPORT_HD bool operator<=(__half a, __half b) {
  return (float)a <= (float)b;
}
CUBEPORT_HD bool operator>(__half a, __half b) {
  return (float)a > (float)b;
}
CUBEPORT_HD bool operator>=(__half a, __half b) {
  return (float)a >= (float)b;
}
CUBEPORT_HD __half __float2half(float v) { return __half(v); }
CUBEPORT_HD __half __float2half_rn(float v) { return __half(v); }
CUBEPORT_HD float __half2float(__half v) { return (float)v; }
CUBEPORT_HD __half __double2half(double v) { return __half(v); }
CUBEPORT_HD __half2 __float2half2_rn(float v) {
  return __half2(__half(v), __half(v));
}
CUBEPORT_HD __half2 __floats2half2_rn(float a, float b) {
  return __half2(__half(a), __half(b));
}
CUBEPORT_HD __half2 __float22half2_rn(float2 v) {
  return __half2(__half(v.x), __half(v.y));
}
CUBEPORT_HD float2 __half22float2(__half2 v) {
  return make_float2((float)v.x, (float)v.y);
}
CUBEPORT_HD float __low2float(__half2 v) { return (float)v.x; }
CUBEPORT_HD float __high2float(__half2 v) { return (float)v.y; }
CUBEPORT_HD __half __low2half(__half2 v) { return v.x; }
CUBEPORT_HD __half __high2half(__half2 v) { return v.y; }
CUBEPORT_HD __half2 __half2half2(__half v) { return __half2(v, v); }
CUBEPORT_HD __half2 __halves2half2(__half a, __half b) { return __half2(a, b); }
CUBEPORT_HD __half2 make_half2(__half a, __half b) { return __half2(a, b); }
CUBEPORT_HD __half __hadd(__half a, __half b) { return a + b; }
CUBEPORT_HD __half2 __hadd2(__half2 a, __half2 b) {
  return __half2(a.x + b.x, a.y + b.y);
}
CUBEPORT_HD __half2 operator+(__half2 a, __half2 b) {
  return __half2(a.x + b.x, a.y + b.y);
}
CUBEPORT_HD __half __hsub(__half a, __half b) { return a - b; }
CUBEPORT_HD __half2 __hsub2(__half2 a, __half2 b) {
  return __half2(a.x - b.x, a.y - b.y);
}
CUBEPORT_HD __half2 operator-(__half2 a, __half2 b) {
  return __half2(a.x - b.x, a.y - b.y);
}
CUBEPORT_HD __half __hmul(__half a, __half b) { return a * b; }
CUBEPORT_HD __half2 __hmul2(__half2 a, __half2 b) {
  return __half2(a.x * b.x, a.y * b.y);
}
CUBEPORT_HD __half2 operator*(__half2 a, __half2 b) {
  return __half2(a.x * b.x, a.y * b.y);
}
CUBEPORT_HD __half __hdiv(__half a, __half b) { return a / b; }
CUBEPORT_HD __half2 __h2div(__half2 a, __half2 b) {
  return __half2(a.x / b.x, a.y / b.y);
}
CUBEPORT_HD __half2 operator/(__half2 a, __half2 b) {
  return __half2(a.x / b.x, a.y / b.y);
}
CUBEPORT_HD __half __hfma(__half a, __half b, __half c) {
  return __half(__builtin_fmaf((float)a, (float)b, (float)c));
}
CUBEPORT_HD __half2 __hfma2(__half2 a, __half2 b, __half2 c) {
  return __half2(__hfma(a.x, b.x, c.x), __hfma(a.y, b.y, c.y));
}
CUBEPORT_HD __half __hneg(__half a) { return -a; }
CUBEPORT_HD __half2 __hneg2(__half2 a) { return __half2(-a.x, -a.y); }
CUBEPORT_HD __half __habs(__half a) {
  return __half(__builtin_fabsf((float)a));
}
CUBEPORT_HD __half2 __habs2(__half2 a) {
  return __half2(__habs(a.x), __habs(a.y));
}
CUBEPORT_HD bool __heq(__half a, __half b) { return a == b; }
CUBEPORT_HD bool __hne(__half a, __half b) { return a != b; }
CUBEPORT_HD bool __hlt(__half a, __half b) { return a < b; }
CUBEPORT_HD bool __hle(__half a, __half b) { return a <= b; }
CUBEPORT_HD bool __hgt(__half a, __half b) { return a > b; }
CUBEPORT_HD bool __hge(__half a, __half b) { return a >= b; }
CUBEPORT_HD __half __hmax(__half a, __half b) {
  return __half(__builtin_fmaxf((float)a, (float)b));
}
CUBEPORT_HD __half __hmin(__half a, __half b) {
  return __half(__builtin_fminf((float)a, (float)b));
}
CUBEPORT_HD __half2 __hmax2(__half2 a, __half2 b) {
  return __half2(__hmax(a.x, b.x), __hmax(a.y, b.y));
}
CUBEPORT_HD __half2 __hmin2(__half2 a, __half2 b) {
  return __half2(__hmin(a.x, b.x), __hmin(a.y, b.y));
}
CUBEPORT_HD bool __hisnan(__half a) { return (float)a != (float)a; }
CUBEPORT_HD short __half_as_short(__half a) {
  return __builtin_bit_cast(short, a.value);
}
CUBEPORT_HD unsigned short __half_as_ushort(__half a) {
  return __builtin_bit_cast(unsigned short, a.value);
}
CUBEPORT_HD __half __short_as_half(short bits) {
  __half result;
  result.value = __builtin_bit_cast(_Float16, bits);
  return result;
}
CUBEPORT_HD __half __ushort_as_half(unsigned short bits) {
  __half result;
  result.value = __builtin_bit_cast(_Float16, bits);
  return result;
}

#include "cubeport/narrow_floats.h"
CUBEPORT_NARROW_HOST_DEVICE(__half, __half2)
CUBEPORT_NARROW_DIRECTED(__half, unsigned short, half)
CUBEPORT_NARROW_INTEGER_RN(__half, half, int, int)
CUBEPORT_NARROW_INTEGER_RN(__half, half, unsigned int, uint)
CUBEPORT_NARROW_INTEGER_RN(__half, half, short, short)
CUBEPORT_NARROW_INTEGER_RN(__half, half, unsigned short, ushort)
CUBEPORT_NARROW_INTEGER_RN(__half, half, long long, ll)
CUBEPORT_NARROW_INTEGER_RN(__half, half, unsigned long long, ull)
CUBEPORT_NF __half2 __low2half2(__half2 v) { return __half2(v.x, v.x); }
CUBEPORT_NF __half2 __high2half2(__half2 v) { return __half2(v.y, v.y); }
CUBEPORT_NF __half2 __lows2half2(__half2 a, __half2 b) { return __half2(a.x, b.x); }
CUBEPORT_NF __half2 __highs2half2(__half2 a, __half2 b) { return __half2(a.y, b.y); }
CUBEPORT_NF __half2 __lowhigh2highlow(__half2 v) { return __half2(v.y, v.x); }

#if defined(__CUDA__)
static __inline__ __device__ __half hexp(__half a) { return __half(expf((float)a)); }
static __inline__ __device__ __half hexp2(__half a) { return __half(exp2f((float)a)); }
static __inline__ __device__ __half hlog(__half a) { return __half(logf((float)a)); }
static __inline__ __device__ __half hlog2(__half a) { return __half(log2f((float)a)); }
static __inline__ __device__ __half hsqrt(__half a) { return __half(sqrtf((float)a)); }
static __inline__ __device__ __half hrsqrt(__half a) { return __half(rsqrtf((float)a)); }
static __inline__ __device__ __half hsin(__half a) { return __half(sinf((float)a)); }
static __inline__ __device__ __half hcos(__half a) { return __half(cosf((float)a)); }
static __inline__ __device__ __half hrcp(__half a) { return __half(1.0f / (float)a); }
static __inline__ __device__ __half hfloor(__half a) { return __half(floorf((float)a)); }
static __inline__ __device__ __half hceil(__half a) { return __half(ceilf((float)a)); }
static __inline__ __device__ __half htanh(__half a) { return __half(tanhf((float)a)); }
CUBEPORT_NARROW_DEVICE(__half, __half2)
#endif

#undef CUBEPORT_HD

#endif
