// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// The same array as input and output, and overlapping arguments of which each
// thread touches its own elements only.
#include "check.h"
#include <utility>

__global__ void triple(const float *in, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] = 3.0f * in[i];
  }
}

__global__ void swapHalves(float *low, float *high, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    float keep = low[i];
    low[i] = high[i];
    high[i] = keep;
  }
}

__global__ void readAfterWrite(int *a, int *b, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    a[i] = 2 * i;
    b[i] = b[i] + a[i]; // 4 * i where a and b are one array
    a[i] = a[i] + 1;
  }
}

__global__ void pairs(int *even, int *odd, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    even[2 * i] += 1;
    odd[2 * i] += even[2 * i];
  }
}

int main() {
  const int n = 259;
  std::vector<float> in = ramp(2 * n, 0.5f), expected(2 * n);
  float *x = toDevice(in);
  triple<<<9, 31>>>(x, x, 2 * n);
  for (int i = 0; i < 2 * n; ++i) {
    expected[i] = i < 9 * 31 ? 3.0f * in[i] : in[i];
  }
  swapHalves<<<3, 97>>>(x, x + n, n);
  for (int i = 0; i < n; ++i) {
    std::swap(expected[i], expected[n + i]);
  }
  expectEqual("floats", takeBack(x, 2 * n), expected);

  std::vector<int> whole(n);
  for (int i = 0; i < n; ++i) {
    whole[i] = 4 * i + 1;
  }
  int *a = deviceArray(n, 5);
  readAfterWrite<<<5, 64>>>(a, a, n);
  expectEqual("read after write", takeBack(a, n), whole);

  std::vector<int> start = mixed(2 * n, 50), both = start;
  for (int i = 0; i < n; ++i) {
    both[2 * i] += 1;
    both[2 * i + 1] += both[2 * i];
  }
  int *c = toDevice(start);
  pairs<<<3, 96>>>(c, c + 1, n);
  expectEqual("pairs", takeBack(c, 2 * n), both);
  return finish();
}
