// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Device functions: nested calls, references, structs as results, early
// returns, __noinline__.
#include "check.h"

struct Pair {
  float low, high;
};

__device__ float square(float x) { return x * x; }

__device__ __noinline__ float polynomial(float x, float a, float b) {
  if (x < 0.0f) {
    return -1.0f;
  }
  return a * square(x) + b * x;
}

__device__ Pair sorted(float a, float b) {
  Pair pair;
  pair.low = a < b ? a : b;
  pair.high = a < b ? b : a;
  return pair;
}

__device__ void accumulate(float &sum, const float *from, int i) {
  sum += from[i];
}

__global__ void useAll(const float *a, const float *b, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    Pair pair = sorted(a[i], b[i]);
    float sum = polynomial(pair.low, 2.0f, 1.0f) - square(pair.high);
    accumulate(sum, a, i);
    accumulate(sum, b, n - 1 - i);
    out[i] = sum;
  }
}

int main() {
  const int n = 333;
  std::vector<float> a = ramp(n, 0.125f, -4.0f), b = ramp(n, -0.25f, 30.0f);
  std::vector<float> expected(n);
  for (int i = 0; i < n; ++i) {
    float low = std::fmin(a[i], b[i]), high = std::fmax(a[i], b[i]);
    float p = low < 0.0f ? -1.0f : 2.0f * low * low + low;
    expected[i] = p - high * high + a[i] + b[n - 1 - i];
  }
  float *dA = toDevice(a), *dB = toDevice(b), *out = deviceArray<float>(n);
  useAll<<<(n + 63) / 64, 64>>>(dA, dB, out, n);
  expectNear("device functions", takeBack(out, n), expected, 1e-5, 1e-3);
  return finish();
}
