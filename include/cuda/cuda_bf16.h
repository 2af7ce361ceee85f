// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// bfloat16: storage in __bf16, arithmetic in float.
#ifndef CUBEPORT_CUDA_BF16_H
#define CUBEPORT_CUDA_BF16_H

#include "cuda_runtime.h"

#define CUBEPORT_HD static __inline__ __attribute__((unused)) __host__ __device__

struct __nv_bfloat16 {
  __bf16 value;

  __nv_bfloat16() = default;
  __host__ __device__ __nv_bfloat16(float v) : value((__bf16)(float)v) {}
  __host__ __device__ __nv_bfloat16(double v) : value((__bf16)(float)v) {}
  __host__ __device__ __nv_bfloat16(int v) : value((__bf16)(float)v) {}
  __host__ __device__ __nv_bfloat16(unsigned int v) : value((__bf16)(float)v) {}
  __host__ __device__ __nv_bfloat16(long v) : value((__bf16)(float)v) {}
  __host__ __device__ __nv_bfloat16(unsigned long v) : value((__bf16)(float)v) {}
  __host__ __device__ __nv_bfloat16(long long v) : value((__bf16)(float)v) {}
  __host__ __device__ __nv_bfloat16(unsigned long long v) : value((__bf16)(float)v) {}
  __host__ __device__ __nv_bfloat16(short v) : value((__bf16)(float)v) {}
  __host__ __device__ __nv_bfloat16(unsigned short v) : value((__bf16)(float)v) {}
  __host__ __device__ operator float() const { return (float)value; }
  template <class T> __host__ __device__ __nv_bfloat16 &operator+=(const T &v) {
    return *this = __nv_bfloat16((float)*this + (float)v);
  }
  template <class T> __host__ __device__ __nv_bfloat16 &operator-=(const T &v) {
    return *this = __nv_bfloat16((float)*this - (float)v);
  }
  template <class T> __host__ __device__ __nv_bfloat16 &operator*=(const T &v) {
    return *this = __nv_bfloat16((float)*this * (float)v);
  }
  template <class T> __host__ __device__ __nv_bfloat16 &operator/=(const T &v) {
    return *this = __nv_bfloat16((float)*this / (float)v);
  }
};
struct __align__(4) __nv_bfloat162 {
  __nv_bfloat16 x, y;

  __nv_bfloat162() = default;
  __host__ __device__ __nv_bfloat162(__nv_bfloat16 x, __nv_bfloat16 y) : x(x), y(y) {}
};
typedef __nv_bfloat16 nv_bfloat16;
typedef __nv_bfloat162 nv_bfloat162;

