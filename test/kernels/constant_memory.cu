// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// __constant__ variables: initialised, copied to in full and in part, read by
// a uniform and by a varying index.
#include "check.h"

__constant__ float weights[9];
__constant__ int offsets[4] = {3, 1, 4, 1};
__constant__ float scale = 0.5f;

__global__ void convolve(const float *in, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    float sum = 0.0f;
    for (int k = 0; k < 9; ++k) {
      sum += weights[k] * in[i + k];
    }
    out[i] = scale * sum;
  }
}

__global__ void lookUp(int *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] = offsets[i % 4] + i;
  }
}

int main() {
  const int n = 211;
  std::vector<float> in = ramp(n + 8, 0.25f), w = ramp(9, 0.5f, -1.0f);
  require(cudaMemcpyToSymbol(weights, w.data(), 9 * sizeof(float)), "weights");
  float tail[2] = {7.0f, -2.0f};
  require(cudaMemcpyToSymbol(weights, tail, sizeof(tail), 7 * sizeof(float)),
          "tail");
  w[7] = tail[0];
  w[8] = tail[1];
  std::vector<float> expected(n);
  std::vector<int> looked(n);
  int four[4] = {3, 1, 4, 1};
  for (int i = 0; i < n; ++i) {
    for (int k = 0; k < 9; ++k) {
      expected[i] += w[k] * in[i + k];
    }
    expected[i] *= 0.5f;
    looked[i] = four[i % 4] + i;
  }
  float *dIn = toDevice(in), *out = deviceArray<float>(n);
  convolve<<<(n + 63) / 64, 64>>>(dIn, out, n);
  expectNear("convolve", takeBack(out, n), expected, 1e-5, 1e-4);
  int *whole = deviceArray<int>(n);
  lookUp<<<(n + 31) / 32, 32>>>(whole, n);
  expectEqual("look up", takeBack(whole, n), looked);
  return finish();
}
