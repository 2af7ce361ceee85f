// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Parameters and variables with the names that emitted code has for what a
// waiting thread keeps.
#include "check.h"

__global__ void keep(int *t, int *result, int *step, int value, int width) {
  int mask = threadIdx.x * value, flag = mask + width, wait = flag * 2;
  double argument = 0.5 * mask, at = argument + flag;
  t[threadIdx.x] = __any_sync(0xffffffffu, mask > 50);
  __syncthreads();
  result[threadIdx.x] = __shfl_xor_sync(0xffffffffu, flag, mask & 31) + wait;
  step[threadIdx.x] = (int)(at + argument) + __popc(__ballot_sync(~0u, flag));
}

int main() {
  const int n = 64;
  std::vector<int> first(n), second(n), third(n);
  for (int i = 0; i < n; ++i) {
    int flag = 3 * i + 5;
    first[i] = i / 32 == 0 ? 31 * 3 > 50 : 1;
    // The lane is flipped by each thread's own bits.
    int from = (i ^ (3 * i & 31)) % 32 + i / 32 * 32;
    second[i] = 3 * from + 5 + 2 * flag;
    third[i] = (int)(0.5 * 3 * i + flag + 0.5 * 3 * i) + 32;
  }
  int *t = deviceArray<int>(n), *result = deviceArray<int>(n),
      *step = deviceArray<int>(n);
  keep<<<1, n>>>(t, result, step, 3, 5);
  expectEqual("votes", takeBack(t, n), first);
  expectEqual("shuffles", takeBack(result, n), second);
  expectEqual("sums", takeBack(step, n), third);
  return finish();
}
