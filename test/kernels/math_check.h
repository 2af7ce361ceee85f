// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Compares functions of one float, which a kernel applies to row after row of
// one array, with the same functions in double precision on the host.
#ifndef CUBEPORT_TEST_KERNELS_MATH_CHECK_H
#define CUBEPORT_TEST_KERNELS_MATH_CHECK_H

#include "check.h"

/// A function, where it is compared, and how exactly.
struct MathCase {
  const char *name;
  double (*expected)(double x);
  float low, high;
  double relative, absolute;
};

/// Points per function.
const int pointCount = 501;

/// The arguments: a row of points for each case.
inline std::vector<float> mathPoints(const std::vector<MathCase> &cases) {
  std::vector<float> points;
  for (const MathCase &row : cases) {
    float step = (row.high - row.low) / (pointCount - 1);
    std::vector<float> values = ramp(pointCount, step, row.low);
    points.insert(points.end(), values.begin(), values.end());
  }
  return points;
}

/// Compares the results, row by row.
inline void checkMath(const std::vector<MathCase> &cases,
                      const std::vector<float> &points,
                      const std::vector<float> &results) {
  for (size_t row = 0; row < cases.size(); ++row) {
    std::vector<float> got(pointCount), expected(pointCount);
    for (int i = 0; i < pointCount; ++i) {
      got[i] = results[row * pointCount + i];
      expected[i] = (float)cases[row].expected(points[row * pointCount + i]);
    }
    expectNear(cases[row].name, got, expected, cases[row].relative,
               cases[row].absolute);
  }
}

#endif
