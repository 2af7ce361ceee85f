// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// PTX instructions that are more than one instruction here: inline assembly
// calls cubeport_ptx_OPCODE_TYPE.
#include "Common.h"

using namespace cubeport::oracle;

// Shared addresses of 32 bits: the place in the block's window, made from a
// pointer by cvta.
DEVICE u64 cubeport_ptx_to_shared(u64 pointer) {
  return pointer - u64(cubeportOracleThread->block->shared);
}
DEVICE void *cubeport_ptx_shared_address(u64 place) {
  const BlockContext &block = *cubeportOracleThread->block;
  return place < block.sharedBytes ? block.shared + place : (void *)place;
}

DEVICE void cubeport_ptx_cp_async(void *to, const void *from, u32 bytes,
                                  u32 taken, u32 site) {
  taken = taken < bytes ? taken : bytes;
  cubeportOracleCheckSlow(to, bytes, bytes, site);
  cubeportOracleCheckSlow(from, taken, 1, site);
  char copy[16] = {};
  __builtin_memcpy(copy, from, taken);
  cubeportOracleSharedWrite(to, bytes, copy, site);
  __builtin_memcpy(to, copy, bytes);
}

template <typename T> static T extract(T a, u32 position, u32 count) {
  constexpr u32 width = sizeof(T) * 8;
  constexpr bool isSigned = T(-1) < 0;
  position &= 255;
  count &= 255;
  if (count == 0) {
    return 0;
  }
  const u32 top = position + count - 1 < width - 1 ? position + count - 1
                                                   : width - 1;
  const bool sign = isSigned && (u64(a) >> top & 1);
  u64 bits = position < width ? u64(a) >> position : 0;
  if (isSigned && position < width && width < 64) {
    bits &= (1ull << (width - position)) - 1;
  }
  const u32 kept = position <= top ? top - position + 1 : 0;
  const u64 mask = kept < 64 ? (1ull << kept) - 1 : ~0ull;
  return T((bits & mask) | (sign ? ~mask : 0));
}
DEVICE u32 cubeport_ptx_bfe_u32(u32 a, u32 b, u32 c) {
  return extract(a, b, c);
}
DEVICE int cubeport_ptx_bfe_s32(int a, u32 b, u32 c) {
  return extract(a, b, c);
}
DEVICE u64 cubeport_ptx_bfe_u64(u64 a, u64 b, u64 c) {
  return extract(a, u32(b), u32(c));
}
DEVICE i64 cubeport_ptx_bfe_s64(i64 a, u64 b, u64 c) {
  return extract(a, u32(b), u32(c));
}
DEVICE u32 cubeport_ptx_bfi_b32(u32 a, u32 b, u32 c, u32 d) {
  const u32 position = c & 255, count = d & 255;
  if (position > 31 || count == 0) {
    return b;
  }
  const u32 ones = count < 32 ? (1u << count) - 1 : ~0u;
  return (b & ~(ones << position)) | (a & ones) << position;
}
DEVICE u64 cubeport_ptx_bfi_b64(u64 a, u64 b, u64 c, u64 d) {
  const u64 position = c & 255, count = d & 255;
  if (position > 63 || count == 0) {
    return b;
  }
  const u64 ones = count < 64 ? (1ull << count) - 1 : ~0ull;
  return (b & ~(ones << position)) | (a & ones) << position;
}
DEVICE u32 cubeport_ptx_bfind_u32(u32 a) {
  return a ? 31 - u32(__builtin_clz(a)) : ~0u;
}
DEVICE u32 cubeport_ptx_bfind_s32(int a) {
  return cubeport_ptx_bfind_u32(u32(a < 0 ? ~a : a));
}
extern "C" u32 cubeport_prmt(u32 a, u32 b, u32 s);
DEVICE u32 cubeport_ptx_prmt_b32(u32 a, u32 b, u32 c) {
  return cubeport_prmt(a, b, c);
}

DEVICE float cubeport_ptx_rcp_f32(float x) { return 1.0f / x; }
DEVICE double cubeport_ptx_rcp_f64(double x) { return 1.0 / x; }
DEVICE float cubeport_ptx_sqrt_f32(float x) { return __builtin_sqrtf(x); }
DEVICE double cubeport_ptx_sqrt_f64(double x) { return __builtin_sqrt(x); }
DEVICE float cubeport_ptx_rsqrt_f32(float x) {
  return float(1.0 / __builtin_sqrt(x));
}
DEVICE double cubeport_ptx_rsqrt_f64(double x) {
  return 1.0 / __builtin_sqrt(x);
}
DEVICE float cubeport_ptx_ex2_f32(float x) { return __builtin_exp2f(x); }
DEVICE float cubeport_ptx_lg2_f32(float x) { return __builtin_log2f(x); }
DEVICE float cubeport_ptx_sin_f32(float x) { return __builtin_sinf(x); }
DEVICE float cubeport_ptx_cos_f32(float x) { return __builtin_cosf(x); }
DEVICE float cubeport_ptx_tanh_f32(float x) { return __builtin_tanhf(x); }
