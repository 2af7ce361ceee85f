// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Option prices: long chains of arithmetic with expf, logf, sqrtf, selects.
#include "check.h"

__host__ __device__ inline float cumulative(float d) {
  const float a1 = 0.31938153f, a2 = -0.356563782f, a3 = 1.781477937f;
  const float a4 = -1.821255978f, a5 = 1.330274429f;
  float k = 1.0f / (1.0f + 0.2316419f * fabsf(d));
  float c = 0.39894228f * expf(-0.5f * d * d) *
            (k * (a1 + k * (a2 + k * (a3 + k * (a4 + k * a5)))));
  if (d > 0) {
    c = 1.0f - c;
  }
  return c;
}

__host__ __device__ inline void price(float &call, float &put, float s, float x,
                                      float t, float r, float v) {
  float root = sqrtf(t);
  float d1 = (logf(s / x) + (r + 0.5f * v * v) * t) / (v * root);
  float d2 = d1 - v * root;
  float n1 = cumulative(d1), n2 = cumulative(d2);
  float discount = expf(-r * t);
  call = s * n1 - x * discount * n2;
  put = x * discount * (1.0f - n2) - s * (1.0f - n1);
}

__global__ void prices(const float *s, const float *x, const float *t,
                       float *call, float *put, float r, float v, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    price(call[i], put[i], s[i], x[i], t[i], r, v);
  }
}

int main() {
  const int n = 403;
  std::vector<float> s = ramp(n, 0.05f, 5.0f), x = ramp(n, 0.2f, 1.0f);
  std::vector<float> t = ramp(n, 0.02f, 0.25f), call(n), put(n);
  for (int i = 0; i < n; ++i) {
    price(call[i], put[i], s[i], x[i], t[i], 0.02f, 0.3f);
  }
  float *dCall = deviceArray<float>(n), *dPut = deviceArray<float>(n);
  prices<<<(n + 127) / 128, 128>>>(toDevice(s), toDevice(x), toDevice(t), dCall,
                                   dPut, 0.02f, 0.3f, n);
  expectNear("calls", takeBack(dCall, n), call, 1e-4, 1e-4);
  expectNear("puts", takeBack(dPut, n), put, 1e-4, 1e-4);
  return finish();
}
