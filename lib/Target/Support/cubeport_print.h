// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prints doubles as C's printf does, to the last digit. The chip's printf takes
// floats, so the text is made here and printed as numbers of up to nine digits
// and the signs between them. Part of the support headers of a project written
// by cubeport.
#ifndef CUBEPORT_PRINT_H
#define CUBEPORT_PRINT_H

#include "cubeport_double_parts.h"

namespace cubeport {

/// What stands between % and the letter; a precision below 0: none.
struct PrintStyle {
  char letter;
  int32_t width, precision;
  bool left, zeros, plus, space, point;
};

namespace detail {

/// Text on its way out: digits are gathered, other signs printed at once.
class TextPrinter {
public:
  __aicore__ inline void put(char c) {
    if (c >= '0' && c <= '9') {
      if (c == '0' && digits == leading) {
        ++leading;
      }
      number = number * 10 + uint32_t(c - '0');
      constexpr int32_t kMostDigits = 9;
      if (++digits == kMostDigits) {
        flush();
      }
      return;
    }
    flush();
    // Each sign and the end of its text.
    __gm__ const char *signs =
        "-\0+\0.\0 \0a\0b\0c\0d\0e\0f\0i\0n\0p\0x\0A\0B\0C\0D\0E\0F\0I\0N\0P\0X\0";
    while (*signs != c) {
      signs += 2;
    }
    AscendC::printf("%s", signs);
  }
  __aicore__ inline void put(char c, int32_t count) {
    for (; count > 0; --count) {
      put(c);
    }
  }
  __aicore__ inline void flush() {
    __gm__ const char *zeros = "000000000";
    int32_t shown = leading == digits ? leading - 1 : leading;
    if (shown > 0) {
      AscendC::printf("%s", zeros + (9 - shown));
    }
    if (digits > 0) {
      AscendC::printf("%u", number);
    }
    number = 0;
    digits = leading = 0;
  }

private:
  uint32_t number = 0;
  int32_t digits = 0, leading = 0;
};

/// A finite magnitude as 0.d0 d1 d2 ... * 10^point, exactly.
struct Decimal {
  uint8_t digits[1100];
  int32_t count = 0, point = 0;

  __aicore__ inline explicit Decimal(Double x) {
    int32_t exponent = 0;
    const uint64_t units = unitsOf(x, exponent);
    // Words of the number times 2^1088, the lowest first; 34 are fraction.
    constexpr int32_t kWords = 67, kFraction = 34;
    uint32_t words[kWords];
    for (int32_t i = 0; i < kWords; ++i) {
      words[i] = 0;
    }
    const int32_t shift = exponent + 32 * kFraction - 1074;
    for (int32_t bit = 0; bit < 53; ++bit) {
      const int32_t at = bit + shift;
      words[at >> 5] |= uint32_t(units >> bit & 1) << (at & 31);
    }
    uint8_t whole[320];
    int32_t wholeCount = 0;
    for (int32_t top = kWords; top > kFraction;) {
      if (words[top - 1] == 0) {
        --top;
        continue;
      }
      uint64_t rest = 0;
      for (int32_t i = top - 1; i >= kFraction; --i) {
        rest = rest << 32 | words[i];
        words[i] = uint32_t(rest / 10);
        rest %= 10;
      }
      whole[wholeCount++] = uint8_t(rest);
    }
    while (wholeCount > 0) {
      digits[count++] = whole[--wholeCount];
    }
    point = count;
    for (int32_t low = 0; low < kFraction;) {
      if (words[low] == 0) {
        ++low;
        continue;
      }
      uint64_t carry = 0;
      for (int32_t i = low; i < kFraction; ++i) {
        carry += uint64_t(words[i]) * 10;
        words[i] = uint32_t(carry);
        carry >>= 32;
      }
      if (count == 0 && carry == 0) {
        --point;
      } else {
        digits[count++] = uint8_t(carry);
      }
    }
  }