// Results are rounded once: float holds every product and sum exactly
// enough that rounding to 16 bits gives the nearest value.
CUBEPORT_HD __nv_bfloat16 operator+(__nv_bfloat16 a, __nv_bfloat16 b) {
  return __nv_bfloat16((float)a + (float)b);
}
CUBEPORT_HD __nv_bfloat16 operator-(__nv_bfloat16 a, __nv_bfloat16 b) {
  return __nv_bfloat16((float)a - (float)b);
}
CUBEPORT_HD __nv_bfloat16 operator*(__nv_bfloat16 a, __nv_bfloat16 b) {
  return __nv_bfloat16((float)a * (float)b);
}
CUBEPORT_HD __nv_bfloat16 operator/(__nv_bfloat16 a, __nv_bfloat16 b) {
  return __nv_bfloat16((float)a / (float)b);
}
CUBEPORT_HD __nv_bfloat16 operator-(__nv_bfloat16 a) { return __nv_bfloat16(-(float)a); }
CUBEPORT_HD bool operator==(__nv_bfloat16 a, __nv_bfloat16 b) {
  return (float)a == (float)b;
}
CUBEPORT_HD bool operator!=(__nv_bfloat16 a, __nv_bfloat16 b) {
  return (float)a != (float)b;
}
CUBEPORT_HD bool operator<(__nv_bfloat16 a, __nv_bfloat16 b) {
  return (float)a < (float)b;
}
CUBEPORT_HD bool operator<=(__nv_bfloat16 a, __nv_bfloat16 b) {
  return (float)a <= (float)b;
}
CUBEPORT_HD bool operator>(__nv_bfloat16 a, __nv_bfloat16 b) {
  return (float)a > (float)b;
}
CUBEPORT_HD bool operator>=(__nv_bfloat16 a, __nv_bfloat16 b) {
  return (float)a >= (float)b;
}
CUBEPORT_HD __nv_bfloat16 __float2bfloat16(float v) { return __nv_bfloat16(v); }
CUBEPORT_HD __nv_bfloat16 __float2bfloat16_rn(float v) {
  return __nv_bfloat16(v);
}
CUBEPORT_HD float __bfloat162float(__nv_bfloat16 v) { return (float)v; }
CUBEPORT_HD __nv_bfloat16 __double2bfloat16(double v) {
  return __nv_bfloat16(v);
}
CUBEPORT_HD __nv_bfloat162 __float2bfloat162_rn(float v) {
  return __nv_bfloat162(__nv_bfloat16(v), __nv_bfloat16(v));
}
CUBEPORT_HD __nv_bfloat162 __floats2bfloat162_rn(float a, float b) {
  return __nv_bfloat162(__nv_bfloat16(a), __nv_bfloat16(b));
}
CUBEPORT_HD __nv_bfloat162 __float22bfloat162_rn(float2 v) {
  return __nv_bfloat162(__nv_bfloat16(v.x), __nv_bfloat16(v.y));
}
CUBEPORT_HD float2 __bfloat1622float2(__nv_bfloat162 v) {
  return make_float2((float)v.x, (float)v.y);
}
CUBEPORT_HD float __low2float(__nv_bfloat162 v) { return (float)v.x; }
CUBEPORT_HD float __high2float(__nv_bfloat162 v) { return (float)v.y; }
CUBEPORT_HD __nv_bfloat16 __low2bfloat16(__nv_bfloat162 v) { return v.x; }
CUBEPORT_HD __nv_bfloat16 __high2bfloat16(__nv_bfloat162 v) { return v.y; }
CUBEPORT_HD __nv_bfloat162 __bfloat162bfloat162(__nv_bfloat16 v) {
  return __nv_bfloat162(v, v);
}
CUBEPORT_HD __nv_bfloat162 __halves2bfloat162(__nv_bfloat16 a, __nv_bfloat16 b) {
  return __nv_bfloat162(a, b);
}
CUBEPORT_HD __nv_bfloat162 make_bfloat162(__nv_bfloat16 a, __nv_bfloat16 b) {
  return __nv_bfloat162(a, b);
}
CUBEPORT_HD __nv_bfloat16 __hadd(__nv_bfloat16 a, __nv_bfloat16 b) {
  return a + b;
}
CUBEPORT_HD __nv_bfloat162 __hadd2(__nv_bfloat162 a, __nv_bfloat162 b) {
  return __nv_bfloat162(a.x + b.x, a.y + b.y);
}
CUBEPORT_HD __nv_bfloat162 operator+(__nv_bfloat162 a, __nv_bfloat162 b) {
  return __nv_bfloat162(a.x + b.x, a.y + b.y);
}
CUBEPORT_HD __nv_bfloat16 __hsub(__nv_bfloat16 a, __nv_bfloat16 b) {
  return a - b;
}
CUBEPORT_HD __nv_bfloat162 __hsub2(__nv_bfloat162 a, __nv_bfloat162 b) {
  return __nv_bfloat162(a.x - b.x, a.y - b.y);
}
CUBEPORT_HD __nv_bfloat162 operator-(__nv_bfloat162 a, __nv_bfloat162 b) {
  return __nv_bfloat162(a.x - b.x, a.y - b.y);
}
CUBEPORT_HD __nv_bfloat16 __hmul(__nv_bfloat16 a, __nv_bfloat16 b) {
  return a * b;
}
CUBEPORT_HD __nv_bfloat162 __hmul2(__nv_bfloat162 a, __nv_bfloat162 b) {
  return __nv_bfloat162(a.x * b.x, a.y * b.y);
}
CUBEPORT_HD __nv_bfloat162 operator*(__nv_bfloat162 a, __nv_bfloat162 b) {
  return __nv_bfloat162(a.x * b.x, a.y * b.y);
}
CUBEPORT_HD __nv_bfloat16 __hdiv(__nv_bfloat16 a, __nv_bfloat16 b) {
  return a / b;
}
CUBEPORT_HD __nv_bfloat162 __h2div(__nv_bfloat162 a, __nv_bfloat162 b) {
  return __nv_bfloat162(a.x / b.x, a.y / b.y);
}
CUBEPORT_HD __nv_bfloat162 operator/(__nv_bfloat162 a, __nv_bfloat162 b) {
  return __nv_bfloat162(a.x / b.x, a.y / b.y);
}
CUBEPORT_HD __nv_bfloat16 __hfma(__nv_bfloat16 a, __nv_bfloat16 b, __nv_bfloat16 c) {
  return __nv_bfloat16(__builtin_fmaf((float)a, (float)b, (float)c));
}
CUBEPORT_HD __nv_bfloat162 __hfma2(__nv_bfloat162 a, __nv_bfloat162 b, __nv_bfloat162 c) {
  return __nv_bfloat162(__hfma(a.x, b.x, c.x), __hfma(a.y, b.y, c.y));
}
CUBEPORT_HD __nv_bfloat16 __hneg(__nv_bfloat16 a) { return -a; }
CUBEPORT_HD __nv_bfloat162 __hneg2(__nv_bfloat162 a) {
  return __nv_bfloat162(-a.x, -a.y);
}
CUBEPORT_HD __nv_bfloat16 __habs(__nv_bfloat16 a) {
  return __nv_bfloat16(__builtin_fabsf((float)a));
}
CUBEPORT_HD __nv_bfloat162 __habs2(__nv_bfloat162 a) {
  return __nv_bfloat162(__habs(a.x), __habs(a.y));
}
CUBEPORT_HD bool __heq(__nv_bfloat16 a, __nv_bfloat16 b) { return a == b; }
CUBEPORT_HD bool __hne(__nv_bfloat16 a, __nv_bfloat16 b) { return a != b; }
CUBEPORT_HD bool __hlt(__nv_bfloat16 a, __nv_bfloat16 b) { return a < b; }
CUBEPORT_HD bool __hle(__nv_bfloat16 a, __nv_bfloat16 b) { return a <= b; }
CUBEPORT_HD bool __hgt(__nv_bfloat16 a, __nv_bfloat16 b) { return a > b; }
CUBEPORT_HD bool __hge(__nv_bfloat16 a, __nv_bfloat16 b) { return a >= b; }
CUBEPORT_HD __nv_bfloat16 __hmax(__nv_bfloat16 a, __nv_bfloat16 b) {
  return __nv_bfloat16(__builtin_fmaxf((float)a, (float)b));
}
CUBEPORT_HD __nv_bfloat16 __hmin(__nv_bfloat16 a, __nv_bfloat16 b) {
  return __nv_bfloat16(__builtin_fminf((float)a, (float)b));
}
CUBEPORT_HD __nv_bfloat162 __hmax2(__nv_bfloat162 a, __nv_bfloat162 b) {
  return __nv_bfloat162(__hmax(a.x, b.x), __hmax(a.y, b.y));
}
CUBEPORT_HD __nv_bfloat162 __hmin2(__nv_bfloat162 a, __nv_bfloat162 b) {
  return __nv_bfloat162(__hmin(a.x, b.x), __hmin(a.y, b.y));
}
CUBEPORT_HD bool __hisnan(__nv_bfloat16 a) { return (float)a != (float)a; }
CUBEPORT_HD short __bfloat16_as_short(__nv_bfloat16 a) {
  return __builtin_bit_cast(short, a.value);
}
CUBEPORT_HD unsigned short __bfloat16_as_ushort(__nv_bfloat16 a) {
  return __builtin_bit_cast(unsigned short, a.value);
}
CUBEPORT_HD __nv_bfloat16 __short_as_bfloat16(short bits) {
  __nv_bfloat16 result;
  result.value = __builtin_bit_cast(__bf16, bits);
  return result;
}
CUBEPORT_HD __nv_bfloat16 __ushort_as_bfloat16(unsigned short bits) {
  __nv_bfloat16 result;
  result.value = __builtin_bit_cast(__bf16, bits);
  return result;
}

