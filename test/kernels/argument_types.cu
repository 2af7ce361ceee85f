// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Kernel arguments of many types, in an order that needs padding.
#include "check.h"

__global__ void mix(bool on, char a, float *out, short b, unsigned char c,
                    long long d, int e, unsigned short f, float g, size_t h,
                    unsigned int i, signed char j) {
  out[blockIdx.x * 32 + threadIdx.x] =
      on ? a + b + c + d + e + f + g + h + i + j : -1.0f;
}

__global__ void noArguments() {}

int main() {
  float *out = deviceArray<float>(96);
  noArguments<<<2, 64>>>();
  mix<<<3, 32>>>(true, 3, out, -500, 200, 1000000LL, -7, 60000, 0.5f, 77, 9,
                 -12);
  expectEqual("sum", takeBack(out, 96), std::vector<float>(96, 1059770.5f));
  out = deviceArray<float>(96);
  mix<<<3, 32>>>(false, 0, out, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  expectEqual("off", takeBack(out, 96), std::vector<float>(96, -1.0f));
  return finish();
}
