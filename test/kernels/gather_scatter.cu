// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Indices that come from memory or from arithmetic, in loads and stores.
#include "check.h"

__global__ void permute(const float *in, const int *from, const int *to,
                        float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[to[i]] = in[from[i]];
  }
}

__global__ void hash(const int *in, int *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[(i * 7) % n] = in[(i * i) % n] + in[(i ^ 1) % n];
  }
}

__global__ void twoLevels(const int *first, const int *second,
                          const float *table, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n && first[i] % 3 != 0) {
    out[i] = table[second[first[i]]];
  }
}

int main() {
  const int n = 191; // shares no factor with 7, 11 and 13
  std::vector<int> from(n), to(n), picks = mixed(n, n), hashed(n);
  std::vector<float> in = ramp(n, 0.5f), expected(n), looked(n, -4.0f);
  for (int i = 0; i < n; ++i) {
    from[i] = i * 11 % n;
    to[i] = i * 13 % n;
  }
  for (int i = 0; i < n; ++i) {
    expected[to[i]] = in[from[i]];
    hashed[i * 7 % n] = picks[i * i % n] + picks[(i ^ 1) % n];
    if (picks[i] % 3 != 0) {
      looked[i] = in[from[picks[i]]];
    }
  }
  float *dIn = toDevice(in), *out = deviceArray<float>(n);
  int *dFrom = toDevice(from), *dTo = toDevice(to), *dPicks = toDevice(picks);
  permute<<<6, 33>>>(dIn, dFrom, dTo, out, n);
  expectEqual("permute", takeBack(out, n), expected);
  int *whole = deviceArray<int>(n);
  hash<<<6, 32>>>(dPicks, whole, n);
  expectEqual("hash", takeBack(whole, n), hashed);
  out = deviceArray(n, -4.0f);
  twoLevels<<<2, 97>>>(dPicks, dFrom, dIn, out, n);
  expectEqual("two levels", takeBack(out, n), looked);
  return finish();
}
