// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Decisions that all threads of a block take alike: on an argument, on the
// block index, on memory.
#include "check.h"

__global__ void perBlock(const int *plan, float *data, int n, float limit) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (plan[blockIdx.x] == 0) {
    return;
  }
  float v = i < n ? data[i] : 0.0f;
  if (limit > 10.0f) {
    v *= 2.0f;
  }
  if (blockIdx.x % 2 == 1) {
    for (int k = 0; k < plan[blockIdx.x]; ++k) {
      v += 1.0f;
    }
  } else if (plan[blockIdx.x] > 2) {
    v = -v;
  }
  if (i < n) {
    data[i] = v;
  }
}

int main() {
  const int n = 300, block = 32, blocks = 10;
  std::vector<int> plan = {0, 1, 2, 3, 4, 5, 0, 0, 9, 2};
  const float limits[] = {5.0f, 50.0f};
  for (float limit : limits) {
    std::vector<float> in = ramp(n, 0.5f), expected = in;
    for (int i = 0; i < n; ++i) {
      int b = i / block, p = plan[b];
      if (p != 0) {
        float v = in[i] * (limit > 10.0f ? 2.0f : 1.0f);
        expected[i] = b % 2 == 1 ? v + p : p > 2 ? -v : v;
      }
    }
    float *data = toDevice(in);
    int *dPlan = toDevice(plan);
    perBlock<<<blocks, block>>>(dPlan, data, n, limit);
    expectEqual("data", takeBack(data, n), expected);
    cudaFree(dPlan);
  }
  return finish();
}
