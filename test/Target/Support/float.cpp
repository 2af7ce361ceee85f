// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Float on the scalar unit: operations in four roundings against the host's,
// functions for floats of the whole range against double.
// REQUIRES: x86_64
// RUN: clang++-22 -std=c++17 -O2 -frounding-math -Wall -Wextra -Werror %s -I %cubeport_src/lib/Target/Support -o %t
// RUN: %t
#include "Inputs/ulp.h"
#include "cubeport_float_math.h"

#include <cfenv>

using cubeport::Rounding;

static float hold(float value) {
  asm volatile("" : "+x"(value)::"memory");
  return value;
}

static void check(const char *what, float have, float want, float a,
                  float b = 0, float c = 0) {
  uint32_t wanted = as<uint32_t>(hold(want));
  if (!sameFloat(as<uint32_t>(have), wanted)) {
    complain(what, std::fegetround(), as<uint32_t>(a), as<uint32_t>(b),
             as<uint32_t>(c), as<uint32_t>(have), wanted);
  }
}

static float drawFloat(Random &random) {
  uint64_t bits = random.next();
  return bits % 4 == 0 ? float(as<double>(drawDouble(random)))
         : bits % 4 == 1
             ? as<float>(uint32_t(bits >> 32 & 0x83ffffff) | 0x3e000000)
             : as<float>(uint32_t(bits >> 32));
}

template <Rounding R> static void testRounded(Random &random, int mode) {
  using namespace cubeport;
  std::fesetround(mode);
  for (int i = 0; i < 200000; ++i) {
    float a = hold(drawFloat(random)), b = hold(drawFloat(random));
    float c = hold(i % 2 == 0 ? -(a * b) : drawFloat(random));
    check("add", addIn<R>(a, b), a + b, a, b);
    check("sub", subIn<R>(a, b), a - b, a, b);
    check("mul", mulIn<R>(a, b), a * b, a, b);
    check("div", divIn<R>(a, b), a / b, a, b);
    check("rcp", rcpIn<R>(a), hold(1) / a, a);
    check("sqrt", sqrtIn<R>(a), std::sqrt(a), a);
    check("fma", fmaIn<R>(a, b, c), std::fma(a, b, c), a, b, c);
    int64_t n = int64_t(random.next()) >> random.next() % 64;
    check("from int64", toFloatIn<R>(n), float(n), float(n));
    check("from int32", toFloatIn<R>(int32_t(n)), float(int32_t(n)), float(n));
    if (std::fabs(a) < 2147483000.0f &&
        toInt32In<R>(a) != int32_t(std::nearbyint(a))) {
      complain("int32", mode, as<uint32_t>(a), 0, 0, toInt32In<R>(a), 0);
    }
  }
  std::fesetround(FE_TONEAREST);
}

template <typename F, typename G>
static void sweep(const char *name, double bound, F function, G reference) {
  Worst worst;
  for (uint64_t bits = 0; bits < uint64_t(1) << 32; bits += 65521) {
    float x = as<float>(uint32_t(bits));
    double error = ulpsBetween(function(x), reference(double(x)), 24, -149,
                               3.4028235677973366e38L);
    worst.note(error, bits);
  }
  worst.finish(name, bound);
}

#define SWEEP(name, bound)                                                     \
  sweep(                                                                       \
      #name, bound, [](float x) { return cubeport::name(x); },                 \
      [](double x) { return std::name(x); })

static void testFunctions() {
  SWEEP(exp, 0.501);
  SWEEP(exp2, 0.501);
  SWEEP(expm1, 0.501);
  SWEEP(log, 0.501);
  SWEEP(log2, 0.501);
  SWEEP(log10, 0.501);
  SWEEP(log1p, 0.501);
  SWEEP(sin, 0.501);
  SWEEP(cos, 0.501);
  SWEEP(tan, 0.501);
  SWEEP(asin, 0.501);
  SWEEP(acos, 0.501);
  SWEEP(atan, 0.501);
  SWEEP(sinh, 0.501);
  SWEEP(cosh, 0.501);
  SWEEP(tanh, 0.501);
  SWEEP(asinh, 0.501);
  SWEEP(acosh, 0.501);
  SWEEP(atanh, 0.501);
  SWEEP(cbrt, 0.501);
  SWEEP(erf, 0.501);
  SWEEP(erfc, 0.501);
  SWEEP(tgamma, 0.501);
  SWEEP(lgamma, 0.501);
  SWEEP(sqrt, 0.5);
  SWEEP(floor, 0);
  SWEEP(ceil, 0);
  SWEEP(trunc, 0);
  SWEEP(rint, 0);
  SWEEP(round, 0);
}

int main() {
  Random random = {32};
  testRounded<Rounding::Nearest>(random, FE_TONEAREST);
  testRounded<Rounding::TowardZero>(random, FE_TOWARDZERO);
  testRounded<Rounding::Up>(random, FE_UPWARD);
  testRounded<Rounding::Down>(random, FE_DOWNWARD);
  testFunctions();
  const float infinity = INFINITY, nan = NAN;
  if (cubeport::toInt32(nan) != 0 || cubeport::toUint32(nan) != 0 ||
      cubeport::toInt64(nan) != INT64_MIN ||
      cubeport::toInt32(infinity) != INT32_MAX ||
      cubeport::toInt32(-infinity) != INT32_MIN ||
      cubeport::toUint32(-1.0f) != 0 ||
      cubeport::toUint64(infinity) != UINT64_MAX) {
    complain("saturation", 0, 0, 0, 0, 0, 0);
  }
  return finish("float");
}
