// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Operands for tests of the support headers, and how results are compared.
#ifndef CUBEPORT_TEST_OPERANDS_H
#define CUBEPORT_TEST_OPERANDS_H

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <initializer_list>

/// A generator with a fixed seed (xorshift64*).
struct Random {
  uint64_t state;
  uint64_t next() {
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * 0x2545f4914f6cdd1dull;
  }
};

template <typename To, typename From> To as(From from) {
  static_assert(sizeof(To) == sizeof(From), "the same size");
  To to;
  std::memcpy(&to, &from, sizeof(to));
  return to;
}

/// Bits of doubles: any, near 1, few ones, at the ends of the range, integers.
inline uint64_t drawDouble(Random &random) {
  uint64_t bits = random.next(), kind = random.next() % 16;
  const uint64_t sign = bits >> 63 << 63;
  static const uint64_t specials[] = {0,
                                      1,
                                      0x000fffffffffffff,
                                      0x0010000000000000,
                                      0x0010000000000001,
                                      0x3fe0000000000000,
                                      0x3ff0000000000000,
                                      0x3fefffffffffffff,
                                      0x3ff0000000000001,
                                      0x4000000000000000,
                                      0x41dfffffffc00000,
                                      0x41e0000000000000,
                                      0x41efffffffe00000,
                                      0x43dfffffffffffff,
                                      0x43e0000000000000,
                                      0x43efffffffffffff,
                                      0x43f0000000000000,
                                      0x4330000000000000,
                                      0x4340000000000000,
                                      0x7fefffffffffffff,
                                      0x7fe0000000000000,
                                      0x7ff0000000000000,
                                      0x7ff8000000000000,
                                      0x3ff8000000000000,
                                      0x4004000000000000,
                                      0x41dfffffffe00000,
                                      0x47efffffe0000000,
                                      0x47efffffefffffff,
                                      0x47effffff0000000,
                                      0x36a0000000000000,
                                      0x3690000000000000,
                                      0x3690000000000001};
  switch (kind) {
  case 0:
  case 1:
    return sign | specials[random.next() % 32];
  case 2: // subnormal
    return sign | (bits << 12 >> 12 >> random.next() % 52);
  case 3: // the least and the greatest exponents
    return sign | (bits << 12 >> 12) |
           (random.next() % 60 + (bits >> 62 & 1) * 1987) << 52;
  case 4:
  case 5: // few ones
    return sign | (0x3d0 + random.next() % 96) << 52 |
           (bits & random.next() & random.next() & random.next()) << 12 >> 12;
  case 6: // ones at the top and zeros below, or the reverse
    return sign | (0x3d0 + random.next() % 96) << 52 |
           (bits << 12 >> 12 >> random.next() % 52) << 12 >> 12;
  case 7:
    return as<uint64_t>(double(int64_t(bits) >> random.next() % 64));
  case 8: // halves of integers
    return as<uint64_t>(double(int64_t(bits) >> (16 + random.next() % 48)) / 2);
  case 9:
  case 10:
  case 11: // near 1
    return sign | (0x3fe + random.next() % 4) << 52 | bits << 12 >> 12;
  case 12:
    return sign | (0x3c0 + random.next() % 128) << 52 | bits << 12 >> 12;
  default:
    return bits;
  }
}

inline int failures = 0;

inline bool sameDouble(uint64_t a, uint64_t b) {
  return a == b || (a << 1 > 0xffe0000000000000 && b << 1 > 0xffe0000000000000);
}
inline bool sameFloat(uint32_t a, uint32_t b) {
  return a == b || (a << 1 > 0xff000000 && b << 1 > 0xff000000);
}

/// Says what went wrong, at most twenty times.
inline void complain(const char *what, int mode, uint64_t a, uint64_t b,
                     uint64_t c, uint64_t have, uint64_t want) {
  if (++failures <= 20) {
    std::printf("%s mode %d: %016llx %016llx %016llx gives %016llx, not "
                "%016llx\n",
                what, mode, (unsigned long long)a, (unsigned long long)b,
                (unsigned long long)c, (unsigned long long)have,
                (unsigned long long)want);
  }
}

inline int finish(const char *name) {
  std::printf("%s: %d failures\n", name, failures);
  return failures != 0;
}

#endif
