// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Sparse matrix times vector in CSR form: divergent loops over gathers.
#include "check.h"

__global__ void multiply(const int *first, const int *columns,
                         const float *values, const float *x, float *y,
                         int rows) {
  int row = blockIdx.x * blockDim.x + threadIdx.x;
  if (row < rows) {
    float sum = 0.0f;
    int end = first[row + 1];
    for (int k = first[row]; k < end; ++k) {
      sum += values[k] * x[columns[k]];
    }
    y[row] = sum;
  }
}

int main() {
  const int rows = 149;
  std::vector<int> first(rows + 1), lengths = mixed(rows, 8);
  for (int r = 0; r < rows; ++r) {
    first[r + 1] = first[r] + lengths[r];
  }
  std::vector<int> columns = mixed(first[rows], rows);
  std::vector<float> values = ramp(first[rows], 0.01f, -1.0f);
  std::vector<float> x = ramp(rows, 0.1f), y(rows);
  for (int r = 0; r < rows; ++r) {
    for (int k = first[r]; k < first[r + 1]; ++k) {
      y[r] += values[k] * x[columns[k]];
    }
  }
  float *dY = deviceArray<float>(rows);
  multiply<<<(rows + 63) / 64, 64>>>(toDevice(first), toDevice(columns),
                                     toDevice(values), toDevice(x), dY, rows);
  expectNear("y", takeBack(dY, rows), y, 1e-5, 1e-4);
  return finish();
}
