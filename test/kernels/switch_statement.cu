// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// switch on a uniform and on a varying value, with fall-through and default.
#include "check.h"

__global__ void operate(const int *kinds, const float *in, float *out, int n,
                        int mode) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) {
    return;
  }
  float v = in[i];
  switch (kinds[i]) {
  case 0:
    v = -v;
    break;
  case 1:
    v += 1.0f;
    // fall through
  case 2:
    v *= 2.0f;
    break;
  case 7:
    v = 0.0f;
    break;
  default:
    v -= 3.0f;
  }
  switch (mode) {
  case 0:
    out[i] = v;
    break;
  case 1:
    out[n - 1 - i] = v;
    break;
  }
}

int main() {
  const int n = 120;
  std::vector<int> kinds = mixed(n, 9);
  std::vector<float> in = ramp(n, 0.5f), expected(n), reversed(n);
  for (int i = 0; i < n; ++i) {
    int k = kinds[i];
    expected[i] = k == 0   ? -in[i]
                  : k == 1 ? 2.0f * (in[i] + 1.0f)
                  : k == 2 ? 2.0f * in[i]
                  : k == 7 ? 0.0f
                           : in[i] - 3.0f;
    reversed[n - 1 - i] = expected[i];
  }
  int *dKinds = toDevice(kinds);
  float *dIn = toDevice(in), *out = deviceArray<float>(n);
  operate<<<4, 32>>>(dKinds, dIn, out, n, 0);
  expectEqual("mode 0", takeBack(out, n), expected);
  out = deviceArray<float>(n);
  operate<<<4, 32>>>(dKinds, dIn, out, n, 1);
  expectEqual("mode 1", takeBack(out, n), reversed);
  return finish();
}
