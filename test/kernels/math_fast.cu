// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// The fast intrinsics, with the tolerance that CUDA states.
#include "math_check.h"

__global__ void compute(const float *in, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] = __expf(in[i]);
    out[n + i] = __logf(in[n + i]);
    out[2 * n + i] = __sinf(in[2 * n + i]);
    out[3 * n + i] = __cosf(in[3 * n + i]);
    out[4 * n + i] = __powf(in[4 * n + i], 1.5f);
    out[5 * n + i] = __fdividef(in[5 * n + i], 3.0f);
    out[6 * n + i] = __saturatef(in[6 * n + i]);
  }
}

int main() {
  std::vector<MathCase> cases = {
      {"__expf", [](double x) -> double { return std::exp(x); }, -5.0f, 5.0f,
       1e-5, 1e-6},
      {"__logf", [](double x) -> double { return std::log(x); }, 0.1f, 20.0f,
       1e-5, 1e-5},
      {"__sinf", [](double x) -> double { return std::sin(x); }, -3.0f, 3.0f,
       1e-5, 1e-5},
      {"__cosf", [](double x) -> double { return std::cos(x); }, -3.0f, 3.0f,
       1e-5, 1e-5},
      {"__powf", [](double x) -> double { return std::pow(x, 1.5); }, 0.1f,
       9.0f, 2e-5, 1e-5},
      {"__fdividef", [](double x) -> double { return x / 3.0; }, -9.0f, 9.0f,
       1e-5, 1e-6},
      {"__saturatef",
       [](double x) -> double { return x < 0   ? 0
                                       : x > 1 ? 1
                                               : x; }, -2.0f,
       2.0f, 0, 0},
  };
  std::vector<float> points = mathPoints(cases);
  float *in = toDevice(points), *out = deviceArray<float>(points.size());
  compute<<<(pointCount + 127) / 128, 128>>>(in, out, pointCount);
  checkMath(cases, points, takeBack(out, points.size()));
  cudaFree(in);
  return finish();
}
