// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Libdevice's functions of integers and of bits.
#include "Common.h"

DEVICE int __nv_abs(int x) { return x < 0 ? int(0u - u32(x)) : x; }
DEVICE i64 __nv_llabs(i64 x) { return x < 0 ? i64(0ull - u64(x)) : x; }
DEVICE int __nv_max(int a, int b) { return a > b ? a : b; }
DEVICE int __nv_min(int a, int b) { return a < b ? a : b; }
DEVICE u32 __nv_umax(u32 a, u32 b) { return a > b ? a : b; }
DEVICE u32 __nv_umin(u32 a, u32 b) { return a < b ? a : b; }
DEVICE i64 __nv_llmax(i64 a, i64 b) { return a > b ? a : b; }
DEVICE i64 __nv_llmin(i64 a, i64 b) { return a < b ? a : b; }
DEVICE u64 __nv_ullmax(u64 a, u64 b) { return a > b ? a : b; }
DEVICE u64 __nv_ullmin(u64 a, u64 b) { return a < b ? a : b; }

DEVICE int __nv_popc(u32 x) { return __builtin_popcount(x); }
DEVICE int __nv_popcll(u64 x) { return __builtin_popcountll(x); }
DEVICE int __nv_clz(int x) { return x ? __builtin_clz(u32(x)) : 32; }
DEVICE int __nv_clzll(i64 x) { return x ? __builtin_clzll(u64(x)) : 64; }
DEVICE int __nv_ffs(int x) { return __builtin_ffs(x); }
DEVICE int __nv_ffsll(i64 x) { return __builtin_ffsll(x); }
DEVICE int __nv_brev(int x) { return int(__builtin_bitreverse32(u32(x))); }
DEVICE i64 __nv_brevll(i64 x) { return i64(__builtin_bitreverse64(u64(x))); }

/// The byte permutation of PTX: four selectors, bit 3 of one repeats a sign.
static u32 permute(u32 a, u32 b, u32 selector) {
  const u64 bytes = u64(b) << 32 | a;
  u32 result = 0;
  for (int i = 0; i < 4; ++i) {
    const u32 choice = selector >> (4 * i) & 15;
    u32 byte = u32(bytes >> (8 * (choice & 7))) & 255;
    if (choice & 8) {
      byte = byte & 128 ? 255 : 0;
    }
    result |= byte << (8 * i);
  }
  return result;
}
DEVICE int __nv_byte_perm(int a, int b, int s) {
  return int(permute(u32(a), u32(b), u32(s) & 0x7777));
}
DEVICE u32 cubeport_prmt(u32 a, u32 b, u32 s) { return permute(a, b, s); }

DEVICE int __nv_mulhi(int a, int b) { return int(i64(a) * b >> 32); }
DEVICE u32 __nv_umulhi(u32 a, u32 b) { return u32(u64(a) * b >> 32); }
DEVICE i64 __nv_mul64hi(i64 a, i64 b) { return i64(__int128(a) * b >> 64); }
DEVICE u64 __nv_umul64hi(u64 a, u64 b) {
  return u64((unsigned __int128)a * b >> 64);
}
DEVICE int __nv_mul24(int a, int b) {
  const int x = int(u32(a) << 8) >> 8, y = int(u32(b) << 8) >> 8;
  return int(u32(x) * u32(y));
}
DEVICE u32 __nv_umul24(u32 a, u32 b) {
  return (a & 0xffffff) * (b & 0xffffff);
}
DEVICE u32 __nv_usad(u32 a, u32 b, u32 c) { return (a > b ? a - b : b - a) + c; }
DEVICE int __nv_sad(int a, int b, u32 c) {
  return int((a > b ? u32(a) - u32(b) : u32(b) - u32(a)) + c);
}
DEVICE int __nv_hadd(int a, int b) { return int((i64(a) + b) >> 1); }
DEVICE int __nv_rhadd(int a, int b) { return int((i64(a) + b + 1) >> 1); }
DEVICE u32 __nv_uhadd(u32 a, u32 b) { return u32((u64(a) + b) >> 1); }
DEVICE u32 __nv_urhadd(u32 a, u32 b) { return u32((u64(a) + b + 1) >> 1); }

