// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Complex numbers as pairs of floats or doubles.
#ifndef CUBEPORT_CUDA_CUCOMPLEX_H
#define CUBEPORT_CUDA_CUCOMPLEX_H

#include "cuda_runtime.h"
#include <math.h>

typedef float2 cuFloatComplex;
typedef double2 cuDoubleComplex;
typedef cuFloatComplex cuComplex;

#define CUBEPORT_COMPLEX(Complex, Real, make, suffix, root)                    \
  __host__ __device__ static __inline__ Real cuCreal##suffix(Complex z) {      \
    return z.x;                                                                \
  }                                                                            \
  __host__ __device__ static __inline__ Real cuCimag##suffix(Complex z) {      \
    return z.y;                                                                \
  }                                                                            \
  __host__ __device__ static __inline__ Complex cuConj##suffix(Complex z) {    \
    return make(z.x, -z.y);                                                    \
  }                                                                            \
  __host__ __device__ static __inline__ Complex cuCadd##suffix(Complex a,      \
                                                               Complex b) {    \
    return make(a.x + b.x, a.y + b.y);                                         \
  }                                                                            \
  __host__ __device__ static __inline__ Complex cuCsub##suffix(Complex a,      \
                                                               Complex b) {    \
    return make(a.x - b.x, a.y - b.y);                                         \
  }                                                                            \
  __host__ __device__ static __inline__ Complex cuCmul##suffix(Complex a,      \
                                                               Complex b) {    \
    return make(a.x * b.x - a.y * b.y, a.x * b.y + a.y * b.x);                 \
  }                                                                            \
  /* Scaled, so that no square of the divisor overflows. */                    \
  __host__ __device__ static __inline__ Complex cuCdiv##suffix(Complex a,      \
                                                               Complex b) {    \
    Real scale = 1 / ((b.x < 0 ? -b.x : b.x) + (b.y < 0 ? -b.y : b.y));        \
    Real ax = a.x * scale, ay = a.y * scale;                                   \
    Real bx = b.x * scale, by = b.y * scale;                                   \
    Real inverse = 1 / (bx * bx + by * by);                                    \
    return make((ax * bx + ay * by) * inverse, (ay * bx - ax * by) * inverse); \
  }                                                                            \
  __host__ __device__ static __inline__ Real cuCabs##suffix(Complex z) {       \
    Real a = z.x < 0 ? -z.x : z.x, b = z.y < 0 ? -z.y : z.y;                   \
    Real large = a > b ? a : b, small = a > b ? b : a;                         \
    Real ratio = large > 0 ? small / large : 0;                                \
    return large * root(1 + ratio * ratio);                                    \
  }                                                                            \
  __host__ __device__ static __inline__ Complex cuCfma##suffix(                \
      Complex a, Complex b, Complex c) {                                       \
    return make(a.x * b.x - a.y * b.y + c.x, a.x * b.y + a.y * b.x + c.y);     \
  }

__host__ __device__ static __inline__ cuFloatComplex
make_cuFloatComplex(float x, float y) {
  return make_float2(x, y);
}
__host__ __device__ static __inline__ cuDoubleComplex
make_cuDoubleComplex(double x, double y) {
  return make_double2(x, y);
}
__host__ __device__ static __inline__ cuComplex make_cuComplex(float x,
                                                               float y) {
  return make_float2(x, y);
}
CUBEPORT_COMPLEX(cuFloatComplex, float, make_float2, f, sqrtf)
CUBEPORT_COMPLEX(cuDoubleComplex, double, make_double2, , sqrt)
#undef CUBEPORT_COMPLEX

__host__ __device__ static __inline__ cuDoubleComplex
cuComplexFloatToDouble(cuFloatComplex z) {
  return make_double2(z.x, z.y);
}
__host__ __device__ static __inline__ cuFloatComplex
cuComplexDoubleToFloat(cuDoubleComplex z) {
  return make_float2((float)z.x, (float)z.y);
}

#endif
