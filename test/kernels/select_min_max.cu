// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Selections, minimum, maximum and absolute value of floats and integers.
#include "check.h"
#include <algorithm>

__global__ void floats(const float *a, const float *b, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[6 * i] = fminf(a[i], b[i]);
    out[6 * i + 1] = fmaxf(a[i], b[i]);
    out[6 * i + 2] = fabsf(a[i]);
    out[6 * i + 3] = a[i] > b[i] ? a[i] - b[i] : b[i];
    out[6 * i + 4] = a[i] == b[i] ? 1.0f : 0.0f;
    out[6 * i + 5] = max(min(a[i], 2.0f), -2.0f);
  }
}

__global__ void integers(const int *a, const int *b, int *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[6 * i] = min(a[i], b[i]);
    out[6 * i + 1] = max(a[i], b[i]);
    out[6 * i + 2] = abs(a[i]);
    out[6 * i + 3] = (int)max((unsigned int)a[i], (unsigned int)b[i]);
    out[6 * i + 4] = a[i] >= b[i] ? 3 : a[i];
    out[6 * i + 5] = (a[i] != b[i]) + 2 * (a[i] < b[i]);
  }
}

int main() {
  const int n = 77;
  std::vector<int> a = mixed(n, 21), b(n), whole(6 * n);
  std::vector<float> fa(n), fb(n), expected(6 * n);
  for (int i = 0; i < n; ++i) {
    a[i] -= 10;
    b[i] = (i * 5) % 21 - 10;
    fa[i] = 0.5f * a[i];
    fb[i] = 0.5f * b[i];
    float x = fa[i], y = fb[i];
    float f[] = {std::fmin(x, y),      std::fmax(x, y),
                 std::fabs(x),         x > y ? x - y : y,
                 x == y ? 1.0f : 0.0f, std::fmax(std::fmin(x, 2.0f), -2.0f)};
    unsigned int ua = a[i], ub = b[i];
    int w[] = {std::min(a[i], b[i]),    std::max(a[i], b[i]),
               std::abs(a[i]),          (int)std::max(ua, ub),
               a[i] >= b[i] ? 3 : a[i], (a[i] != b[i]) + 2 * (a[i] < b[i])};
    for (int k = 0; k < 6; ++k) {
      expected[6 * i + k] = f[k];
      whole[6 * i + k] = w[k];
    }
  }
  float *dA = toDevice(fa), *dB = toDevice(fb);
  float *out = deviceArray<float>(6 * n);
  floats<<<2, 64>>>(dA, dB, out, n);
  expectEqual("floats", takeBack(out, 6 * n), expected);
  int *iA = toDevice(a), *iB = toDevice(b), *iOut = deviceArray<int>(6 * n);
  integers<<<2, 64>>>(iA, iB, iOut, n);
  expectEqual("integers", takeBack(iOut, 6 * n), whole);
  return finish();
}
