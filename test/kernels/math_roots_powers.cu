// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Roots, powers and the error function in f32.
#include "math_check.h"

FUNCTION(SquareRoot, sqrtf(x), std::sqrt(x))
FUNCTION(ReciprocalRoot, rsqrtf(x), 1.0 / std::sqrt(x))
FUNCTION(CubeRoot, cbrtf(x), std::cbrt(x))
FUNCTION(Power, powf(x, 2.5f), std::pow(x, 2.5))
FUNCTION(PowerOfTwo, powf(2.0f, x), std::pow(2.0, x))
FUNCTION(Squared, powf(x, 2.0f), x * x)
FUNCTION(Hypotenuse, hypotf(x, 3.0f), std::hypot(x, 3.0))
FUNCTION(Reciprocal, 1.0f / x, 1.0 / x)
FUNCTION(ErrorFunction, erff(x), std::erf(x))
FUNCTION(MultiplyAdd, fmaf(x, 1.5f, -x), 0.5 * x)

int main() {
  check<SquareRoot>("SquareRoot", 0.0f, 1000.0f, 1e-6, 1e-12);
  check<ReciprocalRoot>("ReciprocalRoot", 0.01f, 1000.0f, 4e-6, 1e-9);
  check<CubeRoot>("CubeRoot", -50.0f, 50.0f, 1e-5, 1e-6);
  check<Power>("Power", 0.01f, 20.0f, 2e-5, 1e-6);
  check<PowerOfTwo>("PowerOfTwo", -10.0f, 10.0f, 2e-5, 1e-9);
  check<Squared>("Squared", -9.0f, 9.0f, 2e-5, 1e-6);
  check<Hypotenuse>("Hypotenuse", -50.0f, 50.0f, 1e-5, 1e-6);
  check<Reciprocal>("Reciprocal", 0.25f, 100.0f, 1e-6, 1e-9);
  check<ErrorFunction>("ErrorFunction", -4.0f, 4.0f, 1e-5, 5e-6);
  check<MultiplyAdd>("MultiplyAdd", -9.0f, 9.0f, 1e-5, 1e-6);
  return finish();
}
