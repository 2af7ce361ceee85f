// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions on the exponent and the bits of floats, in plain C++.
#ifndef CUBEPORT_CUDA_DEVICE_MATH_PARTS_H
#define CUBEPORT_CUDA_DEVICE_MATH_PARTS_H

template <class T> struct cubeport_float_bits;
template <> struct cubeport_float_bits<float> {
  typedef int word;
  static constexpr int mantissa = 23, bias = 127, exponents = 0xff;
};
template <> struct cubeport_float_bits<double> {
  typedef long long word;
  static constexpr int mantissa = 52, bias = 1023, exponents = 0x7ff;
};

template <class T>
CUBEPORT_DEVICE typename cubeport_float_bits<T>::word cubeport_to_bits(T x) {
  return __builtin_bit_cast(typename cubeport_float_bits<T>::word, x);
}
/// 2^n for n in the range of normal numbers.
template <class T> CUBEPORT_DEVICE T cubeport_power(int n) {
  typedef cubeport_float_bits<T> form;
  return __builtin_bit_cast(T, (typename form::word)(n + form::bias)
                                   << form::mantissa);
}

template <class T> CUBEPORT_DEVICE T cubeport_frexp(T x, int *exponent) {
  typedef cubeport_float_bits<T> form;
  typedef typename form::word word;
  int moved = 0;
  word bits = cubeport_to_bits(x);
  int biased = (int)(bits >> form::mantissa) & form::exponents;
  if (biased == form::exponents || x == 0) {
    *exponent = 0;
    return x;
  }
  if (biased == 0) {
    moved = form::mantissa + 1;
    bits = cubeport_to_bits(x * cubeport_power<T>(moved));
    biased = (int)(bits >> form::mantissa) & form::exponents;
  }
  *exponent = biased - (form::bias - 1) - moved;
  bits &= ~((word)form::exponents << form::mantissa);
  bits |= (word)(form::bias - 1) << form::mantissa;
  return __builtin_bit_cast(T, bits);
}

/// x * 2^n, rounded once: only the last factor can leave the normal range.
template <class T> CUBEPORT_DEVICE T cubeport_ldexp(T x, int n) {
  typedef cubeport_float_bits<T> form;
  const int most = form::bias, least = 1 - form::bias;
  if (n > most) {
    x *= cubeport_power<T>(most);
    n -= most;
    if (n > most) {
      x *= cubeport_power<T>(most);
      n = n - most > most ? most : n - most;
    }
  } else if (n < least) {
    // Away from the denormal range until the last step.
    const int step = least + form::mantissa + 1;
    x *= cubeport_power<T>(step);
    n -= step;
    if (n < least) {
      x *= cubeport_power<T>(step);
      n = n - step < least ? least : n - step;
    }
  }
  return x * cubeport_power<T>(n);
}

template <class T> CUBEPORT_DEVICE int cubeport_ilogb(T x) {
  if (x == 0 || x != x) {
    return -2147483647 - 1;
  }
  int exponent;
  T part = cubeport_frexp(x, &exponent);
  return part - part != 0 ? 2147483647 : exponent - 1;
}
template <class T> CUBEPORT_DEVICE T cubeport_logb(T x) {
  if (x == 0) {
    return (T)-__builtin_inff();
  }
  int exponent;
  T part = cubeport_frexp(x, &exponent);
  return part - part != 0 ? x * x : (T)(exponent - 1);
}

template <class T> CUBEPORT_DEVICE T cubeport_nextafter(T x, T y) {
  typedef typename cubeport_float_bits<T>::word word;
  if (x != x || y != y) {
    return x + y;
  }
  if (x == y) {
    return y;
  }
  if (x == 0) {
    T least = __builtin_bit_cast(T, (word)1);
    return y > 0 ? least : -least;
  }
  word bits = cubeport_to_bits(x);
  bits += (x < y) == (x > 0) ? 1 : -1;
  return __builtin_bit_cast(T, bits);
}

/// x - n * y with the integer n nearest to x / y; exact.
template <class T> CUBEPORT_DEVICE T cubeport_remquo(T x, T y, int *quotient) {
  *quotient = 0;
  if (x != x || y != y || x - x != 0 || y == 0) {
    return (x * y) / (x * y);
  }
  if (y - y != 0) {
    return x;
  }
  T a = x < 0 ? -x : x, b = y < 0 ? -y : y;
  unsigned int n = 0;
  if (a >= b) {
    int ea, eb;
    cubeport_frexp(a, &ea);
    cubeport_frexp(b, &eb);
    // Long division: each difference of numbers this close is exact.
    for (int shift = ea - eb; shift >= 0; --shift) {
      T scaled = cubeport_ldexp(b, shift);
      n <<= 1;
      if (a >= scaled) {
        a -= scaled;
        n |= 1;
      }
    }
  }
  // Half of b may not be a float; a - (b - a) compares without it.
  T rest = b - a;
  if (a > rest || (a == rest && (n & 1))) {
    a -= b;
    ++n;
  }
  *quotient = (int)(n & 0x7fffffffu);
  if ((x < 0) != (y < 0)) {
    *quotient = -*quotient;
  }
  if (a == 0) {
    return x < 0 ? (T)-0.0 : (T)0.0;
  }
  return x < 0 ? -a : a;
}

