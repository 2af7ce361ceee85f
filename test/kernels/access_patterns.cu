// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Loads and stores with strides, offsets, reversed order, columns and
// broadcasts.
#include "check.h"

__global__ void everySecond(const float *in, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] = in[2 * i + 1] + in[0];
  }
}

__global__ void spread(const float *in, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[3 * i + 2] = in[i];
  }
}

__global__ void reversed(const float *in, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[n - 1 - i] = in[i] + in[blockIdx.x] + in[i / 4];
  }
}

__global__ void columns(const float *in, float *out, int width, int height) {
  int y = blockIdx.x * blockDim.x + threadIdx.x;
  if (y < height) {
    for (int x = 0; x < width; ++x) {
      out[y * (width + 2) + x] = in[x * height + y] + in[y * width];
    }
  }
}

__global__ void rowAndColumn(const float *row, const float *column, float *out,
                             int width, int height) {
  int x = blockIdx.x * blockDim.x + threadIdx.x;
  int y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x < width && y < height) {
    out[y * width + x] = row[x] * column[y];
  }
}

int main() {
  const int n = 217, block = 64, grid = (n + block - 1) / block;
  std::vector<float> in = ramp(2 * n, 0.5f, 2.0f), expected(n);
  float *dIn = toDevice(in), *out = deviceArray<float>(n);
  for (int i = 0; i < n; ++i) {
    expected[i] = in[2 * i + 1] + in[0];
  }
  everySecond<<<grid, block>>>(dIn, out, n);
  expectEqual("every second", takeBack(out, n), expected);

  std::vector<float> wide(3 * n, -1.0f);
  for (int i = 0; i < n; ++i) {
    wide[3 * i + 2] = in[i];
    expected[n - 1 - i] = in[i] + in[i / block] + in[i / 4];
  }
  out = deviceArray(3 * n, -1.0f);
  spread<<<grid, block>>>(dIn, out, n);
  expectEqual("spread", takeBack(out, 3 * n), wide);
  out = deviceArray<float>(n);
  reversed<<<grid, block>>>(dIn, out, n);
  expectEqual("reversed", takeBack(out, n), expected);

  const int width = 13, height = 29;
  std::vector<float> table((width + 2) * height, 9.0f), product(width * height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      table[y * (width + 2) + x] = in[x * height + y] + in[y * width];
      product[y * width + x] = in[x] * in[y + 5];
    }
  }
  out = deviceArray((width + 2) * height, 9.0f);
  columns<<<1, 32>>>(dIn, out, width, height);
  expectEqual("columns", takeBack(out, (width + 2) * height), table);
  out = deviceArray<float>(width * height);
  rowAndColumn<<<dim3(2, 5), dim3(8, 7)>>>(dIn, dIn + 5, out, width, height);
  expectEqual("product", takeBack(out, width * height), product);
  return finish();
}
