// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Loops that threads leave at different times: while, for, do-while, with
// loads and stores in the body.
#include "check.h"

__global__ void collatz(const int *in, int *steps, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    int v = in[i], count = 0;
    while (v != 1) {
      v = v % 2 == 0 ? v / 2 : 3 * v + 1;
      ++count;
    }
    steps[i] = count;
  }
}

__global__ void rowSums(const float *values, const int *first, float *sums,
                        int rows) {
  int row = blockIdx.x * blockDim.x + threadIdx.x;
  if (row < rows) {
    float sum = 0.0f;
    for (int k = first[row]; k < first[row + 1]; ++k) {
      sum += values[k];
    }
    sums[row] = sum;
  }
}

__global__ void digits(int *data, int *counts, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) {
    return;
  }
  counts[i] = 0;
  do {
    data[i] /= 10;
    counts[i] += 1;
  } while (data[i] > 0);
}

int main() {
  const int n = 203;
  std::vector<int> in = mixed(n, 300), expected(n);
  for (int i = 0; i < n; ++i) {
    in[i] += 1;
    for (int v = in[i]; v != 1; v = v % 2 == 0 ? v / 2 : 3 * v + 1) {
      ++expected[i];
    }
  }
  int *dIn = toDevice(in), *dOut = deviceArray<int>(n);
  collatz<<<(n + 95) / 96, 96>>>(dIn, dOut, n);
  expectEqual("collatz", takeBack(dOut, n), expected);

  std::vector<int> first(n + 1);
  for (int i = 0; i < n; ++i) {
    first[i + 1] = first[i] + i * 7 % 11;
  }
  std::vector<float> values = ramp(first[n], 0.25f, 1.0f), sums(n);
  for (int i = 0; i < n; ++i) {
    for (int k = first[i]; k < first[i + 1]; ++k) {
      sums[i] += values[k];
    }
  }
  float *dValues = toDevice(values), *dSums = deviceArray<float>(n);
  int *dFirst = toDevice(first);
  rowSums<<<(n + 31) / 32, 32>>>(dValues, dFirst, dSums, n);
  expectNear("row sums", takeBack(dSums, n), sums);

  for (int i = 0; i < n; ++i) {
    in[i] *= in[i] * 20;
    expected[i] = 0;
    int v = in[i];
    do {
      v /= 10;
      ++expected[i];
    } while (v > 0);
  }
  cudaFree(dIn);
  dIn = toDevice(in);
  dOut = deviceArray<int>(n);
  digits<<<(n + 31) / 32, 32>>>(dIn, dOut, n);
  expectEqual("digits", takeBack(dOut, n), expected);
  return finish();
}
