// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// A generator per thread: unsigned wrap-around, shifts, state in memory.
#include "check.h"

__host__ __device__ inline unsigned int next(unsigned int &state) {
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return state * 1664525u + 1013904223u;
}

__global__ void insideCircle(unsigned int *states, int *hits, int rounds,
                             int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    unsigned int state = states[i];
    int count = 0;
    for (int k = 0; k < rounds; ++k) {
      float x = (next(state) >> 8) * (1.0f / 16777216.0f);
      float y = (next(state) >> 8) * (1.0f / 16777216.0f);
      if (x * x + y * y < 1.0f) {
        ++count;
      }
    }
    states[i] = state;
    hits[i] = count;
  }
}

int main() {
  const int n = 200, rounds = 25;
  std::vector<unsigned int> states(n);
  std::vector<int> expected(n);
  for (int i = 0; i < n; ++i) {
    states[i] = 88172645u + 7919u * i;
  }
  unsigned int *dStates = toDevice(states);
  int *dHits = deviceArray<int>(n);
  insideCircle<<<(n + 63) / 64, 64>>>(dStates, dHits, rounds, n);
  for (int i = 0; i < n; ++i) {
    for (int k = 0; k < rounds; ++k) {
      float x = (next(states[i]) >> 8) * (1.0f / 16777216.0f);
      float y = (next(states[i]) >> 8) * (1.0f / 16777216.0f);
      expected[i] += x * x + y * y < 1.0f;
    }
  }
  expectEqual("hits", takeBack(dHits, n), expected);
  expectEqual("states", takeBack(dStates, n), states);
  return finish();
}
