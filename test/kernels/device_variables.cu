// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// __device__ variables: read and written by kernels, copied both ways, kept
// between launches.
#include "check.h"

__device__ int launches = 5;
__device__ float table[64];

__global__ void fillTable(float step) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  table[i] = step * i;
  if (i == 0) {
    launches = launches + 1;
  }
}

__global__ void readTable(float *out) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  out[i] = table[63 - i] + launches;
}

int main() {
  fillTable<<<4, 16>>>(0.5f);
  fillTable<<<4, 16>>>(0.25f);
  int count = 0;
  require(cudaMemcpyFromSymbol(&count, launches, sizeof(int)), "launches");
  expectEqual("launches", std::vector<int>{count}, std::vector<int>{7});

  float pair[2] = {100.0f, 200.0f};
  require(cudaMemcpyToSymbol(table, pair, sizeof(pair), 10 * sizeof(float)),
          "pair");
  std::vector<float> expected = ramp(64, 0.25f), reversed(64), copy(64);
  expected[10] = 100.0f;
  expected[11] = 200.0f;
  require(cudaMemcpyFromSymbol(copy.data(), table, 64 * sizeof(float)),
          "table");
  expectEqual("table", copy, expected);
  for (int i = 0; i < 64; ++i) {
    reversed[i] = expected[63 - i] + 7.0f;
  }
  float *out = deviceArray<float>(64);
  readTable<<<4, 16>>>(out);
  expectEqual("reversed", takeBack(out, 64), reversed);
  return finish();
}
