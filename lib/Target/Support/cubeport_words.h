// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// 64-bit words on the scalar unit: products of 128 bits, counts of zeros,
// shifts that remember what they lose. Part of the support headers of a
// project written by cubeport.
#ifndef CUBEPORT_WORDS_H
#define CUBEPORT_WORDS_H

#include <cstdint>

#ifndef __aicore__
#define __aicore__ // Host compilers know no units.
#endif

// The chip has neither 128-bit integers nor the compiler's bit builtins; the
// host's are faster than halves. Tests compare both.
#if defined(__SIZEOF_INT128__) && !defined(__CCE_AICORE__)
#define CUBEPORT_HOST_WORDS 1
#endif

namespace cubeport {
namespace detail {

/// 128 bits.
struct Wide {
  uint64_t high, low;
};

/// The 32-bit halves of a product of 64-bit words.
__aicore__ inline Wide multiplyByHalves(uint64_t a, uint64_t b) {
  uint64_t a0 = uint32_t(a), a1 = a >> 32, b0 = uint32_t(b), b1 = b >> 32;
  uint64_t low = a0 * b0, cross = a1 * b0 + (low >> 32);
  uint64_t middle = a0 * b1 + uint32_t(cross);
  return {a1 * b1 + (cross >> 32) + (middle >> 32),
          middle << 32 | uint32_t(low)};
}

/// The whole product.
__aicore__ inline Wide multiplyWide(uint64_t a, uint64_t b) {
#ifdef CUBEPORT_HOST_WORDS
  unsigned __int128 product = (unsigned __int128)a * b;
  return {uint64_t(product >> 64), uint64_t(product)};
#else
  return multiplyByHalves(a, b);
#endif
}

/// The high word of the product.
__aicore__ inline uint64_t multiplyHigh(uint64_t a, uint64_t b) {
  return multiplyWide(a, b).high;
}

__aicore__ inline int32_t countZerosByHalves(uint64_t word) {
  int32_t count = 0;
  for (int32_t step = 32; step > 0; step >>= 1) {
    bool isEmpty = (word >> (64 - step)) == 0;
    count += isEmpty ? step : 0;
    word <<= isEmpty ? step : 0;
  }
  return word == 0 ? 64 : count;
}

/// Leading zeros; 64 for 0.
__aicore__ inline int32_t countLeadingZeros(uint64_t word) {
#ifdef CUBEPORT_HOST_WORDS
  return word == 0 ? 64 : __builtin_clzll(word);
#else
  return countZerosByHalves(word);
#endif
}

/// word / 2^count for count >= 0; the last bit says that ones were lost.
__aicore__ inline uint64_t shiftRightSticky(uint64_t word, int32_t count) {
  if (count == 0) {
    return word;
  }
  if (count > 63) {
    return word != 0;
  }
  return word >> count | uint64_t((word << (64 - count)) != 0);
}

__aicore__ inline bool isLess(Wide a, Wide b) {
  return a.high < b.high || (a.high == b.high && a.low < b.low);
}

__aicore__ inline Wide add(Wide a, Wide b) {
  uint64_t low = a.low + b.low;
  return {a.high + b.high + (low < a.low), low};
}

__aicore__ inline Wide subtract(Wide a, Wide b) {
  return {a.high - b.high - (a.low < b.low), a.low - b.low};
}

/// Shift by 0 to 127.
__aicore__ inline Wide shiftLeft(Wide word, int32_t count) {
  if (count >= 64) {
    return {word.low << (count - 64), 0};
  }
  if (count == 0) {
    return word;
  }
  return {word.high << count | word.low >> (64 - count), word.low << count};
}

/// word / 2^count for count >= 0; the last bit says that ones were lost.
__aicore__ inline Wide shiftRightSticky(Wide word, int32_t count) {
  if (count == 0) {
    return word;
  }
  if (count >= 64) {
    uint64_t lost = word.low != 0;
    return {0, shiftRightSticky(word.high, count - 64) | lost};
  }
  uint64_t lost = (word.low << (64 - count)) != 0;
  return {word.high >> count,
          word.high << (64 - count) | word.low >> count | lost};
}

__aicore__ inline int32_t countLeadingZeros(Wide word) {
  return word.high != 0 ? countLeadingZeros(word.high)
                        : 64 + countLeadingZeros(word.low);
}

/// high * 2^64 / divisor for high < divisor, the divisor's first bit set; the
/// rest goes to `remainder`. Two digits of 32 bits.
__aicore__ inline uint64_t divideWide(uint64_t high, uint64_t divisor,
                                      uint64_t &remainder) {
  uint64_t d1 = divisor >> 32, d0 = uint32_t(divisor), quotient = 0;
  for (int32_t digit = 0; digit < 2; ++digit) {
    uint64_t q = high / d1, r = high - q * d1;
    // The estimate is at most 2 too large.
    while (q >> 32 != 0 || q * d0 > r << 32) {
      --q;
      r += d1;
      if (r >> 32 != 0) {
        break;
      }
    }
    high = (high << 32) - q * divisor;
    quotient = quotient << 32 | q;
  }
  remainder = high;
  return quotient;
}

/// The bits of a float and back.
__aicore__ inline uint32_t bitsOf(float value) {
  union {
    float value;
    uint32_t bits;
  } word;
  word.value = value;
  return word.bits;
}

__aicore__ inline float floatOf(uint32_t bits) {
  union {
    float value;
    uint32_t bits;
  } word;
  word.bits = bits;
  return word.value;
}

} // namespace detail

/// How a result that does not fit is rounded.
enum class Rounding { Nearest, TowardZero, Up, Down };

namespace detail {

/// significand / 2^dropped, rounded, of a number with that sign.
template <Rounding R>
__aicore__ inline uint64_t roundOff(bool isNegative, uint64_t significand,
                                    int32_t dropped) {
  uint64_t kept = significand >> dropped;
  uint64_t lost = significand & ((uint64_t(1) << dropped) - 1);
  if (R == Rounding::Nearest) {
    return kept + (lost + (kept & 1) > uint64_t(1) << (dropped - 1));
  }
  if (R == Rounding::TowardZero) {
    return kept;
  }
  return kept + (lost != 0 && isNegative == (R == Rounding::Down));
}

} // namespace detail
} // namespace cubeport

#endif
