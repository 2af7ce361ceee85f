// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Pointers that move: through a row, to the end, two rows at a time, chosen
// between arrays.
#include "check.h"

__global__ void rowSums(const float *matrix, float *sums, int rows,
                        int columns) {
  int row = blockIdx.x * blockDim.x + threadIdx.x;
  if (row < rows) {
    const float *p = matrix + row * columns;
    const float *end = p + columns;
    float sum = 0.0f;
    while (p < end) {
      sum += *p++;
    }
    sums[row] = sum;
  }
}

__global__ void choose(const float *a, const float *b, float *out, int n,
                       int useA) {
  const float *from = useA ? a : b;
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] = from[i];
  }
}

__global__ void blockRows(float *out, const float *in, int width) {
  out += blockIdx.x * width;
  in += blockIdx.x * width + 1;
  for (int c = threadIdx.x; c < width; c += blockDim.x) {
    out[c] = in[c] - in[c - 1];
  }
}

int main() {
  const int rows = 61, columns = 17, n = rows * columns;
  std::vector<float> in = ramp(n + 1, 0.25f, -3.0f), sums(rows), steps(n);
  for (int i = 0; i < n; ++i) {
    sums[i / columns] += in[i];
    steps[i] = in[i + 1] - in[i];
  }
  float *dIn = toDevice(in), *out = deviceArray<float>(rows);
  rowSums<<<2, 32>>>(dIn, out, rows, columns);
  expectNear("row sums", takeBack(out, rows), sums, 1e-5, 1e-3);
  out = deviceArray<float>(n);
  blockRows<<<rows, 8>>>(out, dIn, columns);
  expectEqual("steps", takeBack(out, n), steps);
  for (int useA = 0; useA < 2; ++useA) {
    std::vector<float> expected(50);
    for (int i = 0; i < 50; ++i) {
      expected[i] = in[useA ? i : 100 + i];
    }
    out = deviceArray<float>(50);
    choose<<<2, 32>>>(dIn, dIn + 100, out, 50, useA);
    expectEqual("choose", takeBack(out, 50), expected);
  }
  return finish();
}
