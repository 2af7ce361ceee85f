// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Arrays of a thread: constant indices, a loop's index, an index that differs
// between threads.
#include "check.h"
#include <utility>

__global__ void polynomial(const float *x, float *out, int n) {
  float powers[4];
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    powers[0] = 1.0f;
    for (int k = 1; k < 4; ++k) {
      powers[k] = powers[k - 1] * x[i];
    }
    out[i] = powers[0] + 2.0f * powers[1] - powers[2] + 0.5f * powers[3];
  }
}

__global__ void tally(const int *in, int *out, int n, int length) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    int counts[5];
    for (int k = 0; k < 5; ++k) {
      counts[k] = 0;
    }
    for (int k = 0; k < length; ++k) {
      counts[in[i * length + k] % 5] += 1;
    }
    for (int k = 0; k < 5; ++k) {
      out[i * 5 + k] = counts[k];
    }
  }
}

__global__ void sortThree(const int *in, int *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) {
    return;
  }
  int v[6];
  for (int k = 0; k < 6; ++k) {
    v[k] = in[6 * i + k];
  }
  for (int k = 1; k < 6; ++k) {
    int key = v[k], p = k - 1;
    while (p >= 0 && v[p] > key) {
      v[p + 1] = v[p];
      --p;
    }
    v[p + 1] = key;
  }
  for (int k = 0; k < 6; ++k) {
    out[6 * i + k] = v[k];
  }
}

int main() {
  const int n = 70, length = 12;
  std::vector<float> x = ramp(n, 0.0625f, -2.0f), expected(n);
  for (int i = 0; i < n; ++i) {
    expected[i] = 1.0f + 2.0f * x[i] - x[i] * x[i] + 0.5f * x[i] * x[i] * x[i];
  }
  float *dX = toDevice(x), *out = deviceArray<float>(n);
  polynomial<<<2, 64>>>(dX, out, n);
  expectNear("polynomial", takeBack(out, n), expected, 1e-5, 1e-5);

  std::vector<int> in = mixed(n * length, 100), counts(n * 5);
  for (int i = 0; i < n * length; ++i) {
    ++counts[i / length * 5 + in[i] % 5];
  }
  int *dIn = toDevice(in), *dCounts = deviceArray<int>(n * 5);
  tally<<<3, 33>>>(dIn, dCounts, n, length);
  expectEqual("tally", takeBack(dCounts, n * 5), counts);

  std::vector<int> sorted(in.begin(), in.begin() + 6 * n);
  for (int i = 0; i < n; ++i) {
    for (int a = 0; a < 6; ++a) {
      for (int b = 0; b < 5; ++b) {
        if (sorted[6 * i + b] > sorted[6 * i + b + 1]) {
          std::swap(sorted[6 * i + b], sorted[6 * i + b + 1]);
        }
      }
    }
  }
  dCounts = deviceArray<int>(6 * n);
  sortThree<<<3, 32>>>(dIn, dCounts, n);
  expectEqual("sort", takeBack(dCounts, 6 * n), sorted);
  return finish();
}
