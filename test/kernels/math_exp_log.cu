// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Exponentials and logarithms in f32.
#include "math_check.h"

__global__ void compute(const float *in, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] = expf(in[i]);
    out[n + i] = exp2f(in[n + i]);
    out[2 * n + i] = exp10f(in[2 * n + i]);
    out[3 * n + i] = expm1f(in[3 * n + i]);
    out[4 * n + i] = logf(in[4 * n + i]);
    out[5 * n + i] = log2f(in[5 * n + i]);
    out[6 * n + i] = log10f(in[6 * n + i]);
    out[7 * n + i] = log1pf(in[7 * n + i]);
  }
}

int main() {
  std::vector<MathCase> cases = {
      {"expf", [](double x) -> double { return std::exp(x); }, -20.0f, 20.0f,
       4e-6, 1e-12},
      {"exp2f", [](double x) -> double { return std::exp2(x); }, -20.0f, 20.0f,
       4e-6, 1e-12},
      {"exp10f", [](double x) -> double { return std::pow(10.0, x); }, -8.0f,
       8.0f, 1e-5, 1e-12},
      {"expm1f", [](double x) -> double { return std::expm1(x); }, -3.0f, 3.0f,
       1e-5, 1e-6},
      {"logf", [](double x) -> double { return std::log(x); }, 0.001f, 90.0f,
       1e-5, 1e-6},
      {"log2f", [](double x) -> double { return std::log2(x); }, 0.001f, 90.0f,
       1e-5, 1e-6},
      {"log10f", [](double x) -> double { return std::log10(x); }, 0.001f,
       90.0f, 1e-5, 1e-6},
      {"log1pf", [](double x) -> double { return std::log1p(x); }, -0.5f, 9.0f,
       1e-5, 1e-6},
  };
  std::vector<float> points = mathPoints(cases);
  float *in = toDevice(points), *out = deviceArray<float>(points.size());
  compute<<<(pointCount + 127) / 128, 128>>>(in, out, pointCount);
  checkMath(cases, points, takeBack(out, points.size()));
  cudaFree(in);
  return finish();
}