#include "cubeport/narrow_floats.h"
CUBEPORT_NARROW_HOST_DEVICE(__nv_bfloat16, __nv_bfloat162)
CUBEPORT_NARROW_DIRECTED(__nv_bfloat16, unsigned short, bfloat16)
CUBEPORT_NARROW_INTEGER_RN(__nv_bfloat16, bfloat16, int, int)
CUBEPORT_NARROW_INTEGER_RN(__nv_bfloat16, bfloat16, unsigned int, uint)
CUBEPORT_NARROW_INTEGER_RN(__nv_bfloat16, bfloat16, short, short)
CUBEPORT_NARROW_INTEGER_RN(__nv_bfloat16, bfloat16, unsigned short, ushort)
CUBEPORT_NARROW_INTEGER_RN(__nv_bfloat16, bfloat16, long long, ll)
CUBEPORT_NARROW_INTEGER_RN(__nv_bfloat16, bfloat16, unsigned long long, ull)
CUBEPORT_NF __nv_bfloat162 __low2bfloat162(__nv_bfloat162 v) { return __nv_bfloat162(v.x, v.x); }
CUBEPORT_NF __nv_bfloat162 __high2bfloat162(__nv_bfloat162 v) { return __nv_bfloat162(v.y, v.y); }
CUBEPORT_NF __nv_bfloat162 __lows2bfloat162(__nv_bfloat162 a, __nv_bfloat162 b) { return __nv_bfloat162(a.x, b.x); }
CUBEPORT_NF __nv_bfloat162 __highs2bfloat162(__nv_bfloat162 a, __nv_bfloat162 b) { return __nv_bfloat162(a.y, b.y); }
CUBEPORT_NF __nv_bfloat162 __lowhigh2highlow(__nv_bfloat162 v) { return __nv_bfloat162(v.y, v.x); }

