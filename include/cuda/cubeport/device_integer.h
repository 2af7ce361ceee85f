// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Integer functions of several steps, in plain C++.
#ifndef CUBEPORT_CUDA_DEVICE_INTEGER_H
#define CUBEPORT_CUDA_DEVICE_INTEGER_H

extern "C" {
__device__ inline int __nv_byte_perm(int a, int b, int selector) {
  unsigned long long bytes =
      (unsigned long long)(unsigned int)b << 32 | (unsigned int)a;
  unsigned int result = 0;
#pragma unroll
  for (int i = 0; i < 4; ++i) {
    unsigned int pick = (unsigned int)selector >> (4 * i);
    unsigned int byte = (unsigned int)(bytes >> (8 * (pick & 7))) & 0xff;
    // Bit 3 asks for the sign of the byte in all its bits.
    byte = pick & 8 ? (byte & 0x80 ? 0xffu : 0u) : byte;
    result |= byte << (8 * i);
  }
  return (int)result;
}
__device__ inline int __nv_sad(int a, int b, int c) {
  return (int)((a > b ? (unsigned int)a - (unsigned int)b
                      : (unsigned int)b - (unsigned int)a) +
               (unsigned int)c);
}
__device__ inline unsigned int __nv_usad(unsigned int a, unsigned int b,
                                         unsigned int c) {
  return (a > b ? a - b : b - a) + c;
}
__device__ inline int __nv_hadd(int a, int b) {
  return (int)(((long long)a + b) >> 1);
}
__device__ inline int __nv_rhadd(int a, int b) {
  return (int)(((long long)a + b + 1) >> 1);
}
__device__ inline int __nv_uhadd(unsigned int a, unsigned int b) {
  return (int)(((unsigned long long)a + b) >> 1);
}
__device__ inline unsigned int __nv_urhadd(unsigned int a, unsigned int b) {
  return (unsigned int)(((unsigned long long)a + b + 1) >> 1);
}
}

CUBEPORT_DEVICE unsigned int __funnelshift_l(unsigned int low,
                                             unsigned int high,
                                             unsigned int shift) {
  return (unsigned int)((((unsigned long long)high << 32 | low)
                         << (shift & 31)) >>
                        32);
}
CUBEPORT_DEVICE unsigned int __funnelshift_r(unsigned int low,
                                             unsigned int high,
                                             unsigned int shift) {
  return (unsigned int)(((unsigned long long)high << 32 | low) >>
                        (shift & 31));
}
CUBEPORT_DEVICE unsigned int __funnelshift_lc(unsigned int low,
                                              unsigned int high,
                                              unsigned int shift) {
  return shift >= 32 ? low : __funnelshift_l(low, high, shift);
}
CUBEPORT_DEVICE unsigned int __funnelshift_rc(unsigned int low,
                                              unsigned int high,
                                              unsigned int shift) {
  return shift >= 32 ? high : __funnelshift_r(low, high, shift);
}

// Sums of products of bytes, and of halves of a word with bytes.
#define CUBEPORT_DOT(type, byte, half)                                         \
  CUBEPORT_DEVICE type __dp4a(type a, type b, type c) {                        \
    return c + (byte)a * (byte)b + (byte)(a >> 8) * (byte)(b >> 8) +           \
           (byte)(a >> 16) * (byte)(b >> 16) +                                 \
           (byte)(a >> 24) * (byte)(b >> 24);                                  \
  }                                                                            \
  CUBEPORT_DEVICE type __dp2a_lo(type a, type b, type c) {                     \
    return c + (half)a * (byte)b + (half)(a >> 16) * (byte)(b >> 8);           \
  }                                                                            \
  CUBEPORT_DEVICE type __dp2a_hi(type a, type b, type c) {                     \
    return c + (half)a * (byte)(b >> 16) + (half)(a >> 16) * (byte)(b >> 24);  \
  }
CUBEPORT_DOT(int, signed char, short)
CUBEPORT_DOT(unsigned int, unsigned char, unsigned short)
#undef CUBEPORT_DOT
#define CUBEPORT_DOT_4(type, word, element)                                    \
  CUBEPORT_DEVICE word __dp4a(type##4 a, type##4 b, word c) {                  \
    return c + a.x * b.x + a.y * b.y + a.z * b.z + a.w * b.w;                  \
  }
CUBEPORT_DOT_4(char, int, signed char)
CUBEPORT_DOT_4(uchar, unsigned int, unsigned char)
#undef CUBEPORT_DOT_4
CUBEPORT_DEVICE int __dp2a_lo(short2 a, char4 b, int c) {
  return c + a.x * b.x + a.y * b.y;
}
CUBEPORT_DEVICE int __dp2a_hi(short2 a, char4 b, int c) {
  return c + a.x * b.z + a.y * b.w;
}
CUBEPORT_DEVICE unsigned int __dp2a_lo(ushort2 a, uchar4 b, unsigned int c) {
  return c + a.x * b.x + a.y * b.y;
}
CUBEPORT_DEVICE unsigned int __dp2a_hi(ushort2 a, uchar4 b, unsigned int c) {
  return c + a.x * b.z + a.y * b.w;
}

#endif
