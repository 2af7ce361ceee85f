// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's __half and __nv_bfloat16 on the scalar unit: float arithmetic,
// rounded. A float has more than twice their bits, so that + - * / and sqrt
// are rounded correctly. Part of the support headers of a project written by
// cubeport.
#ifndef CUBEPORT_SCALAR_HALF_H
#define CUBEPORT_SCALAR_HALF_H

#include "cubeport_float.h"

namespace cubeport {

/// binary16: BITS 11, EXPONENT 5; bfloat16: 8 and 8.
template <int32_t PRECISION, int32_t BIAS> struct Narrow {
  uint16_t bits;
  __aicore__ static inline constexpr Narrow fromBits(uint16_t bits) {
    return Narrow{bits};
  }
};
using Half = Narrow<11, 15>;
using BFloat16 = Narrow<8, 127>;

namespace detail {

/// Rounds a double once, or a float, which is one.
template <typename N, Rounding R> struct Narrowing;

template <int32_t PRECISION, int32_t BIAS, Rounding R>
struct Narrowing<Narrow<PRECISION, BIAS>, R> {
  __aicore__ static inline Narrow<PRECISION, BIAS> from(Double x) {
    constexpr uint64_t inf = uint64_t(2 * BIAS + 1) << (PRECISION - 1);
    uint64_t sign = uint64_t(signBit(x)) << 15;
    if (isNan(x)) {
      return {0x7fff}; // what the GPU makes
    }
    if (isZero(x) || isInf(x)) {
      return {uint16_t(sign | (isInf(x) ? inf : 0))};
    }
    Unpacked u = unpack(x);
    int32_t exponent = u.exponent - 1023 + BIAS;
    if (exponent > 2 * BIAS) {
      return {uint16_t(sign | (inf - (overflow<R>(u.isNegative).bits & 1)))};
    }
    uint64_t significand = u.significand;
    if (exponent < 1) {
      significand = shiftRightSticky(significand, 1 - exponent);
      exponent = 1;
    }
    return {uint16_t(sign |
                     ((uint64_t(exponent - 1) << (PRECISION - 1)) +
                      roundOff<R>(u.isNegative, significand, 64 - PRECISION)))};
  }
};

} // namespace detail

template <int32_t P, int32_t B>
__aicore__ inline float toFloat(Narrow<P, B> x) {
  uint32_t sign = uint32_t(x.bits >> 15) << 31, size = x.bits & 0x7fff;
  if (size >= uint32_t(2 * B + 1) << (P - 1)) {
    return detail::floatOf(sign | 0x7f800000 | size << (24 - P));
  }
  if (B == 127) { // half a float
    return detail::floatOf(sign | size << 16);
  }
  if (size >> (P - 1) == 0) { // units of 2^-24
    float value = float(size) * 5.9604645e-8f;
    return detail::floatOf(sign | detail::bitsOf(value));
  }
  return detail::floatOf(sign |
                         ((size << (24 - P)) + (uint32_t(127 - B) << 23)));
}
template <int32_t P, int32_t B>
__aicore__ inline Double toDouble(Narrow<P, B> x) {
  return toDouble(toFloat(x));
}

template <Rounding R> __aicore__ inline Half toHalfIn(Double x) {
  return detail::Narrowing<Half, R>::from(x);
}
template <Rounding R> __aicore__ inline Half toHalfIn(float x) {
  return toHalfIn<R>(toDouble(x));
}
/// Integers are exact as far as a half reaches, or beyond its range.
template <Rounding R> __aicore__ inline Half toHalfIn(int64_t x) {
  return toHalfIn<R>(toDoubleIn<Rounding::TowardZero>(x));
}
template <Rounding R> __aicore__ inline BFloat16 toBFloat16In(Double x) {
  return detail::Narrowing<BFloat16, R>::from(x);
}
template <Rounding R> __aicore__ inline BFloat16 toBFloat16In(float x) {
  return toBFloat16In<R>(toDouble(x));
}
__aicore__ inline Half toHalf(Double x) {
  return toHalfIn<Rounding::Nearest>(x);
}
__aicore__ inline Half toHalf(float x) {
  return toHalfIn<Rounding::Nearest>(x);
}
__aicore__ inline BFloat16 toBFloat16(Double x) {
  return toBFloat16In<Rounding::Nearest>(x);
}
__aicore__ inline BFloat16 toBFloat16(float x) {
  return toBFloat16In<Rounding::Nearest>(x);
}

namespace detail {

template <int32_t P, int32_t B>
__aicore__ inline Narrow<P, B> narrow(Double x) {
  return Narrowing<Narrow<P, B>, Rounding::Nearest>::from(x);
}
template <int32_t P, int32_t B> __aicore__ inline Narrow<P, B> narrow(float x) {
  return narrow<P, B>(toDouble(x));
}

} // namespace detail

template <int32_t P, int32_t B>
__aicore__ inline Narrow<P, B> operator-(Narrow<P, B> x) {
  return {uint16_t(x.bits ^ 0x8000)};
}
template <int32_t P, int32_t B>
__aicore__ inline Narrow<P, B> operator+(Narrow<P, B> a, Narrow<P, B> b) {
  return detail::narrow<P, B>(toFloat(a) + toFloat(b));
}
template <int32_t P, int32_t B>
__aicore__ inline Narrow<P, B> operator-(Narrow<P, B> a, Narrow<P, B> b) {
  return detail::narrow<P, B>(toFloat(a) - toFloat(b));
}
template <int32_t P, int32_t B>
__aicore__ inline Narrow<P, B> operator*(Narrow<P, B> a, Narrow<P, B> b) {
  return detail::narrow<P, B>(toFloat(a) * toFloat(b));
}
template <int32_t P, int32_t B>
__aicore__ inline Narrow<P, B> operator/(Narrow<P, B> a, Narrow<P, B> b) {
  return detail::narrow<P, B>(toFloat(a) / toFloat(b));
}
template <int32_t P, int32_t B>
__aicore__ inline Narrow<P, B> &operator+=(Narrow<P, B> &a, Narrow<P, B> b) {
  return a = a + b;
}
template <int32_t P, int32_t B>
__aicore__ inline Narrow<P, B> &operator*=(Narrow<P, B> &a, Narrow<P, B> b) {
  return a = a * b;
}
template <int32_t P, int32_t B>
__aicore__ inline Narrow<P, B> sqrt(Narrow<P, B> x) {
  return detail::narrow<P, B>(sqrt(toDouble(x)));
}
/// The product is exact in a double, and the sum keeps what it loses.
template <int32_t P, int32_t B>
__aicore__ inline Narrow<P, B> fma(Narrow<P, B> a, Narrow<P, B> b,
                                   Narrow<P, B> c) {
  Double product = toDouble(a) * toDouble(b), z = toDouble(c);
  Double cut = addIn<Rounding::TowardZero>(product, z);
  Double away = signBit(cut) ? addIn<Rounding::Down>(product, z)
                             : addIn<Rounding::Up>(product, z);
  return detail::narrow<P, B>(isZero(cut) ? product + z
                                          : detail::markLost(cut, away));
}

template <int32_t P, int32_t B> __aicore__ inline bool isNan(Narrow<P, B> x) {
  return (x.bits & 0x7fff) > (2 * B + 1) << (P - 1);
}
template <int32_t P, int32_t B>
__aicore__ inline bool operator==(Narrow<P, B> a, Narrow<P, B> b) {
  return toFloat(a) == toFloat(b);
}
template <int32_t P, int32_t B>
__aicore__ inline bool operator!=(Narrow<P, B> a, Narrow<P, B> b) {
  return toFloat(a) != toFloat(b);
}
template <int32_t P, int32_t B>
__aicore__ inline bool operator<(Narrow<P, B> a, Narrow<P, B> b) {
  return toFloat(a) < toFloat(b);
}
template <int32_t P, int32_t B>
__aicore__ inline bool operator<=(Narrow<P, B> a, Narrow<P, B> b) {
  return toFloat(a) <= toFloat(b);
}
template <int32_t P, int32_t B>
__aicore__ inline bool operator>(Narrow<P, B> a, Narrow<P, B> b) {
  return toFloat(a) > toFloat(b);
}
template <int32_t P, int32_t B>
__aicore__ inline bool operator>=(Narrow<P, B> a, Narrow<P, B> b) {
  return toFloat(a) >= toFloat(b);
}

} // namespace cubeport

#endif
