// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions of Double against long double, in units in the last place.
// REQUIRES: x86_64
// RUN: clang++-22 -std=c++17 -O2 -Wall -Wextra -Werror %s -I %cubeport_src/lib/Target/Support -o %t
// RUN: %t
#include "Inputs/ulp.h"
#include "cubeport_double_math.h"

using cubeport::Double;

static const int count = 60000;

static double errorOf(Double have, long double want) {
  return ulpsBetween(as<double>(have), want, 53, -1074,
                     1.7976931348623157e308L);
}

/// Numbers in [low, high], many of them small, and special ones.
static double draw(Random &random, double low, double high) {
  for (;;) {
    uint64_t kind = random.next() % 8;
    double x =
        low / 2 +
        (high / 2 - low / 2) * 2 * (double(random.next() >> 11) * 0x1p-53) +
        low / 2;
    x = kind < 3 ? std::ldexp(x, -int(random.next() % 40)) : x;
    x = kind == 3 ? as<double>(drawDouble(random)) : x;
    if (x >= low && x <= high) {
      return x;
    }
  }
}

template <typename F, typename G>
static void test(const char *name, double low, double high, double bound,
                 F function, G reference) {
  Random random = {1234567};
  Worst worst;
  for (int i = 0; i < count; ++i) {
    double x = draw(random, low, high);
    worst.note(errorOf(function(Double{as<uint64_t>(x)}), reference(x)),
               as<uint64_t>(x));
  }
  const double infinity = INFINITY;
  for (double x : {0.0, -0.0, 1.0, -1.0, infinity, -infinity, double(NAN)}) {
    worst.note(errorOf(function(Double{as<uint64_t>(x)}), reference(x)),
               as<uint64_t>(x));
  }
  worst.finish(name, bound);
}

template <typename F, typename G>
static void testPairs(const char *name, double bound, F function, G reference) {
  Random random = {7654321};
  Worst worst;
  for (int i = 0; i < 4 * count; ++i) {
    double x = as<double>(drawDouble(random)), y;
    y = i % 2 == 0 ? as<double>(drawDouble(random)) : draw(random, -700, 700);
    if (i % 4 == 1) { // powers within range
      x = draw(random, 0, 10);
      y = std::rint(y / 8) / 2;
    }
    worst.note(
        errorOf(function(Double{as<uint64_t>(x)}, Double{as<uint64_t>(y)}),
                reference(x, y)),
        as<uint64_t>(x), as<uint64_t>(y));
  }
  worst.finish(name, bound);
}

#define TEST(name, low, high, bound)                                           \
  test(                                                                        \
      #name, low, high, bound, [](Double x) { return cubeport::name(x); },     \
      [](long double x) { return name##l(x); })

static void testExponentials() {
  TEST(exp, -760, 720, 0.51);
  TEST(exp2, -1090, 1030, 0.51);
  test(
      "exp10", -330, 310, 0.51, [](Double x) { return exp10(x); },
      [](long double x) { return powl(10, x); });
  TEST(expm1, -60, 720, 0.51);
  TEST(log, 0, 1.7e308, 0.51);
  TEST(log, 0.3, 3, 0.51);
  TEST(log2, 0, 1.7e308, 0.51);
  TEST(log2, 0.3, 3, 0.51);
  TEST(log10, 0, 1.7e308, 0.51);
  TEST(log10, 0.3, 3, 0.51);
  TEST(log1p, -1, 10, 0.51);
  TEST(log1p, -1, 1e300, 0.51);
  TEST(sinh, -720, 720, 0.51);
  TEST(cosh, -720, 720, 0.51);
  TEST(tanh, -30, 30, 0.51);
  TEST(asinh, -10, 10, 0.51);
  TEST(asinh, -1e300, 1e300, 0.51);
  TEST(acosh, 1, 10, 0.52);
  TEST(acosh, -1, 1e300, 0.52);
  TEST(atanh, -1.1, 1.1, 0.51);
  TEST(cbrt, -1.7e308, 1.7e308, 0.51);
}

static void testAngles() {
  TEST(sin, -10, 10, 0.51);
  TEST(sin, -1.7e308, 1.7e308, 0.51);
  TEST(cos, -10, 10, 0.51);
  TEST(cos, -1.7e308, 1.7e308, 0.51);
  TEST(tan, -10, 10, 0.51);
  TEST(tan, -1.7e308, 1.7e308, 0.51);
  TEST(asin, -1.1, 1.1, 0.52);
  TEST(acos, -1.1, 1.1, 0.52);
  TEST(atan, -10, 10, 0.51);
  TEST(atan, -1e300, 1e300, 0.51);
  test(
      "sincos", -1e6, 1e6, 0.51,
      [](Double x) {
        Double sine, cosine;
        sincos(x, &sine, &cosine);
        return sine;
      },
      [](long double x) { return sinl(x); });
  // Both sides reduce in their own way: pi is not exact in long double.
  const long double pi = 3.14159265358979323846L;
  test(
      "sinpi", -0.25, 0.25, 0.51, [](Double x) { return sinpi(x); },
      [=](long double x) {
        return std::isinf(x) ? NAN : sinl(pi * fmodl(x, 1));
      });
  test(
      "cospi", -0.25, 0.25, 0.51, [](Double x) { return cospi(x); },
      [=](long double x) {
        return std::isinf(x)         ? NAN
               : fmodl(x, 2) == 0.0L ? 1.0L
                                     : cosl(pi * fmodl(x, 2));
      });
}

static void testSpecial() {
  TEST(erf, -7, 7, 0.51);
  TEST(erfc, -7, 27, 1.01);
  TEST(tgamma, 0, 12, 0.55);
  TEST(tgamma, 12, 171.5, 2.5);
  TEST(tgamma, -20.9, -0.0, 0.8);
  TEST(lgamma, 0, 100, 0.51);
  TEST(lgamma, 0, 1e300, 0.52);
  TEST(lgamma, -2, 1, 0.6);
  test(
      "normcdf", -37, 8, 1.2, [](Double x) { return normcdf(x); },
      [](long double x) { return erfcl(-x / sqrtl(2)) / 2; });
  test(
      "erfcx", -5, 9, 0.6, [](Double x) { return erfcx(x); },
      [](long double x) {
        return std::isinf(x) ? (x > 0 ? 0 : x * x) : expl(x * x) * erfcl(x);
      });
  test(
      "erfcinv of erfc", 0.01, 5, 600,
      [](Double x) { return erfcinv(cubeport::erfc(x)); },
      [](long double x) { return x + 0.0L; });
  test(
      "rsqrt", -1, 1e300, 0.51, [](Double x) { return rsqrt(x); },
      [](long double x) { return 1 / sqrtl(x); });
  test(
      "rcbrt", -1e300, 1e300, 0.51, [](Double x) { return rcbrt(x); },
      [](long double x) { return 1 / cbrtl(x); });
}

int main() {
  testExponentials();
  testAngles();
  testSpecial();
  testPairs(
      "pow", 0.55, [](Double x, Double y) { return pow(x, y); },
      [](long double x, long double y) { return powl(x, y); });
  testPairs(
      "atan2", 0.51, [](Double x, Double y) { return atan2(x, y); },
      [](long double x, long double y) { return atan2l(x, y); });
  testPairs(
      "hypot", 0.51, [](Double x, Double y) { return hypot(x, y); },
      [](long double x, long double y) { return hypotl(x, y); });
  return finish("double functions");
}
