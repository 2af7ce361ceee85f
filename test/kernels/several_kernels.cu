// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Several kernels in one file: a chain over one array, one kernel with two
// block sizes, and one that is never launched.
#include "check.h"

__global__ void fill(float *x, int n, float value) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    x[i] = value + i;
  }
}

__global__ void square(float *x, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    x[i] *= x[i];
  }
}

__global__ void neverLaunched(float *x) { x[threadIdx.x] = -1.0f; }

__global__ void differences(const float *in, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i + 1 < n) {
    out[i] = in[i + 1] - in[i];
  }
}

int main() {
  const int n = 450;
  float *x = deviceArray<float>(n), *y = deviceArray<float>(n);
  fill<<<(n + 127) / 128, 128>>>(x, n, 0.5f);
  square<<<(n + 127) / 128, 128>>>(x, n);
  differences<<<(n + 63) / 64, 64>>>(x, y, n);
  square<<<1, 32>>>(y, 7);
  std::vector<float> squares(n), steps(n);
  for (int i = 0; i < n; ++i) {
    squares[i] = (i + 0.5f) * (i + 0.5f);
  }
  for (int i = 0; i + 1 < n; ++i) {
    steps[i] = squares[i + 1] - squares[i];
    steps[i] *= i < 7 ? steps[i] : 1.0f;
  }
  expectEqual("squares", takeBack(x, n), squares);
  expectEqual("steps", takeBack(y, n), steps);
  return finish();
}