template <class T> CUBEPORT_DEVICE T cubeport_norm(int count, const T *values) {
  T largest = 0;
  bool isInfinite = false;
  for (int i = 0; i < count; ++i) {
    T v = values[i] < 0 ? -values[i] : values[i];
    largest = v > largest ? v : largest;
    isInfinite |= v == (T)__builtin_inff();
  }
  if (isInfinite) {
    return (T)__builtin_inff();
  }
  T sum = 0, scale = largest > 0 ? largest : (T)1;
  for (int i = 0; i < count; ++i) {
    T part = values[i] / scale;
    sum += part * part;
  }
  return sizeof(T) == 4 ? scale * (T)__nv_sqrtf((float)sum)
                        : scale * (T)__nv_sqrt((double)sum);
}

extern "C" {
#define CUBEPORT_MATH_PARTS(type, f, zero)                                     \
  __device__ inline type __nv_frexp##f(type x, int *e) {                       \
    return cubeport_frexp(x, e);                                               \
  }                                                                            \
  __device__ inline type __nv_ldexp##f(type x, int n) {                        \
    return cubeport_ldexp(x, n);                                               \
  }                                                                            \
  __device__ inline type __nv_scalbn##f(type x, int n) {                       \
    return cubeport_ldexp(x, n);                                               \
  }                                                                            \
  __device__ inline int __nv_ilogb##f(type x) { return cubeport_ilogb(x); }    \
  __device__ inline type __nv_logb##f(type x) { return cubeport_logb(x); }     \
  __device__ inline type __nv_nextafter##f(type x, type y) {                   \
    return cubeport_nextafter(x, y);                                           \
  }                                                                            \
  __device__ inline type __nv_remquo##f(type x, type y, int *quotient) {       \
    return cubeport_remquo(x, y, quotient);                                    \
  }                                                                            \
  __device__ inline type __nv_remainder##f(type x, type y) {                   \
    int quotient;                                                              \
    return cubeport_remquo(x, y, &quotient);                                   \
  }                                                                            \
  __device__ inline type __nv_norm3d##f(type x, type y, type z) {              \
    const type values[3] = {x, y, z};                                          \
    return cubeport_norm(3, values);                                           \
  }                                                                            \
  __device__ inline type __nv_norm4d##f(type x, type y, type z, type w) {      \
    const type values[4] = {x, y, z, w};                                       \
    return cubeport_norm(4, values);                                           \
  }                                                                            \
  __device__ inline type __nv_norm##f(int count, const type *values) {         \
    return cubeport_norm(count, values);                                       \
  }                                                                            \
  __device__ inline type __nv_rnorm3d##f(type x, type y, type z) {             \
    return 1 / __nv_norm3d##f(x, y, z);                                        \
  }                                                                            \
  __device__ inline type __nv_rnorm4d##f(type x, type y, type z, type w) {     \
    return 1 / __nv_norm4d##f(x, y, z, w);                                     \
  }                                                                            \
  __device__ inline type __nv_rnorm##f(int count, const type *values) {        \
    return 1 / cubeport_norm(count, values);                                   \
  }                                                                            \
  __device__ inline type __nv_rhypot##f(type x, type y) {                      \
    return 1 / __nv_hypot##f(x, y);                                            \
  }                                                                            \
  __device__ inline type __nv_rcbrt##f(type x) { return 1 / __nv_cbrt##f(x); }
CUBEPORT_MATH_PARTS(float, f, 0.0f)
CUBEPORT_MATH_PARTS(double, , 0.0)
#undef CUBEPORT_MATH_PARTS
__device__ inline float __nv_nanf(const signed char *) {
  return __builtin_nanf("");
}
__device__ inline double __nv_nan(const signed char *) {
  return __builtin_nan("");
}
__device__ inline double __nv_modf(double x, double *whole) {
  *whole = __nv_trunc(x);
  return __nv_isinfd(x) ? __nv_copysign(0.0, x)
                        : __nv_copysign(x - *whole, x);
}
__device__ inline void __nv_sincospi(double x, double *s, double *c) {
  *s = __nv_sinpi(x);
  *c = __nv_cospi(x);
}
}

#endif
