// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Roots, powers and the error function in f32.
#include "math_check.h"

__global__ void compute(const float *in, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] = sqrtf(in[i]);
    out[n + i] = rsqrtf(in[n + i]);
    out[2 * n + i] = cbrtf(in[2 * n + i]);
    out[3 * n + i] = powf(in[3 * n + i], 2.5f);
    out[4 * n + i] = powf(2.0f, in[4 * n + i]);
    out[5 * n + i] = powf(in[5 * n + i], 2.0f);
    out[6 * n + i] = hypotf(in[6 * n + i], 3.0f);
    out[7 * n + i] = 1.0f / in[7 * n + i];
    out[8 * n + i] = erff(in[8 * n + i]);
    float x9 = in[9 * n + i];
    out[9 * n + i] = fmaf(x9, 1.5f, -x9);
  }
}

int main() {
  std::vector<MathCase> cases = {
      {"sqrtf", [](double x) -> double { return std::sqrt(x); }, 0.0f, 1000.0f,
       1e-6, 1e-12},
      {"rsqrtf", [](double x) -> double { return 1.0 / std::sqrt(x); }, 0.01f,
       1000.0f, 4e-6, 1e-9},
      {"cbrtf", [](double x) -> double { return std::cbrt(x); }, -50.0f, 50.0f,
       1e-5, 1e-6},
      {"powf", [](double x) -> double { return std::pow(x, 2.5); }, 0.01f,
       20.0f, 2e-5, 1e-6},
      {"powf", [](double x) -> double { return std::pow(2.0, x); }, -10.0f,
       10.0f, 2e-5, 1e-9},
      {"powf", [](double x) -> double { return x * x; }, -9.0f, 9.0f, 2e-5,
       1e-6},
      {"hypotf", [](double x) -> double { return std::hypot(x, 3.0); }, -50.0f,
       50.0f, 1e-5, 1e-6},
      {"reciprocal", [](double x) -> double { return 1.0 / x; }, 0.25f, 100.0f,
       1e-6, 1e-9},
      {"erff", [](double x) -> double { return std::erf(x); }, -4.0f, 4.0f,
       1e-5, 5e-6},
      {"fmaf", [](double x) -> double { return 0.5 * x; }, -9.0f, 9.0f, 1e-5,
       1e-6},
  };
  std::vector<float> points = mathPoints(cases);
  float *in = toDevice(points), *out = deviceArray<float>(points.size());
  compute<<<(pointCount + 127) / 128, 128>>>(in, out, pointCount);
  checkMath(cases, points, takeBack(out, points.size()));
  cudaFree(in);
  return finish();
}
