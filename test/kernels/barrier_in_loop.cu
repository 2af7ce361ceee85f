// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Barriers inside uniform loops, with divergent code between them.
#include "check.h"
#include <utility>

__global__ void smooth(float *data, int rounds) {
  __shared__ float now[128];
  __shared__ float next[128];
  int t = threadIdx.x;
  now[t] = data[blockIdx.x * 128 + t];
  __syncthreads();
  for (int round = 0; round < rounds; ++round) {
    if (t > 0 && t < 127) {
      next[t] = 0.25f * now[t - 1] + 0.5f * now[t] + 0.25f * now[t + 1];
    } else {
      next[t] = now[t];
    }
    __syncthreads();
    now[t] = next[t];
    __syncthreads();
  }
  data[blockIdx.x * 128 + t] = now[t];
}

__global__ void oddEvenSort(int *data, int phases) {
  __shared__ int values[64];
  int t = threadIdx.x;
  values[t] = data[blockIdx.x * 64 + t];
  __syncthreads();
  for (int phase = 0; phase < phases; ++phase) {
    if (t % 2 == phase % 2 && t + 1 < 64) {
      int a = values[t], b = values[t + 1];
      if (a > b) {
        values[t] = b;
        values[t + 1] = a;
      }
    }
    __syncthreads();
  }
  data[blockIdx.x * 64 + t] = values[t];
}

int main() {
  const int blocks = 3, rounds = 9;
  std::vector<int> random = mixed(128 * blocks, 1000);
  std::vector<float> expected(random.begin(), random.end()), next = expected;
  float *data = toDevice(expected);
  smooth<<<blocks, 128>>>(data, rounds);
  for (int round = 0; round < rounds; ++round) {
    for (int i = 0; i < 128 * blocks; ++i) {
      int t = i % 128;
      next[i] = t > 0 && t < 127
                    ? 0.25f * expected[i - 1] + 0.5f * expected[i] +
                          0.25f * expected[i + 1]
                    : expected[i];
    }
    expected.swap(next);
  }
  expectNear("smooth", takeBack(data, 128 * blocks), expected);

  std::vector<int> sorted(random.begin(), random.begin() + 64 * blocks);
  int *keys = toDevice(sorted);
  // Not enough phases to sort all: the last one still swaps.
  const int phases = 20;
  oddEvenSort<<<blocks, 64>>>(keys, 0); // changes nothing
  oddEvenSort<<<blocks, 64>>>(keys, phases);
  for (int phase = 0; phase < phases; ++phase) {
    for (int i = 0; i + 1 < 64 * blocks; ++i) {
      bool isFirst = i % 64 != 63 && i % 2 == phase % 2;
      if (isFirst && sorted[i] > sorted[i + 1]) {
        std::swap(sorted[i], sorted[i + 1]);
      }
    }
  }
  expectEqual("sort", takeBack(keys, 64 * blocks), sorted);
  return finish();
}