DEVICE int __nv_float_as_int(float x) { return int(asBits(x)); }
DEVICE u32 __nv_float_as_uint(float x) { return asBits(x); }
DEVICE float __nv_int_as_float(int x) { return asFloat(u32(x)); }
DEVICE float __nv_uint_as_float(u32 x) { return asFloat(x); }
DEVICE u64 __nv_double_as_longlong(double x) {
  return __builtin_bit_cast(u64, x);
}
DEVICE double __nv_longlong_as_double(i64 x) {
  return __builtin_bit_cast(double, x);
}
DEVICE int __nv_double2hiint(double x) {
  return int(__builtin_bit_cast(u64, x) >> 32);
}
DEVICE int __nv_double2loint(double x) {
  return int(u32(__builtin_bit_cast(u64, x)));
}
DEVICE double __nv_hiloint2double(int high, int low) {
  return __builtin_bit_cast(double, u64(u32(high)) << 32 | u32(low));
}

DEVICE unsigned short __nv_float2half_rn(float x) {
  return __builtin_bit_cast(unsigned short, _Float16(x));
}
DEVICE float __nv_half2float(unsigned short x) {
  return float(__builtin_bit_cast(_Float16, x));
}

//===----------------------------------------------------------------------===//
// Intrinsics
//===----------------------------------------------------------------------===//

DEVICE u32 cubeport_idp4a_u_u(u32 a, u32 b, u32 c) {
  for (int i = 0; i < 32; i += 8) {
    c += (a >> i & 255) * (b >> i & 255);
  }
  return c;
}
DEVICE u32 cubeport_idp4a_s_s(u32 a, u32 b, u32 c) {
  for (int i = 0; i < 32; i += 8) {
    c += u32(int((signed char)(a >> i)) * int((signed char)(b >> i)));
  }
  return c;
}
DEVICE u32 cubeport_idp4a_s_u(u32 a, u32 b, u32 c) {
  for (int i = 0; i < 32; i += 8) {
    c += u32(int((signed char)(a >> i)) * int(b >> i & 255));
  }
  return c;
}
DEVICE u32 cubeport_idp4a_u_s(u32 a, u32 b, u32 c) {
  return cubeport_idp4a_s_u(b, a, c);
}
DEVICE u32 cubeport_mulhi_ui(u32 a, u32 b) { return __nv_umulhi(a, b); }
DEVICE int cubeport_mulhi_i(int a, int b) { return __nv_mulhi(a, b); }
DEVICE i64 cubeport_mulhi_ll(i64 a, i64 b) { return __nv_mul64hi(a, b); }
DEVICE u64 cubeport_mulhi_ull(u64 a, u64 b) { return __nv_umul64hi(a, b); }
DEVICE int cubeport_mul24_i(int a, int b) { return __nv_mul24(a, b); }
DEVICE u32 cubeport_mul24_ui(u32 a, u32 b) { return __nv_umul24(a, b); }
DEVICE u32 cubeport_sad_ui(u32 a, u32 b, u32 c) { return __nv_usad(a, b, c); }
DEVICE int cubeport_sad_i(int a, int b, int c) {
  return __nv_sad(a, b, u32(c));
}
DEVICE double cubeport_lohi_i2d(int low, int high) {
  return __nv_hiloint2double(high, low);
}
DEVICE int cubeport_d2i_lo(double x) { return __nv_double2loint(x); }
DEVICE int cubeport_d2i_hi(double x) { return __nv_double2hiint(x); }

/// The position of the n-th set bit from `base` on, in either direction.
DEVICE u32 cubeport_fns(u32 mask, u32 base, u32 offset) {
  int left = int(offset);
  const int step = left >= 0 ? 1 : -1;
  if (left == 0) {
    return mask >> (base & 31) & 1 ? base : ~0u;
  }
  left *= step;
  for (int at = int(base); at >= 0 && at < 32; at += step) {
    if (mask >> at & 1 && --left == 0) {
      return u32(at);
    }
  }
  return ~0u;
}

DEVICE u32 cubeport_fshl_clamp(u32 low, u32 high, u32 n) {
  n = n > 32 ? 32 : n;
  return u32((u64(high) << 32 | low) << n >> 32);
}
DEVICE u32 cubeport_fshr_clamp(u32 low, u32 high, u32 n) {
  n = n > 32 ? 32 : n;
  return u32((u64(high) << 32 | low) >> n);
}
