// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One double to one conversion of printf: a, e, f or g. Part of the support
// headers of a project written by cubeport.
#ifndef CUBEPORT_PRINT_DOUBLE_H
#define CUBEPORT_PRINT_DOUBLE_H

#include "cubeport_print.h"

namespace cubeport {
namespace detail {

/// A double in hexadecimal, as %a prints it.
struct HexText {
  uint64_t digits; // of the fraction, the first one on top
  int32_t lead, fraction, exponent;

  __aicore__ inline HexText(const PrintStyle &style, Double x)
      : digits(x.bits << 12), lead(1), fraction(13),
        exponent(int32_t(x.bits >> 52 & 0x7ff) - 1023) {
    if (exponent == -1023) {
      lead = 0;
      exponent = digits == 0 ? 0 : -1022;
    }
    if (style.precision < 0) {
      while (fraction > 0 && (digits >> (64 - 4 * fraction) & 15) == 0) {
        --fraction;
      }
    } else if (style.precision >= 13) {
      fraction = style.precision;
    } else {
      fraction = style.precision;
      // The lead digit and the fraction as one number, rounded to even.
      const int32_t dropped = 52 - 4 * fraction;
      uint64_t all = uint64_t(lead) << 52 | digits >> 12;
      const uint64_t half = uint64_t(1) << (dropped - 1);
      const uint64_t rest = all & (2 * half - 1);
      all >>= dropped;
      all += rest > half || (rest == half && (all & 1) != 0);
      lead = int32_t(all >> (4 * fraction));
      digits = fraction == 0 ? 0 : all << (64 - 4 * fraction);
    }
  }

  __aicore__ inline int32_t length(const PrintStyle &style) const {
    const int32_t size = exponent < 0 ? -exponent : exponent;
    const int32_t places =
        size >= 1000 ? 4 : size >= 100 ? 3 : size >= 10 ? 2 : 1;
    return 5 + places + fraction + (fraction > 0 || style.point);
  }

  __aicore__ inline void print(const PrintStyle &style,
                               TextPrinter &out) const {
    const char lower = char(style.letter & 32);
    out.put(char('0' + lead));
    if (fraction > 0 || style.point) {
      out.put('.');
    }
    for (int32_t i = 0; i < fraction; ++i) {
      const int32_t digit =
          i < 16 ? int32_t(digits >> (60 - 4 * i) & 15) : 0;
      out.put(digit < 10 ? char('0' + digit)
                         : char('A' - 10 + digit + lower));
    }
    out.put(char('P' + lower));
    out.put(exponent < 0 ? '-' : '+');
    const int32_t size = exponent < 0 ? -exponent : exponent;
    for (int32_t unit = 1000; unit > 0; unit /= 10) {
      if (size >= unit || unit == 1) {
        out.put(char('0' + size / unit % 10));
      }
    }
  }
};

/// What stands before a number: blanks, its sign, 0x, zeros.
__aicore__ inline void printHead(const PrintStyle &style, bool isNegative,
                                 bool isHex, bool mayFill, int32_t length,
                                 TextPrinter &out) {
  const bool hasSign = isNegative || style.plus || style.space;
  const int32_t missing = style.width - length - hasSign - 2 * isHex;
  const bool fillsZeros = style.zeros && !style.left && mayFill;
  out.put(' ', style.left || fillsZeros ? 0 : missing);
  if (hasSign) {
    out.put(isNegative ? '-' : style.plus ? '+' : ' ');
  }
  if (isHex) {
    out.put('0');
    out.put(char('X' + (style.letter & 32)));
  }
  out.put('0', fillsZeros ? missing : 0);
}

} // namespace detail

/// Prints `x` as printf's conversion of that style.
__aicore__ inline void printDouble(Double x, const PrintStyle &style) {
  const bool isNegative = x.bits >> 63 != 0;
  const bool hasSign = isNegative || style.plus || style.space;
  const char lower = char(style.letter & 32);
  const Double size = fabs(x);
  detail::TextPrinter out;
  int32_t length = 0;
  if ((size.bits >> 52) == 0x7ff) {
    const bool isNumber = size.bits << 12 == 0;
    length = 3;
    detail::printHead(style, isNegative, false, false, length, out);
    out.put(char((isNumber ? 'I' : 'N') + lower));
    out.put(char((isNumber ? 'N' : 'A') + lower));
    out.put(char((isNumber ? 'F' : 'N') + lower));
  } else if ((style.letter | 32) == 'a') {
    const detail::HexText text(style, size);
    length = text.length(style);
    detail::printHead(style, isNegative, true, true, length - 2, out);
    text.print(style, out);
  } else {
    detail::Decimal number(size);
    if (size.bits == 0) {
      number.point = 1;
    }
    const detail::NumberText text(style, number, size.bits == 0);
    length = text.length(number);
    detail::printHead(style, isNegative, false, true, length, out);
    text.print(number, out);
  }
  out.put(' ', style.left ? style.width - length - hasSign : 0);
  out.flush();
}

} // namespace cubeport

#endif // CUBEPORT_PRINT_DOUBLE_H
