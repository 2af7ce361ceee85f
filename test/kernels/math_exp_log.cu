// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Exponentials and logarithms in f32.
#include "math_check.h"

FUNCTION(Exp, expf(x), std::exp(x))
FUNCTION(Exp2, exp2f(x), std::exp2(x))
FUNCTION(Exp10, exp10f(x), std::pow(10.0, x))
FUNCTION(ExpMinusOne, expm1f(x), std::expm1(x))
FUNCTION(Log, logf(x), std::log(x))
FUNCTION(Log2, log2f(x), std::log2(x))
FUNCTION(Log10, log10f(x), std::log10(x))
FUNCTION(LogPlusOne, log1pf(x), std::log1p(x))

int main() {
  check<Exp>("Exp", -20.0f, 20.0f, 4e-6, 1e-12);
  check<Exp2>("Exp2", -20.0f, 20.0f, 4e-6, 1e-12);
  check<Exp10>("Exp10", -8.0f, 8.0f, 1e-5, 1e-12);
  check<ExpMinusOne>("ExpMinusOne", -3.0f, 3.0f, 1e-5, 1e-6);
  check<Log>("Log", 0.001f, 90.0f, 1e-5, 1e-6);
  check<Log2>("Log2", 0.001f, 90.0f, 1e-5, 1e-6);
  check<Log10>("Log10", 0.001f, 90.0f, 1e-5, 1e-6);
  check<LogPlusOne>("LogPlusOne", -0.5f, 9.0f, 1e-5, 1e-6);
  return finish();
}
