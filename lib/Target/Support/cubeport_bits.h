// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's integer intrinsics on the scalar unit. Part of the support headers of
// a project written by cubeport.
#ifndef CUBEPORT_BITS_H
#define CUBEPORT_BITS_H

#include "cubeport_words.h"

namespace cubeport {

__aicore__ inline int32_t popcount(uint64_t x) {
  x -= x >> 1 & 0x5555555555555555;
  x = (x & 0x3333333333333333) + (x >> 2 & 0x3333333333333333);
  x = (x + (x >> 4)) & 0x0f0f0f0f0f0f0f0f;
  return int32_t(x * 0x0101010101010101 >> 56);
}
__aicore__ inline int32_t popcount(uint32_t x) { return popcount(uint64_t(x)); }

/// Leading zeros; the width for 0.
__aicore__ inline int32_t clz(uint64_t x) {
  return detail::countLeadingZeros(x);
}
__aicore__ inline int32_t clz(uint32_t x) { return clz(uint64_t(x)) - 32; }

/// Trailing zeros; the width for 0.
__aicore__ inline int32_t ctz(uint64_t x) { return 64 - clz(~x & (x - 1)); }
__aicore__ inline int32_t ctz(uint32_t x) {
  return ctz(uint64_t(x) | uint64_t(1) << 32);
}

/// The number of the lowest set bit from 1 on; 0 for none.
__aicore__ inline int32_t ffs(uint64_t x) { return x == 0 ? 0 : ctz(x) + 1; }
__aicore__ inline int32_t ffs(uint32_t x) { return x == 0 ? 0 : ctz(x) + 1; }

__aicore__ inline uint64_t brev(uint64_t x) {
  x = (x >> 1 & 0x5555555555555555) | (x & 0x5555555555555555) << 1;
  x = (x >> 2 & 0x3333333333333333) | (x & 0x3333333333333333) << 2;
  x = (x >> 4 & 0x0f0f0f0f0f0f0f0f) | (x & 0x0f0f0f0f0f0f0f0f) << 4;
  x = (x >> 8 & 0x00ff00ff00ff00ff) | (x & 0x00ff00ff00ff00ff) << 8;
  x = (x >> 16 & 0x0000ffff0000ffff) | (x & 0x0000ffff0000ffff) << 16;
  return x >> 32 | x << 32;
}
__aicore__ inline uint32_t brev(uint32_t x) {
  return uint32_t(brev(uint64_t(x)) >> 32);
}

/// Four bytes of b:a, each chosen by a digit of the selector; a digit from 8 on
/// repeats the sign of the byte.
__aicore__ inline uint32_t bytePerm(uint32_t a, uint32_t b, uint32_t selector) {
  uint64_t bytes = uint64_t(b) << 32 | a;
  uint32_t result = 0;
  for (int32_t i = 0; i < 4; ++i) {
    uint32_t digit = selector >> (4 * i) & 15;
    uint32_t byte = uint32_t(bytes >> (8 * (digit & 7))) & 0xff;
    byte = digit < 8 ? byte : (byte >> 7) * 0xff;
    result |= byte << (8 * i);
  }
  return result;
}

__aicore__ inline uint32_t mulhi(uint32_t a, uint32_t b) {
  return uint32_t(uint64_t(a) * b >> 32);
}
__aicore__ inline int32_t mulhi(int32_t a, int32_t b) {
  return int32_t(int64_t(a) * b >> 32);
}
__aicore__ inline uint64_t mulhi(uint64_t a, uint64_t b) {
  return detail::multiplyHigh(a, b);
}
__aicore__ inline int64_t mulhi(int64_t a, int64_t b) {
  uint64_t high = detail::multiplyHigh(uint64_t(a), uint64_t(b));
  return int64_t(high - (a < 0 ? uint64_t(b) : 0) - (b < 0 ? uint64_t(a) : 0));
}

/// The low 32 bits of the product of the low 24 bits.
__aicore__ inline uint32_t mul24(uint32_t a, uint32_t b) {
  return (a & 0xffffff) * (b & 0xffffff);
}
__aicore__ inline int32_t mul24(int32_t a, int32_t b) {
  int64_t x = int32_t(uint32_t(a) << 8) >> 8;
  int64_t y = int32_t(uint32_t(b) << 8) >> 8;
  return int32_t(uint32_t(uint64_t(x * y)));
}

/// |a - b| + c.
__aicore__ inline uint32_t usad(uint32_t a, uint32_t b, uint32_t c) {
  return (a < b ? b - a : a - b) + c;
}
__aicore__ inline uint32_t sad(int32_t a, int32_t b, uint32_t c) {
  uint32_t x = uint32_t(a), y = uint32_t(b);
  return (a < b ? y - x : x - y) + c;
}

/// The high or the low word of high:low shifted; the count is taken modulo 32,
/// or at most 32.
__aicore__ inline uint32_t funnelLeft(uint32_t low, uint32_t high,
                                      uint32_t count) {
  return uint32_t((uint64_t(high) << 32 | low) << (count & 31) >> 32);
}
__aicore__ inline uint32_t funnelRight(uint32_t low, uint32_t high,
                                       uint32_t count) {
  return uint32_t((uint64_t(high) << 32 | low) >> (count & 31));
}
__aicore__ inline uint32_t funnelLeftClamped(uint32_t low, uint32_t high,
                                             uint32_t count) {
  return count < 32 ? funnelLeft(low, high, count) : low;
}
__aicore__ inline uint32_t funnelRightClamped(uint32_t low, uint32_t high,
                                              uint32_t count) {
  return count < 32 ? funnelRight(low, high, count) : high;
}

/// The mean, rounded down; rhadd up.
__aicore__ inline int32_t hadd(int32_t a, int32_t b) {
  return int32_t((int64_t(a) + b) >> 1);
}
__aicore__ inline int32_t rhadd(int32_t a, int32_t b) {
  return int32_t((int64_t(a) + b + 1) >> 1);
}
__aicore__ inline uint32_t uhadd(uint32_t a, uint32_t b) {
  return uint32_t((uint64_t(a) + b) >> 1);
}
__aicore__ inline uint32_t urhadd(uint32_t a, uint32_t b) {
  return uint32_t((uint64_t(a) + b + 1) >> 1);
}

/// Sums of products of four bytes, with a sum so far.
__aicore__ inline int32_t dp4a(int32_t a, int32_t b, int32_t sum) {
  uint32_t result = uint32_t(sum);
  for (int32_t i = 0; i < 32; i += 8) {
    result += uint32_t(int32_t(int8_t(uint32_t(a) >> i)) *
                       int32_t(int8_t(uint32_t(b) >> i)));
  }
  return int32_t(result);
}
__aicore__ inline uint32_t dp4a(uint32_t a, uint32_t b, uint32_t sum) {
  for (int32_t i = 0; i < 32; i += 8) {
    sum += (a >> i & 0xff) * (b >> i & 0xff);
  }
  return sum;
}

/// Two halves of a with the low two bytes of b (dp2aLow) or the high two.
__aicore__ inline int32_t dp2aLow(int32_t a, int32_t b, int32_t sum) {
  uint32_t x = uint32_t(a), y = uint32_t(b);
  uint32_t first = uint32_t(int32_t(int16_t(x)) * int32_t(int8_t(y)));
  uint32_t second =
      uint32_t(int32_t(int16_t(x >> 16)) * int32_t(int8_t(y >> 8)));
  return int32_t(uint32_t(sum) + first + second);
}
__aicore__ inline int32_t dp2aHigh(int32_t a, int32_t b, int32_t sum) {
  return dp2aLow(a, int32_t(uint32_t(b) >> 16), sum);
}
__aicore__ inline uint32_t dp2aLow(uint32_t a, uint32_t b, uint32_t sum) {
  return sum + (a & 0xffff) * (b & 0xff) + (a >> 16) * (b >> 8 & 0xff);
}
__aicore__ inline uint32_t dp2aHigh(uint32_t a, uint32_t b, uint32_t sum) {
  return dp2aLow(a, b >> 16, sum);
}

} // namespace cubeport

#endif
