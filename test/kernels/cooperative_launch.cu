// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Kernels as values: launches by address with arguments behind pointers, and
// what the runtime tells about a kernel.
#include "check.h"

struct Line {
  float slope, start;
};

__global__ void evaluate(float *x, Line line, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    x[i] = line.slope * i + line.start;
  }
}

template <class T> __global__ void scale(T *x, T factor) {
  x[blockIdx.x * blockDim.x + threadIdx.x] *= factor;
}

template <class T> cudaError_t launchScale(T *x, T factor, int blocks) {
  void *args[] = {&x, &factor};
  return cudaLaunchKernel((void *)scale<T>, dim3(blocks), dim3(64), args, 0, 0);
}

int main() {
  const int n = 256;
  float *x = deviceArray<float>(n);
  Line line = {0.5f, 3};
  int count = n;
  void *args[] = {&x, &line, &count};
  int blocks = 0, threads = 0, perCore = 0;
  require(cudaOccupancyMaxPotentialBlockSize(&blocks, &threads, evaluate, 0, 0),
          "block size");
  require(cudaOccupancyMaxActiveBlocksPerMultiprocessor(&perCore, evaluate, 64,
                                                        0),
          "blocks of a core");
  if (blocks < 1 || threads < 64 || perCore < 1) {
    printf("FAIL occupancy: %d %d %d\n", blocks, threads, perCore);
    return 1;
  }
  require(cudaLaunchCooperativeKernel(evaluate, dim3(4), dim3(64), args, 0, 0),
          "cooperative launch");
  require(launchScale(x, 2.0f, 4), "launch by address");
  const void *kernel = (const void *)evaluate;
  std::vector<float> expected(n);
  for (int i = 0; i < n; ++i) {
    expected[i] = 2 * (0.5f * i + 3);
  }
  float *y = deviceArray<float>(n);
  args[0] = &y;
  line.slope = 1;
  require(cudaLaunchKernel(kernel, dim3(4), dim3(64), args, 0, 0),
          "launch from a variable");
  expectNear("scaled", takeBack(x, n), expected);
  for (int i = 0; i < n; ++i) {
    expected[i] = i + 3.0f;
  }
  expectNear("again", takeBack(y, n), expected);
  return finish();
}
