// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Errors of functions in units in the last place.
#ifndef CUBEPORT_TEST_ULP_H
#define CUBEPORT_TEST_ULP_H

#include "operands.h"

/// |have - want| in units of the last of `bits` bits, least exponent given.
inline double ulpsBetween(long double have, long double want, int bits,
                          int least, long double greatest) {
  if (std::isnan(want) || std::isnan(have)) {
    return std::isnan(want) == std::isnan(have) ? 0 : INFINITY;
  }
  // What rounds to infinity may be infinity.
  if (std::isinf(have) || std::fabs(want) > greatest) {
    const bool isSame = std::signbit(have) == std::signbit(want);
    return isSame && std::fabs(want) >= greatest * 0.9999999 ? 0 : INFINITY;
  }
  if (have == want) {
    return std::signbit(have) == std::signbit(want) ? 0 : INFINITY;
  }
  int exponent = want == 0 ? least : std::ilogb(want) - (bits - 1);
  exponent = exponent < least ? least : exponent;
  return double(std::ldexp(std::fabs(have - want), -exponent));
}

/// The greatest error of one function.
struct Worst {
  double ulps = 0;
  uint64_t at = 0, second = 0;
  void note(double error, uint64_t x, uint64_t y = 0) {
    if (!(error <= ulps)) {
      ulps = error;
      at = x;
      second = y;
    }
  }
  void finish(const char *name, double bound) const {
    const bool isRight = ulps <= bound;
    failures += !isRight;
    std::printf("%-11s %.3f ulp, bound %.3f, at %016llx %016llx%s\n", name,
                ulps, bound, (unsigned long long)at, (unsigned long long)second,
                isRight ? "" : " TOO LARGE");
  }
};

#endif
