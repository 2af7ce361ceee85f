// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Rounding, remainders and signs in f32.
#include "math_check.h"

__global__ void compute(const float *in, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] = floorf(in[i]);
    out[n + i] = ceilf(in[n + i]);
    out[2 * n + i] = truncf(in[2 * n + i]);
    out[3 * n + i] = rintf(in[3 * n + i]);
    out[4 * n + i] = roundf(in[4 * n + i]);
    out[5 * n + i] = fmodf(in[5 * n + i], 3.0f);
    out[6 * n + i] = copysignf(2.5f, in[6 * n + i]);
    out[7 * n + i] = fdimf(in[7 * n + i], 1.0f);
    float x8 = in[8 * n + i];
    out[8 * n + i] = fabsf(x8) + abs(-x8);
  }
}

int main() {
  std::vector<MathCase> cases = {
      {"floorf", [](double x) -> double { return std::floor(x); }, -9.0f, 9.0f,
       0, 0},
      {"ceilf", [](double x) -> double { return std::ceil(x); }, -9.0f, 9.0f, 0,
       0},
      {"truncf", [](double x) -> double { return std::trunc(x); }, -9.0f, 9.0f,
       0, 0},
      {"rintf", [](double x) -> double { return std::nearbyint(x); }, -9.0f,
       9.0f, 0, 0},
      {"roundf", [](double x) -> double { return std::round(x); }, -9.0f, 9.0f,
       0, 0},
      {"fmodf", [](double x) -> double { return std::fmod(x, 3.0); }, -20.0f,
       20.0f, 1e-5, 2e-6},
      {"copysignf", [](double x) -> double { return std::copysign(2.5, x); },
       -1.0f, 1.1f, 0, 0},
      {"fdimf", [](double x) -> double { return std::fdim(x, 1.0); }, -3.0f,
       3.0f, 1e-6, 1e-6},
      {"fabsf", [](double x) -> double { return 2.0 * std::fabs(x); }, -3.0f,
       3.0f, 0, 0},
  };
  std::vector<float> points = mathPoints(cases);
  float *in = toDevice(points), *out = deviceArray<float>(points.size());
  compute<<<(pointCount + 127) / 128, 128>>>(in, out, pointCount);
  checkMath(cases, points, takeBack(out, points.size()));
  cudaFree(in);
  return finish();
}
