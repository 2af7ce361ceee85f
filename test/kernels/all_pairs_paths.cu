// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Floyd-Warshall: one launch per intermediate node, in place.
#include "check.h"
#include <algorithm>

__global__ void relax(int *distance, int n, int through) {
  int column = blockIdx.x * blockDim.x + threadIdx.x;
  int row = blockIdx.y;
  if (column >= n) {
    return;
  }
  __shared__ int toThrough;
  if (threadIdx.x == 0) {
    toThrough = distance[row * n + through];
  }
  __syncthreads();
  int sum = toThrough + distance[through * n + column];
  if (sum < distance[row * n + column]) {
    distance[row * n + column] = sum;
  }
}

int main() {
  const int n = 27;
  std::vector<int> d = mixed(n * n, 100);
  for (int i = 0; i < n * n; ++i) {
    d[i] = i % (n + 1) == 0 ? 0 : d[i] < 40 ? d[i] + 1 : 100000;
  }
  int *data = toDevice(d);
  for (int k = 0; k < n; ++k) {
    relax<<<dim3(1, n), 32>>>(data, n, k);
    for (int i = 0; i < n * n; ++i) {
      d[i] = std::min(d[i], d[i / n * n + k] + d[k * n + i % n]);
    }
  }
  expectEqual("distances", takeBack(data, n * n), d);
  return finish();
}
