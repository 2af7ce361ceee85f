// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Trigonometric and hyperbolic functions in f32.
#include "math_check.h"

FUNCTION(Sine, sinf(x), std::sin(x))
FUNCTION(Cosine, cosf(x), std::cos(x))
FUNCTION(Tangent, tanf(x), std::tan(x))
FUNCTION(ArcSine, asinf(x), std::asin(x))
FUNCTION(ArcCosine, acosf(x), std::acos(x))
FUNCTION(ArcTangent, atanf(x), std::atan(x))
FUNCTION(ArcTangent2, atan2f(x, 0.5f - x), std::atan2(x, 0.5 - x))
FUNCTION(SineH, sinhf(x), std::sinh(x))
FUNCTION(CosineH, coshf(x), std::cosh(x))
FUNCTION(TangentH, tanhf(x), std::tanh(x))

int main() {
  check<Sine>("Sine", -30.0f, 30.0f, 1e-5, 5e-6);
  check<Cosine>("Cosine", -30.0f, 30.0f, 1e-5, 5e-6);
  check<Tangent>("Tangent", -1.5f, 1.5f, 2e-5, 1e-5);
  check<ArcSine>("ArcSine", -1.0f, 1.0f, 2e-5, 5e-6);
  check<ArcCosine>("ArcCosine", -1.0f, 1.0f, 2e-5, 5e-6);
  check<ArcTangent>("ArcTangent", -20.0f, 20.0f, 2e-5, 5e-6);
  check<ArcTangent2>("ArcTangent2", -3.0f, 3.0f, 2e-5, 5e-6);
  check<SineH>("SineH", -5.0f, 5.0f, 2e-5, 5e-6);
  check<CosineH>("CosineH", -5.0f, 5.0f, 2e-5, 5e-6);
  check<TangentH>("TangentH", -9.0f, 9.0f, 1e-5, 5e-6);
  return finish();
}
