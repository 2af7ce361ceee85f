// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport verify %s | FileCheck %s
// RUN: cubeport verify --route=threads %s | FileCheck %s
// CHECK: PASS
// CHECK: saturate 1 2 {{[0-9]+}} 0 match
// Several numbers in one word: lanes that scalar loops compute are shifted by
// an amount that is known only after them.
#include "check.h"
#include <algorithm>

__global__ void saturate(const unsigned *a, unsigned *sums, int n) {
  int i = threadIdx.x + blockIdx.x * blockDim.x;
  if (i >= n) {
    return;
  }
  sums[2 * i] = __vaddss2(a[i], a[n - 1 - i]);
  sums[2 * i + 1] = __vaddss4(a[i], a[n - 1 - i]);
}

static unsigned expected(unsigned a, unsigned b, int bits) {
  unsigned sum = 0;
  const int most = (1 << (bits - 1)) - 1;
  for (int at = 0; at < 32; at += bits) {
    int x = (int)(a << (32 - bits - at)) >> (32 - bits);
    int y = (int)(b << (32 - bits - at)) >> (32 - bits);
    int both = std::max(-most - 1, std::min(most, x + y));
    sum |= ((unsigned)both & (2u * most + 1)) << at;
  }
  return sum;
}

int main() {
  const int n = 77;
  std::vector<unsigned> a(n), sums(2 * n), right(2 * n);
  for (int i = 0; i < n; ++i) {
    a[i] = i < 4 ? 0x80007fffu + i * 0x7fff8000u : i * 2654435761u;
  }
  for (int i = 0; i < n; ++i) {
    right[2 * i] = expected(a[i], a[n - 1 - i], 16);
    right[2 * i + 1] = expected(a[i], a[n - 1 - i], 8);
  }
  unsigned *deviceA, *deviceSums;
  cudaMalloc(&deviceA, n * sizeof(unsigned));
  cudaMalloc(&deviceSums, 2 * n * sizeof(unsigned));
  cudaMemcpy(deviceA, a.data(), n * sizeof(unsigned), cudaMemcpyHostToDevice);
  saturate<<<2, 64>>>(deviceA, deviceSums, n);
  cudaMemcpy(sums.data(), deviceSums, 2 * n * sizeof(unsigned),
             cudaMemcpyDeviceToHost);
  printf(sums == right ? "PASS\n" : "FAIL\n");
  return sums != right;
}
