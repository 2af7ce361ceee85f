// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Matrix products: naive, tiled with the tile size as a template argument,
// and several results per thread.
#include "check.h"

__global__ void naive(const float *a, const float *b, float *c, int n) {
  int row = blockIdx.y * blockDim.y + threadIdx.y;
  int column = blockIdx.x * blockDim.x + threadIdx.x;
  if (row < n && column < n) {
    float sum = 0.0f;
    for (int k = 0; k < n; ++k) {
      sum += a[row * n + k] * b[k * n + column];
    }
    c[row * n + column] = sum;
  }
}

template <int Tile>
__global__ void tiled(const float *a, const float *b, float *c, int n) {
  __shared__ float as[Tile][Tile], bs[Tile][Tile];
  int tx = threadIdx.x, ty = threadIdx.y;
  int row = blockIdx.y * Tile + ty, column = blockIdx.x * Tile + tx;
  float sum = 0.0f;
  for (int m = 0; m < n / Tile; ++m) {
    as[ty][tx] = a[row * n + m * Tile + tx];
    bs[ty][tx] = b[(m * Tile + ty) * n + column];
    __syncthreads();
#pragma unroll
    for (int k = 0; k < Tile; ++k) {
      sum += as[ty][k] * bs[k][tx];
    }
    __syncthreads();
  }
  c[row * n + column] = sum;
}

__global__ void fourRows(const float *a, const float *b, float *c, int n) {
  int column = blockIdx.x * blockDim.x + threadIdx.x;
  int row = 4 * blockIdx.y;
  float sums[4] = {0.0f, 0.0f, 0.0f, 0.0f};
  for (int k = 0; k < n; ++k) {
    float value = b[k * n + column];
    for (int r = 0; r < 4; ++r) {
      sums[r] += a[(row + r) * n + k] * value;
    }
  }
  for (int r = 0; r < 4; ++r) {
    c[(row + r) * n + column] = sums[r];
  }
}

int main() {
  const int n = 32;
  std::vector<int> random = mixed(2 * n * n, 9);
  std::vector<float> a(random.begin(), random.begin() + n * n);
  std::vector<float> b(random.begin() + n * n, random.end()), c(n * n);
  for (int i = 0; i < n * n; ++i) {
    for (int k = 0; k < n; ++k) {
      c[i] += a[i / n * n + k] * b[k * n + i % n];
    }
  }
  float *dA = toDevice(a), *dB = toDevice(b), *out = deviceArray<float>(n * n);
  naive<<<dim3(3, 3), dim3(11, 11)>>>(dA, dB, out, n);
  expectEqual("naive", takeBack(out, n * n), c);
  out = deviceArray<float>(n * n);
  tiled<16><<<dim3(2, 2), dim3(16, 16)>>>(dA, dB, out, n);
  expectEqual("tiles of 16", takeBack(out, n * n), c);
  out = deviceArray<float>(n * n);
  tiled<8><<<dim3(4, 4), dim3(8, 8)>>>(dA, dB, out, n);
  expectEqual("tiles of 8", takeBack(out, n * n), c);
  out = deviceArray<float>(n * n);
  fourRows<<<dim3(2, n / 4), 16>>>(dA, dB, out, n);
  expectEqual("four rows", takeBack(out, n * n), c);
  return finish();
}
