// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Variables that both sides name: managed ones, and device variables that are
// members of a class or templates.
#include "check.h"

__managed__ int counter = 5;
__managed__ float table[4];

struct Filter {
  static __constant__ float weights[3];
  static __device__ int offset;
};
__constant__ float Filter::weights[3];
__device__ int Filter::offset = 4;

template <class T> __constant__ T mask[4];

__global__ void count(int n) {
  if (threadIdx.x == 0) {
    counter += n;
  }
  if (threadIdx.x < 4) {
    table[threadIdx.x] *= 2;
  }
}

template <class T> __global__ void apply(T *x) {
  int i = threadIdx.x;
  x[i] = mask<T>[i % 4] * T(Filter::weights[i % 3]) + T(Filter::offset);
}

template <class T> void testMask(const char *what, const T (&values)[4]) {
  require(cudaMemcpyToSymbol(mask<T>, values, sizeof(values)), what);
  T *x = deviceArray<T>(32);
  apply<<<1, 32>>>(x);
  std::vector<T> expected(32);
  const float weights[] = {1, 10, 100};
  for (int i = 0; i < 32; ++i) {
    expected[i] = values[i % 4] * T(weights[i % 3]) + 4;
  }
  expectEqual(what, takeBack(x, 32), expected);
}

int main() {
  for (int i = 0; i < 4; ++i) {
    table[i] = i + 0.5f;
  }
  counter += 1;
  count<<<1, 32>>>(3);
  require(cudaDeviceSynchronize(), "synchronize");
  expectEqual("counter", std::vector<int>{counter}, {9});
  expectEqual("table", std::vector<float>(table, table + 4), {1, 3, 5, 7});
  const float weights[] = {1, 10, 100};
  require(cudaMemcpyToSymbol(Filter::weights, weights, sizeof(weights)),
          "weights");
  testMask<float>("float", {1.5f, 2, 3, 4});
  testMask<int>("int", {5, 6, 7, 8});
  return finish();
}