  __aicore__ inline char at(int32_t index) const {
    return index < 0 || index >= count ? '0' : char('0' + digits[index]);
  }

  /// Keeps that many digits; ties go to the even one.
  __aicore__ inline void round(int32_t kept) {
    if (kept >= count) {
      return;
    }
    bool up = false;
    if (kept >= 0) {
      bool isOdd = kept > 0 && (digits[kept - 1] & 1) != 0;
      bool isMore = false;
      for (int32_t i = kept + 1; i < count; ++i) {
        isMore = isMore || digits[i] != 0;
      }
      up = digits[kept] > 5 || (digits[kept] == 5 && (isMore || isOdd));
    }
    count = kept > 0 ? kept : 0;
    for (int32_t i = count - 1; up && i >= 0; --i) {
      digits[i] = uint8_t(digits[i] == 9 ? 0 : digits[i] + 1);
      up = digits[i] == 0;
    }
    if (up) { // all were nines
      for (int32_t i = count; i > 0; --i) {
        digits[i] = digits[i - 1];
      }
      digits[0] = 1;
      ++count;
      ++point;
    }
  }
};

/// A number without its sign, whose length is known before it is printed.
struct NumberText {
  const PrintStyle &style;
  bool isScientific = false, hasPoint = false;
  int32_t fraction = 0, exponent = 0;

  __aicore__ inline NumberText(const PrintStyle &style, Decimal &number,
                               bool isZero)
      : style(style) {
    const char kind = char(style.letter | 32);
    int32_t precision = style.precision < 0 ? 6 : style.precision;
    if (kind == 'f') {
      number.round(number.point + precision);
    } else {
      const bool isShortest = kind == 'g';
      const int32_t kept =
          isShortest ? (precision == 0 ? 1 : precision) : precision + 1;
      number.round(kept);
      exponent = isZero ? 0 : number.point - 1;
      precision = kept - 1;
      isScientific = true;
      if (isShortest && exponent >= -4 && exponent < kept) {
        isScientific = false;
        precision -= exponent;
      }
      if (isShortest && !style.point) { // zeros at the end are left out
        const int32_t least =
            isScientific ? number.count - 1 : number.count - number.point;
        int32_t zeros = 0;
        while (zeros < number.count &&
               number.digits[number.count - 1 - zeros] == 0) {
          ++zeros;
        }
        const int32_t needed = isZero ? 0 : least - zeros;
        precision = needed < 0 ? 0 : needed < precision ? needed : precision;
      }
    }
    fraction = precision;
    hasPoint = fraction > 0 || style.point;
  }

  __aicore__ inline int32_t length(const Decimal &number) const {
    const int32_t whole =
        isScientific || number.point < 1 ? 1 : number.point;
    const bool isLong = exponent >= 100 || exponent <= -100;
    return whole + hasPoint + fraction + (isScientific ? 4 + isLong : 0);
  }

  __aicore__ inline void print(const Decimal &number, TextPrinter &out) const {
    int32_t next = 0;
    if (isScientific) {
      out.put(number.at(next++));
    } else {
      out.put('0', number.point < 1 ? 1 : 0);
      while (next < number.point) {
        out.put(number.at(next++));
      }
      next = number.point;
    }
    if (hasPoint) {
      out.put('.');
    }
    for (int32_t i = 0; i < fraction; ++i) {
      out.put(number.at(next++));
    }
    if (isScientific) {
      const int32_t size = exponent < 0 ? -exponent : exponent;
      out.put(char('e' - 32 + (style.letter & 32)));
      out.put(exponent < 0 ? '-' : '+');
      if (size >= 100) {
        out.put(char('0' + size / 100));
      }
      out.put(char('0' + size / 10 % 10));
      out.put(char('0' + size % 10));
    }
  }
};

} // namespace detail
} // namespace cubeport

#include "cubeport_print_double.h"

#endif // CUBEPORT_PRINT_H
