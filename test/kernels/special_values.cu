// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// NaN, infinities and signed zero in comparisons, minima and conversions.
#include "check.h"
#include <limits>

__global__ void compare(const float *a, const float *b, int *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    float x = a[i], y = b[i];
    out[i] = (x < y) + 2 * (x <= y) + 4 * (x == y) + 8 * (x != y) +
             16 * !(x > y) + 32 * (isnan(x) != 0) + 64 * (isinf(y) != 0);
  }
}

__global__ void compute(const float *a, const float *b, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    float x = a[i], y = b[i];
    out[4 * i] = fminf(x, y);
    out[4 * i + 1] = fmaxf(x, y);
    out[4 * i + 2] = x / y;
    out[4 * i + 3] = x - y;
  }
}

int main() {
  const float inf = std::numeric_limits<float>::infinity();
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const float values[] = {0.0f, -0.0f, 1.0f, -2.5f, inf, -inf, nan, 3e38f};
  std::vector<float> a, b, expected;
  std::vector<int> masks;
  for (float x : values) {
    for (float y : values) {
      a.push_back(x);
      b.push_back(y);
      masks.push_back((x < y) + 2 * (x <= y) + 4 * (x == y) + 8 * (x != y) +
                      16 * !(x > y) + 32 * std::isnan(x) + 64 * std::isinf(y));
      expected.push_back(std::fmin(x, y));
      expected.push_back(std::fmax(x, y));
      expected.push_back(x / y);
      expected.push_back(x - y);
    }
  }
  int n = (int)a.size();
  float *dA = toDevice(a), *dB = toDevice(b);
  int *dMasks = deviceArray<int>(n);
  compare<<<2, 33>>>(dA, dB, dMasks, n);
  expectEqual("masks", takeBack(dMasks, n), masks);
  float *out = deviceArray<float>(4 * n);
  compute<<<2, 33>>>(dA, dB, out, n);
  expectNear("values", takeBack(out, 4 * n), expected);
  return finish();
}
