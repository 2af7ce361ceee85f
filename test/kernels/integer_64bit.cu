// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// 64-bit integers as values and as indices.
#include "check.h"

__global__ void values(const long long *a, long long *out, long long n) {
  long long i = (long long)blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    long long x = a[i];
    out[5 * i] = x * 3000000019LL + i;
    out[5 * i + 1] = x / 1000;
    out[5 * i + 2] = x >> 17;
    out[5 * i + 3] = x > 0 ? x : -x;
    out[5 * i + 4] = (long long)((unsigned long long)x % 1000003ull);
  }
}

__global__ void indices(const float *in, float *out, size_t rows,
                        size_t columns, size_t pitch) {
  size_t column = blockIdx.x * blockDim.x + threadIdx.x;
  size_t row = blockIdx.y * blockDim.y + threadIdx.y;
  if (row < rows && column < columns) {
    out[row * columns + column] = in[row * pitch + column];
  }
}

int main() {
  const int n = 83;
  std::vector<long long> a(n), expected(5 * n);
  for (int i = 0; i < n; ++i) {
    a[i] = (i - 40) * 123456789012LL;
    long long x = a[i];
    expected[5 * i] = x * 3000000019LL + i;
    expected[5 * i + 1] = x / 1000;
    expected[5 * i + 2] = x >> 17;
    expected[5 * i + 3] = std::llabs(x);
    expected[5 * i + 4] = (long long)((unsigned long long)x % 1000003ull);
  }
  long long *dA = toDevice(a), *out = deviceArray<long long>(5 * n);
  values<<<3, 32>>>(dA, out, n);
  expectEqual("values", takeBack(out, 5 * n), expected);

  const size_t rows = 19, columns = 37, pitch = 41;
  std::vector<float> in = ramp(rows * pitch), packed(rows * columns);
  for (size_t i = 0; i < rows * columns; ++i) {
    packed[i] = in[i / columns * pitch + i % columns];
  }
  float *dIn = toDevice(in), *dOut = deviceArray<float>(rows * columns);
  indices<<<dim3(3, 5), dim3(16, 4)>>>(dIn, dOut, rows, columns, pitch);
  expectEqual("indices", takeBack(dOut, rows * columns), packed);
  return finish();
}