#if defined(__CUDA__)
static __inline__ __device__ __nv_bfloat16 hexp(__nv_bfloat16 a) { return __nv_bfloat16(expf((float)a)); }
static __inline__ __device__ __nv_bfloat16 hexp2(__nv_bfloat16 a) { return __nv_bfloat16(exp2f((float)a)); }
static __inline__ __device__ __nv_bfloat16 hlog(__nv_bfloat16 a) { return __nv_bfloat16(logf((float)a)); }
static __inline__ __device__ __nv_bfloat16 hlog2(__nv_bfloat16 a) { return __nv_bfloat16(log2f((float)a)); }
static __inline__ __device__ __nv_bfloat16 hsqrt(__nv_bfloat16 a) { return __nv_bfloat16(sqrtf((float)a)); }
static __inline__ __device__ __nv_bfloat16 hrsqrt(__nv_bfloat16 a) { return __nv_bfloat16(rsqrtf((float)a)); }
static __inline__ __device__ __nv_bfloat16 hsin(__nv_bfloat16 a) { return __nv_bfloat16(sinf((float)a)); }
static __inline__ __device__ __nv_bfloat16 hcos(__nv_bfloat16 a) { return __nv_bfloat16(cosf((float)a)); }
static __inline__ __device__ __nv_bfloat16 hrcp(__nv_bfloat16 a) { return __nv_bfloat16(1.0f / (float)a); }
static __inline__ __device__ __nv_bfloat16 hfloor(__nv_bfloat16 a) { return __nv_bfloat16(floorf((float)a)); }
static __inline__ __device__ __nv_bfloat16 hceil(__nv_bfloat16 a) { return __nv_bfloat16(ceilf((float)a)); }
static __inline__ __device__ __nv_bfloat16 htanh(__nv_bfloat16 a) { return __nv_bfloat16(tanhf((float)a)); }
CUBEPORT_NARROW_DEVICE(__nv_bfloat16, __nv_bfloat162)
#endif

#undef CUBEPORT_HD

#endif
