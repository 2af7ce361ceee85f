// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Integer intrinsics bit by bit, and products and counts by halves against the
// host's.
// RUN: clang++-22 -std=c++17 -O2 -Wall -Wextra -Werror %s -I %cubeport_src/lib/Target/Support -o %t
// RUN: %t
#include "Inputs/operands.h"
#include "cubeport_bits.h"

using namespace cubeport;

static void same(const char *what, uint64_t have, uint64_t want, uint64_t a,
                 uint64_t b = 0, uint64_t c = 0) {
  if (have != want) {
    complain(what, 0, a, b, c, have, want);
  }
}

static int onesOf(uint64_t x) {
  int count = 0;
  for (; x != 0; x &= x - 1) {
    ++count;
  }
  return count;
}

static void testWords(uint64_t a, uint64_t b) {
  unsigned __int128 product = (unsigned __int128)a * b;
  same("high", detail::multiplyByHalves(a, b).high, uint64_t(product >> 64), a,
       b);
  same("low", detail::multiplyByHalves(a, b).low, uint64_t(product), a, b);
  int zeros = a == 0 ? 64 : __builtin_clzll(a);
  same("zeros", detail::countZerosByHalves(a), zeros, a);
  same("clz", clz(a), zeros, a);
  same("ctz", ctz(a), a == 0 ? 64 : __builtin_ctzll(a), a);
  same("ffs", ffs(a), __builtin_ffsll(int64_t(a)), a);
  same("popcount", popcount(a), onesOf(a), a);
  uint64_t reversed = 0;
  for (int i = 0; i < 64; ++i) {
    reversed |= (a >> i & 1) << (63 - i);
  }
  same("brev", brev(a), reversed, a);
  same("brev32", brev(uint32_t(a)), brev(a << 32), a);
  same("mulhi", uint64_t(mulhi(int64_t(a), int64_t(b))),
       uint64_t((__int128)int64_t(a) * int64_t(b) >> 64), a, b);
  uint64_t divisor = b | uint64_t(1) << 63, high = a % divisor, rest;
  uint64_t quotient = detail::divideWide(high, divisor, rest);
  unsigned __int128 dividend = (unsigned __int128)high << 64;
  same("quotient", quotient, uint64_t(dividend / divisor), a, b);
  same("rest", rest, uint64_t(dividend % divisor), a, b);
}

static void testHalves(uint32_t a, uint32_t b, uint32_t c) {
  int32_t sa = int32_t(a), sb = int32_t(b), sc = int32_t(c);
  same("clz32", clz(a), a == 0 ? 32 : __builtin_clz(a), a);
  same("ctz32", ctz(a), a == 0 ? 32 : __builtin_ctz(a), a);
  same("ffs32", ffs(a), __builtin_ffs(sa), a);
  uint32_t perm = 0;
  int64_t dot = 0, unsignedDot = 0;
  for (int i = 0; i < 4; ++i) {
    uint32_t digit = c >> (4 * i) & 15;
    uint32_t byte = (digit & 4 ? b : a) >> (digit % 4 * 8) & 255;
    perm |= (digit & 8 ? (byte & 128 ? 255 : 0) : byte) << (8 * i);
    dot += int8_t(a >> 8 * i) * int8_t(b >> 8 * i);
    unsignedDot += uint8_t(a >> 8 * i) * uint8_t(b >> 8 * i);
  }
  same("byte_perm", bytePerm(a, b, c), perm, a, b, c);
  same("dp4a", uint32_t(dp4a(sa, sb, sc)), uint32_t(dot + sc), a, b, c);
  same("dp4a u", dp4a(a, b, c), uint32_t(unsignedDot + c), a, b, c);
  int64_t two = int64_t(int16_t(a)) * int8_t(b >> 16) +
                int64_t(int16_t(a >> 16)) * int8_t(b >> 24) + sc;
  same("dp2a", uint32_t(dp2aHigh(sa, sb, sc)), uint32_t(two), a, b, c);
  same("dp2a u", dp2aLow(a, b, c),
       uint32_t(uint64_t(uint16_t(a)) * uint8_t(b) +
                uint64_t(a >> 16) * uint8_t(b >> 8) + c),
       a, b, c);
  same("sad", sad(sa, sb, c),
       uint32_t((sa < sb ? int64_t(sb) - sa : int64_t(sa) - sb) + c), a, b, c);
  same("usad", usad(a, b, c),
       uint32_t((a < b ? int64_t(b) - a : int64_t(a) - b) + c), a, b, c);
  same("hadd", uint32_t(hadd(sa, sb)), uint32_t((int64_t(sa) + sb) >> 1), a, b);
  same("urhadd", urhadd(a, b), uint32_t((uint64_t(a) + b + 1) / 2), a, b);
  uint64_t both = uint64_t(b) << 32 | a;
  uint32_t shift = c % 40, within = shift % 32, most = shift < 32 ? shift : 32;
  same("funnel l", funnelLeft(a, b, shift), uint32_t(both << within >> 32), a,
       b, shift);
  same("funnel r", funnelRight(a, b, shift), uint32_t(both >> within), a, b,
       shift);
  same("funnel lc", funnelLeftClamped(a, b, shift),
       uint32_t(both << most >> 32), a, b, shift);
  same("funnel rc", funnelRightClamped(a, b, shift), uint32_t(both >> most), a,
       b, shift);
  int64_t x = int64_t(a & 0xffffff) - (a & 0x800000 ? 0x1000000 : 0);
  int64_t y = int64_t(b & 0xffffff) - (b & 0x800000 ? 0x1000000 : 0);
  same("mul24", uint32_t(mul24(sa, sb)), uint32_t(x * y), a, b);
}

int main() {
  Random random = {7};
  for (int i = 0; i < 300000; ++i) {
    uint64_t a = random.next() >> random.next() % 64;
    uint64_t b = random.next() << random.next() % 64;
    testWords(i == 0 ? 0 : a, b);
    testHalves(i == 0 ? 0 : uint32_t(a), uint32_t(random.next()),
               uint32_t(random.next()));
  }
  return finish("bits");
}
