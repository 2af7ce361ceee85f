// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Half and BFloat16: every value to float and back, and operations on pairs
// against a rounding that counts in long double.
// RUN: clang++-22 -std=c++17 -O2 -Wall -Wextra -Werror %s -I %cubeport_src/lib/Target/Support -o %t
// RUN: %t
#include "Inputs/operands.h"
#include "cubeport_scalar_half.h"

using namespace cubeport;

/// The value of bits, from the definition of the format.
template <int32_t P, int32_t B> static long double valueOf(uint16_t bits) {
  const int width = P - 1, exponent = (bits & 0x7fff) >> width;
  const int fraction = bits & ((1 << width) - 1);
  long double value = exponent == 0
                          ? std::ldexp((long double)fraction, 1 - B - width)
                          : std::ldexp((long double)(fraction + (1 << width)),
                                       exponent - B - width);
  if (exponent == 2 * B + 1) {
    value = fraction != 0 ? NAN : INFINITY;
  }
  return bits >> 15 ? -value : value;
}

/// Right if no neighbour is nearer in the direction of the rounding.
template <int32_t P, int32_t B>
static bool isRounded(long double exact, uint16_t have, Rounding rounding) {
  const int maxExponent = 2 * B + 1, inf = maxExponent << (P - 1);
  if (std::isnan(exact)) {
    return (have & 0x7fff) > inf;
  }
  if (std::signbit(exact) != (have >> 15 != 0)) {
    return false;
  }
  if (rounding == Rounding::Up || rounding == Rounding::Down) {
    bool isAway = std::signbit(exact) == (rounding == Rounding::Down);
    rounding = isAway ? Rounding::Up : Rounding::TowardZero;
  }
  long double size = std::fabs(exact);
  int bits = have & 0x7fff;
  if (bits > inf) {
    return false;
  }
  if (std::isinf(size)) {
    return bits == inf;
  }
  // Infinity counts as the number after the last.
  auto at = [&](int b) {
    return b == inf ? std::ldexp(1.0L, B + 1) : valueOf<P, B>(uint16_t(b));
  };
  switch (rounding) {
  case Rounding::TowardZero:
    return bits < inf && at(bits) <= size &&
           (bits + 1 == inf || at(bits + 1) > size);
  case Rounding::Up:
    return (bits == inf || at(bits) >= size) &&
           (bits == 0 || at(bits - 1) < size);
  default:
    break;
  }
  long double above = bits == inf ? INFINITY : (at(bits) + at(bits + 1)) / 2;
  long double below = bits == 0 ? -1 : (at(bits) + at(bits - 1)) / 2;
  bool isEven = bits % 2 == 0;
  return (size < above || (size == above && isEven)) &&
         (size > below || (size == below && isEven));
}

template <int32_t P, int32_t B> struct Test {
  using N = Narrow<P, B>;
  static void check(const char *what, long double exact, N have, uint64_t a,
                    uint64_t b = 0, uint64_t c = 0,
                    Rounding rounding = Rounding::Nearest) {
    if (!isRounded<P, B>(exact, have.bits, rounding)) {
      complain(what, int(rounding), a, b, c, have.bits,
               as<uint64_t>(double(exact)));
    }
  }
  template <Rounding R> static void convert(double value) {
    check("from double", value,
          detail::Narrowing<N, R>::from({as<uint64_t>(value)}),
          as<uint64_t>(value), 0, 0, R);
  }
  static void convertAll(double value) {
    convert<Rounding::Nearest>(value);
    convert<Rounding::TowardZero>(value);
    convert<Rounding::Up>(value);
    convert<Rounding::Down>(value);
  }
  static void every() {
    for (uint32_t bits = 0; bits < 65536; ++bits) {
      N x = {uint16_t(bits)};
      float f = toFloat(x), want = float(valueOf<P, B>(x.bits));
      if (!sameFloat(as<uint32_t>(f), as<uint32_t>(want))) {
        complain("to float", 0, bits, 0, 0, as<uint32_t>(f),
                 as<uint32_t>(want));
      }
      check("back", want, detail::narrow<P, B>(f), bits);
      if (want >= 0) {
        check("sqrt", std::sqrt((long double)want), sqrt(x), bits);
      }
    }
  }
  static void pairs(Random &random) {
    for (int i = 0; i < 400000; ++i) {
      uint16_t a = uint16_t(random.next() >> 48);
      uint16_t b = uint16_t(random.next() >> 48);
      uint16_t c = uint16_t(random.next() >> 48);
      if (i % 4 == 0) { // small ones and near ones
        a &= 0x83ff;
        b = uint16_t(a + b % 64);
      }
      N x = {a}, y = {b}, z = {c};
      long double u = valueOf<P, B>(a), v = valueOf<P, B>(b);
      // Long double is exact for + and *, and near enough for /.
      if (!(P == 8 && std::fabs(u) > 0 && std::fabs(v) > 0 &&
            std::fabs(std::log2(std::fabs(u / v))) > 50)) {
        check("+", u + v, x + y, a, b);
        check("-", u - v, x - y, a, b);
      }
      check("*", u * v, x * y, a, b);
      check("/", u / v, x / y, a, b);
      if (P == 11) { // the sum of three halves fits in 64 bits, mostly
        long double sum = u * v + valueOf<P, B>(c);
        long double lost = sum - valueOf<P, B>(c) - u * v;
        if (lost == 0 || std::isnan(sum)) {
          check("fma", sum, fma(x, y, z), a, b, c);
        }
      }
      if ((x < y) != (u < v) || (x == y) != (u == v) || (x >= y) != (u >= v)) {
        complain("compare", 0, a, b, 0, 0, 0);
      }
      convertAll(as<double>(drawDouble(random)));
      convertAll(double(as<float>(uint32_t(random.next()))));
    }
  }
};

int main() {
  Random random = {16};
  Test<11, 15>::every();
  Test<11, 15>::pairs(random);
  Test<8, 127>::every();
  Test<8, 127>::pairs(random);
  return finish("half");
}
