// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Loops whose trip count is the same for all threads: from an argument, from
// the block index, nested, counting down.
#include "check.h"

__global__ void matrixVector(const float *a, const float *x, float *y, int rows,
                             int columns) {
  int row = blockIdx.x * blockDim.x + threadIdx.x;
  if (row < rows) {
    float sum = 0.0f;
    for (int c = 0; c < columns; ++c) {
      sum += a[row * columns + c] * x[c];
    }
    y[row] = sum;
  }
}

__global__ void transposedVector(const float *a, const float *x, float *y,
                                 int rows, int columns) {
  int column = blockIdx.x * blockDim.x + threadIdx.x;
  if (column < columns) {
    y[column] = 0.0f;
    for (int r = rows - 1; r >= 0; --r) {
      y[column] += a[r * columns + column] * x[r];
    }
  }
}

__global__ void triangle(int *out) {
  int value = threadIdx.x;
  for (unsigned int i = 0; i <= blockIdx.x; ++i) {
    for (unsigned int j = 0; j < i; ++j) {
      value += 2;
    }
    value += 1;
  }
  out[blockIdx.x * blockDim.x + threadIdx.x] = value;
}

int main() {
  const int rows = 83, columns = 41;
  std::vector<float> a = ramp(rows * columns, 0.01f, -3.0f);
  std::vector<float> x = ramp(columns, 0.1f), z = ramp(rows, 0.05f, 1.0f);
  std::vector<float> y(rows), yt(columns);
  for (int r = 0; r < rows; ++r) {
    for (int c = 0; c < columns; ++c) {
      y[r] += a[r * columns + c] * x[c];
    }
  }
  for (int c = 0; c < columns; ++c) {
    for (int r = rows - 1; r >= 0; --r) {
      yt[c] += a[r * columns + c] * z[r];
    }
  }
  float *dA = toDevice(a), *dX = toDevice(x), *dZ = toDevice(z);
  float *dY = deviceArray<float>(rows);
  matrixVector<<<(rows + 31) / 32, 32>>>(dA, dX, dY, rows, columns);
  expectNear("A x", takeBack(dY, rows), y, 1e-4, 1e-3);
  dY = deviceArray<float>(columns);
  transposedVector<<<3, 16>>>(dA, dZ, dY, rows, columns);
  expectNear("A' z", takeBack(dY, columns), yt, 1e-4, 1e-3);

  std::vector<int> expected(6 * 33);
  for (int i = 0; i < 6 * 33; ++i) {
    int b = i / 33;
    expected[i] = i % 33 + (b + 1) + b * (b + 1);
  }
  int *out = deviceArray<int>(6 * 33);
  triangle<<<6, 33>>>(out);
  expectEqual("triangle", takeBack(out, 6 * 33), expected);
  return finish();
}
