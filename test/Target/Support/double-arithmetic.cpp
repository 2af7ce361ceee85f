// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Double against the host's double, bit for bit, in four roundings.
// REQUIRES: x86_64
// RUN: clang++-22 -std=c++17 -O2 -frounding-math -Wall -Wextra -Werror %s -I %cubeport_src/lib/Target/Support -o %t
// RUN: %t
// RUN: clang++-22 -std=c++17 -O1 -frounding-math -D__CCE_AICORE__=220 %s -I %cubeport_src/lib/Target/Support -o %t.chip
// RUN: %t.chip
#include "Inputs/operands.h"
#include "cubeport_double.h"

#include <cfenv>

using cubeport::Double;
using cubeport::Rounding;

static int mode = 0;
/// Keeps the compiler from computing in another rounding.
static double hold(double value) {
  asm volatile("" : "+x"(value)::"memory");
  return value;
}

static void check(const char *what, Double have, double want, uint64_t a,
                  uint64_t b = 0, uint64_t c = 0) {
  uint64_t bits = as<uint64_t>(hold(want));
  if (!sameDouble(have.bits, bits)) {
    complain(what, mode, a, b, c, have.bits, bits);
  }
}
static void checkBits(const char *what, uint64_t have, uint64_t want,
                      uint64_t a, uint64_t b = 0) {
  if (have != want) {
    complain(what, mode, a, b, 0, have, want);
  }
}

/// What CUDA's conversions give: saturated; `nan` for NaN.
template <typename T> static T saturate(double value, T nan) {
  if (std::isnan(value)) {
    return nan;
  }
  const bool isSigned = T(-1) < T(0);
  const double limit = std::ldexp(1.0, int(sizeof(T)) * 8 - isSigned);
  value = hold(std::nearbyint(hold(value)));
  if (value >= limit) {
    return isSigned ? T(~(uint64_t(1) << (sizeof(T) * 8 - 1))) : T(-1);
  }
  if (value < (isSigned ? -limit : 0)) {
    return isSigned ? T(uint64_t(1) << (sizeof(T) * 8 - 1)) : T(0);
  }
  return T(value);
}

template <Rounding R> static void testRounded(Random &random, int count) {
  for (int i = 0; i < count; ++i) {
    uint64_t a = drawDouble(random), b = drawDouble(random);
    uint64_t c = drawDouble(random);
    Double x = {a}, y = {b}, z = {c};
    double dx = hold(as<double>(a)), dy = hold(as<double>(b));
    check("add", cubeport::addIn<R>(x, y), dx + dy, a, b);
    check("sub", cubeport::subIn<R>(x, y), dx - dy, a, b);
    check("mul", cubeport::mulIn<R>(x, y), dx * dy, a, b);
    check("div", cubeport::divIn<R>(x, y), dx / dy, a, b);
    check("sqrt", cubeport::sqrtIn<R>(x), std::sqrt(dx), a);
    check("rcp", cubeport::rcpIn<R>(x), hold(1.0) / dx, a);
    if (i % 2 == 0) { // the third operand close to the product
      double near = hold(dx * dy);
      c = as<uint64_t>(near) ^ uint64_t(1) << 63;
      c += random.next() % 5 - 2 + (random.next() % 64 << 52);
      z.bits = c;
    }
    check("fma", cubeport::fmaIn<R>(x, y, z), std::fma(dx, dy, as<double>(c)),
          a, b, c);
    float f = float(dx);
    asm volatile("" : "+x"(f)::"memory");
    uint32_t fBits = as<uint32_t>(cubeport::toFloatIn<R>(x));
    if (!sameFloat(fBits, as<uint32_t>(f))) {
      complain("float", mode, a, 0, 0, fBits, as<uint32_t>(f));
    }
    checkBits("int32", uint32_t(cubeport::toInt32In<R>(x)),
              uint32_t(saturate<int32_t>(dx, int32_t(1u << 31))), a);
    checkBits("uint32", cubeport::toUint32In<R>(x),
              saturate<uint32_t>(dx, 1u << 31), a);
    checkBits("int64", uint64_t(cubeport::toInt64In<R>(x)),
              uint64_t(saturate<int64_t>(dx, INT64_MIN)), a);
    checkBits("uint64", cubeport::toUint64In<R>(x),
              saturate<uint64_t>(dx, uint64_t(1) << 63), a);
    uint64_t integer = random.next() >> random.next() % 64;
    check("int64 to", cubeport::toDoubleIn<R>(int64_t(integer)),
          double(int64_t(integer)), integer);
    // SSE2 has no unsigned conversion; a long double holds all 64 bits.
    check("uint64 to", cubeport::toDoubleIn<R>(integer),
          double((long double)(integer)), integer);
  }
}

static bool isSignaling(uint64_t bits) {
  return std::isnan(as<double>(bits)) && (bits >> 51 & 1) == 0;
}

