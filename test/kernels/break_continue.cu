// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// break and continue in uniform and divergent loops, also nested.
#include "check.h"

__global__ void firstAbove(const float *rows, int *where, int n, int columns,
                           float limit) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    int found = -1;
    for (int c = 0; c < columns; ++c) {
      float v = rows[i * columns + c];
      if (v < 0.0f) {
        continue;
      }
      if (v > limit) {
        found = c;
        break;
      }
    }
    where[i] = found;
  }
}

__global__ void nested(int *out, int n, int stop) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) {
    return;
  }
  int sum = 0;
  for (int a = 0; a < 12; ++a) {
    if (a == stop) {
      break;
    }
    for (int b = 0; b < 20; ++b) {
      if ((i + a + b) % 4 == 0) {
        continue;
      }
      if (b > i % 13) {
        break;
      }
      sum += a * b + 1;
    }
    if (sum > 400) {
      break;
    }
  }
  out[i] = sum;
}

static int nestedOnCpu(int i, int stop) {
  int sum = 0;
  for (int a = 0; a < 12 && a != stop && sum <= 400; ++a) {
    for (int b = 0; b < 20; ++b) {
      if ((i + a + b) % 4 == 0) {
        continue;
      }
      if (b > i % 13) {
        break;
      }
      sum += a * b + 1;
    }
  }
  return sum;
}

int main() {
  const int n = 131, columns = 9;
  std::vector<int> random = mixed(n * columns, 40), expected(n, -1);
  std::vector<float> rows(n * columns);
  for (int i = 0; i < n * columns; ++i) {
    rows[i] = random[i] - 15.0f;
  }
  for (int i = 0; i < n; ++i) {
    for (int c = columns - 1; c >= 0; --c) {
      if (rows[i * columns + c] > 12.5f) {
        expected[i] = c;
      }
    }
  }
  float *dRows = toDevice(rows);
  int *out = deviceArray<int>(n);
  firstAbove<<<(n + 63) / 64, 64>>>(dRows, out, n, columns, 12.5f);
  expectEqual("first above", takeBack(out, n), expected);
  cudaFree(dRows);

  const int stops[] = {0, 5, 50};
  for (int stop : stops) {
    for (int i = 0; i < n; ++i) {
      expected[i] = nestedOnCpu(i, stop);
    }
    out = deviceArray<int>(n);
    nested<<<(n + 31) / 32, 32>>>(out, n, stop);
    expectEqual("nested", takeBack(out, n), expected);
  }
  return finish();
}
