// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Kernel templates over types, values and functors, launched with explicit
// and with deduced arguments.
#include "check.h"

template <typename T> __global__ void axpy(T a, const T *x, T *y, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    y[i] = a * x[i] + y[i];
  }
}

template <typename T, int Taps>
__global__ void movingSum(const T *in, T *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    T sum = 0;
    for (int k = 0; k < Taps; ++k) {
      sum += in[i + k];
    }
    out[i] = sum;
  }
}

struct Halve {
  __device__ int operator()(int v) const { return v / 2; }
};

struct Add {
  int amount;
  __device__ int operator()(int v) const { return v + amount; }
};

template <typename Function>
__global__ void transform(int *data, int n, Function function) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    data[i] = function(data[i]);
  }
}

int main() {
  const int n = 301, grid = (n + 63) / 64;
  std::vector<float> x = ramp(n + 8, 0.5f), y = ramp(n, -1.0f), expected(n);
  for (int i = 0; i < n; ++i) {
    expected[i] = 2.0f * x[i] + y[i];
  }
  float *dX = toDevice(x), *dY = toDevice(y);
  axpy<<<grid, 64>>>(2.0f, dX, dY, n);
  expectEqual("axpy of float", takeBack(dY, n), expected);

  std::vector<int> v = mixed(n + 8, 1000), w = mixed(n, 77), whole(n);
  for (int i = 0; i < n; ++i) {
    whole[i] = -3 * v[i] + w[i];
  }
  int *dV = toDevice(v), *dW = toDevice(w);
  axpy<int><<<grid, 64>>>(-3, dV, dW, n);
  expectEqual("axpy of int", takeBack(dW, n), whole);

  for (int i = 0; i < n; ++i) {
    expected[i] = x[i] + x[i + 1] + x[i + 2];
    whole[i] = v[i] + v[i + 1] + v[i + 2] + v[i + 3] + v[i + 4];
  }
  dY = deviceArray<float>(n);
  movingSum<float, 3><<<grid, 64>>>(dX, dY, n);
  expectEqual("three taps", takeBack(dY, n), expected);
  dW = deviceArray<int>(n);
  movingSum<int, 5><<<grid, 64>>>(dV, dW, n);
  expectEqual("five taps", takeBack(dW, n), whole);

  for (int i = 0; i < n; ++i) {
    whole[i] = v[i] / 2 + 41;
  }
  transform<<<grid, 64>>>(dV, n, Halve());
  transform<<<grid, 64>>>(dV, n, Add{41});
  expectEqual("functors", takeBack(dV, n), whole);
  cudaFree(dX);
  return finish();
}
