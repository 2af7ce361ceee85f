// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// The fast intrinsics, with the tolerance that CUDA states.
#include "math_check.h"

FUNCTION(FastExp, __expf(x), std::exp(x))
FUNCTION(FastLog, __logf(x), std::log(x))
FUNCTION(FastSine, __sinf(x), std::sin(x))
FUNCTION(FastCosine, __cosf(x), std::cos(x))
FUNCTION(FastPower, __powf(x, 1.5f), std::pow(x, 1.5))
FUNCTION(FastDivide, __fdividef(x, 3.0f), x / 3.0)
FUNCTION(Saturate, __saturatef(x), x < 0 ? 0 : x > 1 ? 1 : x)

int main() {
  check<FastExp>("FastExp", -5.0f, 5.0f, 1e-5, 1e-6);
  check<FastLog>("FastLog", 0.1f, 20.0f, 1e-5, 1e-5);
  check<FastSine>("FastSine", -3.0f, 3.0f, 1e-5, 1e-5);
  check<FastCosine>("FastCosine", -3.0f, 3.0f, 1e-5, 1e-5);
  check<FastPower>("FastPower", 0.1f, 9.0f, 2e-5, 1e-5);
  check<FastDivide>("FastDivide", -9.0f, 9.0f, 1e-5, 1e-6);
  check<Saturate>("Saturate", -2.0f, 2.0f, 0, 0);
  return finish();
}
