// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Grid-stride loops with int, unsigned and size_t indices.
#include "check.h"

__global__ void strideInt(float *x, int n) {
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n;
       i += blockDim.x * gridDim.x) {
    x[i] = 2.0f * x[i] + 1.0f;
  }
}

__global__ void strideUnsigned(float *x, unsigned int n) {
  unsigned int stride = blockDim.x * gridDim.x;
  for (unsigned int i = threadIdx.x + blockDim.x * blockIdx.x; i < n;
       i += stride) {
    x[i] = 2.0f * x[i] + 1.0f;
  }
}

__global__ void strideSize(float *x, size_t n) {
  size_t i = (size_t)blockIdx.x * blockDim.x + threadIdx.x;
  while (i < n) {
    x[i] = 2.0f * x[i] + 1.0f;
    i += (size_t)blockDim.x * gridDim.x;
  }
}

int main() {
  const int lengths[] = {0, 1, 255, 3001};
  for (int n : lengths) {
    std::vector<float> in = ramp(n + 3), expected = in;
    for (int i = 0; i < n; ++i) {
      expected[i] = 2.0f * in[i] + 1.0f;
    }
    float *x = toDevice(in);
    strideInt<<<3, 97>>>(x, n);
    expectEqual("int", takeBack(x, n + 3), expected);
    x = toDevice(in);
    strideUnsigned<<<5, 64>>>(x, n);
    expectEqual("unsigned", takeBack(x, n + 3), expected);
    x = toDevice(in);
    strideSize<<<2, 256>>>(x, n);
    expectEqual("size_t", takeBack(x, n + 3), expected);
  }
  return finish();
}
