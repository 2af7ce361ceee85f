// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Dynamic shared memory whose size comes with the launch; one array, and one
// buffer split into arrays of two types.
#include "check.h"

__global__ void rotate(const float *in, float *out, int by) {
  extern __shared__ float values[];
  int t = threadIdx.x;
  values[t] = in[blockIdx.x * blockDim.x + t];
  __syncthreads();
  out[blockIdx.x * blockDim.x + t] = values[(t + by) % blockDim.x];
}

__global__ void split(const float *in, float *out, int n) {
  extern __shared__ float storage[];
  float *values = storage;
  int *order = (int *)&values[n];
  int t = threadIdx.x;
  values[t] = in[blockIdx.x * n + t];
  order[t] = n - 1 - t;
  __syncthreads();
  out[blockIdx.x * n + t] = values[order[t]] + order[0];
}

int main() {
  const int blocks[] = {32, 97, 256};
  for (int block : blocks) {
    std::vector<float> in = ramp(block * 3, 0.5f), expected(block * 3);
    for (int i = 0; i < block * 3; ++i) {
      expected[i] = in[i / block * block + (i % block + 5) % block];
    }
    float *dIn = toDevice(in), *out = deviceArray<float>(block * 3);
    rotate<<<3, block, block * sizeof(float)>>>(dIn, out, 5);
    expectEqual("rotate", takeBack(out, block * 3), expected);

    for (int i = 0; i < block * 3; ++i) {
      expected[i] = in[i / block * block + block - 1 - i % block] + block - 1;
    }
    out = deviceArray<float>(block * 3);
    split<<<3, block, block * (sizeof(float) + sizeof(int))>>>(dIn, out, block);
    expectEqual("split", takeBack(out, block * 3), expected);
    cudaFree(dIn);
  }
  return finish();
}
