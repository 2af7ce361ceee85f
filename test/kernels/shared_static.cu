// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Static shared memory: threads of a block exchange values, one- and
// two-dimensional arrays, two arrays of different types.
#include "check.h"

__global__ void reverseBlock(const int *in, int *out) {
  __shared__ int values[96];
  int t = threadIdx.x;
  values[t] = in[blockIdx.x * blockDim.x + t];
  __syncthreads();
  out[blockIdx.x * blockDim.x + t] = values[blockDim.x - 1 - t];
}

__global__ void window(const float *in, float *out, int n) {
  __shared__ float values[66];
  int i = blockIdx.x * 64 + threadIdx.x;
  values[threadIdx.x + 1] = i < n ? in[i] : 0.0f;
  if (threadIdx.x == 0) {
    values[0] = i > 0 ? in[i - 1] : 0.0f;
  }
  if (threadIdx.x == 63) {
    values[65] = i + 1 < n ? in[i + 1] : 0.0f;
  }
  __syncthreads();
  if (i < n) {
    out[i] = values[threadIdx.x] + 2.0f * values[threadIdx.x + 1] +
             values[threadIdx.x + 2];
  }
}

__global__ void twoArrays(float *out) {
  __shared__ float cells[5][7];
  __shared__ int marks[7];
  cells[threadIdx.y][threadIdx.x] = 10.0f * threadIdx.y + threadIdx.x;
  if (threadIdx.y == 0) {
    marks[threadIdx.x] = 6 - threadIdx.x;
  }
  __syncthreads();
  out[blockIdx.x * 35 + threadIdx.y * 7 + threadIdx.x] =
      cells[4 - threadIdx.y][marks[threadIdx.x]];
}

int main() {
  std::vector<int> in = mixed(96 * 5, 999), expected(96 * 5);
  for (int i = 0; i < 96 * 5; ++i) {
    expected[i] = in[i / 96 * 96 + 95 - i % 96];
  }
  int *dIn = toDevice(in), *dOut = deviceArray<int>(96 * 5);
  reverseBlock<<<5, 96>>>(dIn, dOut);
  expectEqual("reverse", takeBack(dOut, 96 * 5), expected);

  const int n = 301;
  std::vector<float> x = ramp(n, 0.5f, 3.0f), y(n);
  for (int i = 0; i < n; ++i) {
    y[i] =
        (i > 0 ? x[i - 1] : 0.0f) + 2.0f * x[i] + (i + 1 < n ? x[i + 1] : 0.0f);
  }
  float *dX = toDevice(x), *dY = deviceArray<float>(n);
  window<<<(n + 63) / 64, 64>>>(dX, dY, n);
  expectEqual("window", takeBack(dY, n), y);

  y.resize(105);
  for (int i = 0; i < 105; ++i) {
    y[i] = 10.0f * (4 - i % 35 / 7) + (6 - i % 7);
  }
  dY = deviceArray<float>(105);
  twoArrays<<<3, dim3(7, 5)>>>(dY);
  expectEqual("two arrays", takeBack(dY, 105), y);
  return finish();
}
