// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Rounding, remainders and signs in f32.
#include "math_check.h"

FUNCTION(RoundDown, floorf(x), std::floor(x))
FUNCTION(RoundUp, ceilf(x), std::ceil(x))
FUNCTION(Chop, truncf(x), std::trunc(x))
FUNCTION(NearestEven, rintf(x), std::nearbyint(x))
FUNCTION(NearestAway, roundf(x), std::round(x))
FUNCTION(Remainder, fmodf(x, 3.0f), std::fmod(x, 3.0))
FUNCTION(Sign, copysignf(2.5f, x), std::copysign(2.5, x))
FUNCTION(PositivePart, fdimf(x, 1.0f), std::fdim(x, 1.0))
FUNCTION(Magnitude, fabsf(x) + abs(-x), 2.0 * std::fabs(x))

int main() {
  check<RoundDown>("RoundDown", -9.0f, 9.0f, 0, 0);
  check<RoundUp>("RoundUp", -9.0f, 9.0f, 0, 0);
  check<Chop>("Chop", -9.0f, 9.0f, 0, 0);
  check<NearestEven>("NearestEven", -9.0f, 9.0f, 0, 0);
  check<NearestAway>("NearestAway", -9.0f, 9.0f, 0, 0);
  check<Remainder>("Remainder", -20.0f, 20.0f, 1e-5, 2e-6);
  check<Sign>("Sign", -1.0f, 1.1f, 0, 0);
  check<PositivePart>("PositivePart", -3.0f, 3.0f, 1e-6, 1e-6);
  check<Magnitude>("Magnitude", -3.0f, 3.0f, 0, 0);
  return finish();
}
