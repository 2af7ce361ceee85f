// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// A guard on one axis for every kind of block size and array length.
#include "check.h"

__global__ void scale(const float *in, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] = 3.0f * in[i];
  }
}

int main() {
  const int lengths[] = {0, 1, 31, 32, 33, 97, 1009};
  const int blocks[] = {1, 31, 32, 33, 97, 256, 1024};
  for (int n : lengths) {
    for (int block : blocks) {
      std::vector<float> in = ramp(n + 1, 0.5f, 1.0f), expected(n + 1, -1.0f);
      for (int i = 0; i < n; ++i) {
        expected[i] = 3.0f * in[i];
      }
      float *dIn = toDevice(in), *dOut = deviceArray(n + 1, -1.0f);
      scale<<<n / block + 1, block>>>(dIn, dOut, n);
      expectEqual("scale", takeBack(dOut, n + 1), expected);
      cudaFree(dIn);
    }
  }
  return finish();
}
