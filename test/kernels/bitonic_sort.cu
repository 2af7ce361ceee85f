// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Bitonic sort in shared memory and, for larger arrays, launch by launch.
#include "check.h"
#include <algorithm>

__global__ void sortBlock(int *data, unsigned int length) {
  __shared__ int keys[256];
  unsigned int t = threadIdx.x;
  keys[t] = data[blockIdx.x * 256 + t];
  __syncthreads();
  for (unsigned int size = 2; size <= length; size <<= 1) {
    for (unsigned int stride = size >> 1; stride > 0; stride >>= 1) {
      unsigned int partner = t ^ stride;
      if (partner > t) {
        bool up = (t & size) == 0;
        if ((keys[t] > keys[partner]) == up) {
          int keep = keys[t];
          keys[t] = keys[partner];
          keys[partner] = keep;
        }
      }
      __syncthreads();
    }
  }
  data[blockIdx.x * 256 + t] = keys[t];
}

__global__ void step(int *data, int size, int stride) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  int partner = i ^ stride;
  if (partner > i) {
    int a = data[i], b = data[partner];
    if (((i & size) == 0) ? a > b : a < b) {
      data[i] = b;
      data[partner] = a;
    }
  }
}

int main() {
  std::vector<int> keys = mixed(1024, 10000), sorted = keys;
  for (int b = 0; b < 4; ++b) {
    std::sort(sorted.begin() + 256 * b, sorted.begin() + 256 * (b + 1));
  }
  int *data = toDevice(keys);
  sortBlock<<<4, 256>>>(data, 1); // changes nothing
  sortBlock<<<4, 256>>>(data, 256);
  expectEqual("blocks", takeBack(data, 1024), sorted);

  data = toDevice(keys);
  for (int size = 2; size <= 1024; size *= 2) {
    for (int stride = size / 2; stride > 0; stride /= 2) {
      step<<<8, 128>>>(data, size, stride);
    }
  }
  std::sort(sorted.begin(), sorted.end());
  expectEqual("all", takeBack(data, 1024), sorted);
  return finish();
}
