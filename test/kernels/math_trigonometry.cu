// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Trigonometric and hyperbolic functions in f32.
#include "math_check.h"

__global__ void compute(const float *in, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] = sinf(in[i]);
    out[n + i] = cosf(in[n + i]);
    out[2 * n + i] = tanf(in[2 * n + i]);
    out[3 * n + i] = asinf(in[3 * n + i]);
    out[4 * n + i] = acosf(in[4 * n + i]);
    out[5 * n + i] = atanf(in[5 * n + i]);
    float x6 = in[6 * n + i];
    out[6 * n + i] = atan2f(x6, 0.5f - x6);
    out[7 * n + i] = sinhf(in[7 * n + i]);
    out[8 * n + i] = coshf(in[8 * n + i]);
    out[9 * n + i] = tanhf(in[9 * n + i]);
  }
}

int main() {
  std::vector<MathCase> cases = {
      {"sinf", [](double x) -> double { return std::sin(x); }, -30.0f, 30.0f,
       1e-5, 5e-6},
      {"cosf", [](double x) -> double { return std::cos(x); }, -30.0f, 30.0f,
       1e-5, 5e-6},
      {"tanf", [](double x) -> double { return std::tan(x); }, -1.5f, 1.5f,
       2e-5, 1e-5},
      {"asinf", [](double x) -> double { return std::asin(x); }, -1.0f, 1.0f,
       2e-5, 5e-6},
      {"acosf", [](double x) -> double { return std::acos(x); }, -1.0f, 1.0f,
       2e-5, 5e-6},
      {"atanf", [](double x) -> double { return std::atan(x); }, -20.0f, 20.0f,
       2e-5, 5e-6},
      {"atan2f", [](double x) -> double { return std::atan2(x, 0.5 - x); },
       -3.0f, 3.0f, 2e-5, 5e-6},
      {"sinhf", [](double x) -> double { return std::sinh(x); }, -5.0f, 5.0f,
       2e-5, 5e-6},
      {"coshf", [](double x) -> double { return std::cosh(x); }, -5.0f, 5.0f,
       2e-5, 5e-6},
      {"tanhf", [](double x) -> double { return std::tanh(x); }, -9.0f, 9.0f,
       1e-5, 5e-6},
  };
  std::vector<float> points = mathPoints(cases);
  float *in = toDevice(points), *out = deviceArray<float>(points.size());
  compute<<<(pointCount + 127) / 128, 128>>>(in, out, pointCount);
  checkMath(cases, points, takeBack(out, points.size()));
  cudaFree(in);
  return finish();
}
