// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Managed memory: the host reads and writes what kernels use, without copies.
#include "check.h"

__global__ void increment(int *data, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    data[i] += 1;
  }
}

int main() {
  const int n = 501;
  int *data = nullptr;
  require(cudaMallocManaged(&data, n * sizeof(int)), "cudaMallocManaged");
  for (int i = 0; i < n; ++i) {
    data[i] = 10 * i;
  }
  increment<<<(n + 127) / 128, 128>>>(data, n);
  require(cudaDeviceSynchronize(), "synchronize");
  std::vector<int> expected(n);
  for (int i = 0; i < n; ++i) {
    expected[i] = 10 * i + 1;
    data[i] *= 2;
  }
  increment<<<(n + 127) / 128, 128>>>(data, n);
  require(cudaDeviceSynchronize(), "synchronize");
  for (int i = 0; i < n; ++i) {
    expected[i] = 2 * expected[i] + 1;
  }
  expectEqual("data", std::vector<int>(data, data + n), expected);
  cudaFree(data);
  return finish();
}
