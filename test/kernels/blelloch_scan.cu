// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Exclusive prefix sums, up-sweep and down-sweep in shared memory, two
// elements per thread.
#include "check.h"

__global__ void scan(const float *in, float *out, int n) {
  extern __shared__ float temp[];
  int t = threadIdx.x;
  int offset = 1;
  temp[2 * t] = in[blockIdx.x * n + 2 * t];
  temp[2 * t + 1] = in[blockIdx.x * n + 2 * t + 1];
  for (int d = n >> 1; d > 0; d >>= 1) {
    __syncthreads();
    if (t < d) {
      int left = offset * (2 * t + 1) - 1;
      int right = offset * (2 * t + 2) - 1;
      temp[right] += temp[left];
    }
    offset *= 2;
  }
  if (t == 0) {
    temp[n - 1] = 0.0f;
  }
  for (int d = 1; d < n; d *= 2) {
    offset >>= 1;
    __syncthreads();
    if (t < d) {
      int left = offset * (2 * t + 1) - 1;
      int right = offset * (2 * t + 2) - 1;
      float keep = temp[left];
      temp[left] = temp[right];
      temp[right] += keep;
    }
  }
  __syncthreads();
  out[blockIdx.x * n + 2 * t] = temp[2 * t];
  out[blockIdx.x * n + 2 * t + 1] = temp[2 * t + 1];
}

int main() {
  const int n = 128, blocks = 3;
  std::vector<int> random = mixed(n * blocks, 10);
  std::vector<float> in(random.begin(), random.end()), expected(n * blocks);
  for (int i = 0; i < n * blocks; ++i) {
    expected[i] = i % n ? expected[i - 1] + in[i - 1] : 0.0f;
  }
  float *dIn = toDevice(in), *out = deviceArray<float>(n * blocks);
  scan<<<blocks, n / 2, n * sizeof(float)>>>(dIn, out, n);
  expectEqual("scan", takeBack(out, n * blocks), expected);
  return finish();
}