/// Plain operators and what does not round.
static void testNearest(Random &random, int count) {
  for (int i = 0; i < count; ++i) {
    uint64_t a = drawDouble(random), b = drawDouble(random);
    b = i % 8 == 0 ? a : b;
    Double x = {a}, y = {b}, sum = x;
    double dx = as<double>(a), dy = as<double>(b);
    sum += y;
    check("+=", sum, dx + dy, a, b);
    check("+", x + y, dx + dy, a, b);
    check("-", x - y, dx - dy, a, b);
    check("*", x * y, dx * dy, a, b);
    check("/", x / y, dx / dy, a, b);
    check("neg", -x, -dx, a);
    checkBits("==", x == y, dx == dy, a, b);
    checkBits("!=", x != y, dx != dy, a, b);
    checkBits("<", x < y, dx < dy, a, b);
    checkBits("<=", x <= y, dx <= dy, a, b);
    checkBits(">", x > y, dx > dy, a, b);
    checkBits(">=", x >= y, dx >= dy, a, b);
    checkBits("nan", isNan(x), std::isnan(dx), a);
    checkBits("inf", isInf(x), std::isinf(dx), a);
    checkBits("finite", isFinite(x), std::isfinite(dx), a);
    checkBits("signbit", signBit(x), std::signbit(dx), a);
    // C leaves open which zero, and takes no signaling NaN.
    if ((dx != 0 || dy != 0) && !isSignaling(a) && !isSignaling(b)) {
      check("fmin", fmin(x, y), std::fmin(dx, dy), a, b);
      check("fmax", fmax(x, y), std::fmax(dx, dy), a, b);
    }
    check("fdim", fdim(x, y), std::fdim(dx, dy), a, b);
    check("fabs", fabs(x), std::fabs(dx), a);
    check("copysign", copysign(x, y), std::copysign(dx, dy), a, b);
    check("floor", floor(x), std::floor(dx), a);
    check("ceil", ceil(x), std::ceil(dx), a);
    check("trunc", trunc(x), std::trunc(dx), a);
    check("rint", rint(x), std::rint(dx), a);
    check("round", round(x), std::round(dx), a);
    check("nextafter", nextafter(x, y), std::nextafter(dx, dy), a, b);
    int n = int(random.next() % 4400) - 2200, have = 0, want = 0;
    check("ldexp", ldexp(x, n), std::ldexp(dx, n), a, uint64_t(n));
    check("frexp", frexp(x, &have), std::frexp(dx, &want), a);
    checkBits("frexp exponent", have, std::isfinite(dx) ? want : 0, a);
    check("logb", logb(x), std::logb(dx), a);
    if (!std::isnan(dx)) {
      checkBits("ilogb", ilogb(x), std::ilogb(dx), a);
    }
    Double whole;
    double dWhole;
    check("modf", modf(x, &whole), std::modf(dx, &dWhole), a);
    check("modf whole", whole, dWhole, a);
    check("fmod", fmod(x, y), std::fmod(dx, dy), a, b);
    // A remainder of 0 has x's sign, which the host's library may miss.
    double rest = std::remainder(dx, dy);
    rest = rest == 0 ? std::copysign(0.0, dx) : rest;
    check("remainder", remainder(x, y), rest, a, b);
    want = 0;
    std::remquo(dx, dy, &want);
    check("remquo", remquo(x, y, &have), rest, a, b);
    if (std::isfinite(dx) && !std::isnan(dy) && dy != 0) {
      // The host may round 7 up to 8.
      checkBits("remquo bits", have & 7, want & 7, a, b);
    }
    float f = as<float>(uint32_t(a >> 32));
    check("from float", cubeport::toDouble(f), double(f), a);
    checkBits("halves", cubeport::fromHalves(highHalf(x), lowHalf(x)).bits, a,
              a);
  }
}

/// The lesser zero is the negative one, as on the GPU.
static void testZeros() {
  const Double plus = {0}, minus = -plus;
  check("fmin", fmin(plus, minus), -0.0, 0);
  check("fmin", fmin(minus, plus), -0.0, 0);
  check("fmax", fmax(plus, minus), 0.0, 0);
  check("fmax", fmax(minus, plus), 0.0, 0);
}

int main() {
  testZeros();
  Random random = {20261125};
  testRounded<Rounding::Nearest>(random, 300000);
  testNearest(random, 200000);
  mode = 1;
  std::fesetround(FE_TOWARDZERO);
  testRounded<Rounding::TowardZero>(random, 200000);
  mode = 2;
  std::fesetround(FE_UPWARD);
  testRounded<Rounding::Up>(random, 200000);
  mode = 3;
  std::fesetround(FE_DOWNWARD);
  testRounded<Rounding::Down>(random, 200000);
  std::fesetround(FE_TONEAREST);
  return finish("double arithmetic");
}
