// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s --route=threads | FileCheck %s
// RUN: cubeport translate %s --route=threads --emit=ascendc | FileCheck %s --check-prefix=TEXT
// CHECK: PASS
// Arrays of a thread that its stack of 32 KiB has no room for.
#include "check.h"

// TEXT: reverse
// TEXT-NOT: int32_t {{.*}}[6000]
// TEXT: at.own
__global__ void reverse(const int *in, int *out) {
  int own[6000];
  for (int i = 0; i < 6000; ++i) {
    own[i] = in[i] + threadIdx.x;
  }
  for (int i = 0; i < 6000; ++i) {
    out[6000 * threadIdx.x + i] = own[5999 - i];
  }
}

int main() {
  const int n = 6000;
  std::vector<int> in = mixed(n, 1000), expected(4 * n);
  for (int t = 0; t < 4; ++t) {
    for (int i = 0; i < n; ++i) {
      expected[t * n + i] = in[n - 1 - i] + t;
    }
  }
  int *out = deviceArray<int>(4 * n);
  reverse<<<1, 4>>>(toDevice(in), out);
  expectEqual("reverse", takeBack(out, 4 * n), expected);
  return finish();
}
