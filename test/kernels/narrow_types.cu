// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Arrays of bool, 8-bit and 16-bit integers.
#include "check.h"

__global__ void bytes(const unsigned char *a, const signed char *b,
                      unsigned char *sum, signed char *difference, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    sum[i] = a[i] + b[i];
    difference[i] = (signed char)(b[i] / 2 - 1);
  }
}

__global__ void flags(const int *in, bool *odd, bool *both, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    bool isOdd = in[i] % 2 != 0;
    odd[i] = isOdd;
    both[i] = isOdd && in[i] > 20;
  }
}

__global__ void count(const bool *odd, const short *s, int *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] = odd[i] ? s[i] : -1;
  }
}

int main() {
  const int n = 173;
  std::vector<int> in = mixed(n, 256), expected(n);
  std::vector<unsigned char> a(n), sum(n), odd(n), both(n);
  std::vector<signed char> b(n), difference(n);
  std::vector<short> s(n);
  for (int i = 0; i < n; ++i) {
    a[i] = in[i];
    b[i] = in[n - 1 - i] - 128;
    s[i] = in[i] * 100 - 12000;
    sum[i] = a[i] + b[i];
    difference[i] = b[i] / 2 - 1;
    odd[i] = in[i] % 2;
    both[i] = odd[i] && in[i] > 20;
    expected[i] = odd[i] ? s[i] : -1;
  }
  unsigned char *dA = toDevice(a), *dSum = deviceArray<unsigned char>(n);
  signed char *dB = toDevice(b), *dDifference = deviceArray<signed char>(n);
  bytes<<<2, 97>>>(dA, dB, dSum, dDifference, n);
  expectEqual("sum", takeBack(dSum, n), sum);
  expectEqual("difference", takeBack(dDifference, n), difference);

  int *dIn = toDevice(in), *out = deviceArray<int>(n);
  unsigned char *dOdd = deviceArray<unsigned char>(n);
  unsigned char *dBoth = deviceArray<unsigned char>(n);
  flags<<<3, 64>>>(dIn, (bool *)dOdd, (bool *)dBoth, n);
  count<<<3, 64>>>((const bool *)dOdd, toDevice(s), out, n);
  expectEqual("odd", takeBack(dOdd, n), odd);
  expectEqual("both", takeBack(dBoth, n), both);
  expectEqual("count", takeBack(out, n), expected);
  return finish();
}
