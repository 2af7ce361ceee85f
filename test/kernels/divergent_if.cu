// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Branches that threads of one block take differently: if, else, chains,
// nesting, loads and stores inside.
#include "check.h"

__global__ void branches(const float *a, const float *b, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    float v;
    if (i % 3 == 0) {
      v = a[i] * 2.0f;
    } else if (i % 3 == 1) {
      v = b[i] - 1.0f;
      if (v > 5.0f) {
        v = a[i] + b[i];
      }
    } else {
      v = -a[i];
    }
    out[i] = v;
  }
}

__global__ void neighbours(const float *a, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) {
    return;
  }
  float v = 0.0f;
  if (i > 0) {
    v += a[i - 1];
  }
  if (i < n - 1) {
    v += a[i + 1];
  }
  if (i > 0 && a[i - 1] > 100.0f && i < n - 1) {
    out[i] = v;
  } else if (i == 0 || a[i] < 50.0f) {
    out[i] = -v;
  }
}

int main() {
  const int n = 515;
  std::vector<float> a = ramp(n, 0.5f), b = ramp(n, 0.02f), expected(n);
  for (int i = 0; i < n; ++i) {
    float v = i % 3 == 0 ? a[i] * 2.0f : i % 3 == 1 ? b[i] - 1.0f : -a[i];
    expected[i] = i % 3 == 1 && v > 5.0f ? a[i] + b[i] : v;
  }
  float *dA = toDevice(a), *dB = toDevice(b), *out = deviceArray<float>(n);
  branches<<<(n + 127) / 128, 128>>>(dA, dB, out, n);
  expectNear("branches", takeBack(out, n), expected);

  for (int i = 0; i < n; ++i) {
    float v = (i > 0 ? a[i - 1] : 0.0f) + (i < n - 1 ? a[i + 1] : 0.0f);
    expected[i] = i > 0 && a[i - 1] > 100.0f && i < n - 1 ? v
                  : i == 0 || a[i] < 50.0f                ? -v
                                                          : 7.0f;
  }
  out = deviceArray(n, 7.0f);
  neighbours<<<(n + 127) / 128, 128>>>(dA, out, n);
  expectEqual("neighbours", takeBack(out, n), expected);
  cudaFree(dA);
  cudaFree(dB);
  return finish();
}
