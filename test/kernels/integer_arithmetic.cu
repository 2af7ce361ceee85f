// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// 32-bit integers: division and remainder of every sign, shifts, bit
// operations, wrap-around.
#include "check.h"

__global__ void withSign(const int *a, const int *b, int *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    int x = a[i], y = b[i];
    out[10 * i] = x / y;
    out[10 * i + 1] = x % y;
    out[10 * i + 2] = x >> (i % 31);
    out[10 * i + 3] = x << (i % 7);
    out[10 * i + 4] = x & y;
    out[10 * i + 5] = x | y;
    out[10 * i + 6] = x ^ ~y;
    out[10 * i + 7] = -x * y;
    out[10 * i + 8] = x / 7 + x % 16;
    out[10 * i + 9] = !x + (x && y) + (x < 0 || y > 0);
  }
}

__global__ void withoutSign(const unsigned int *a, const unsigned int *b,
                            unsigned int *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    unsigned int x = a[i], y = b[i];
    out[8 * i] = x / y;
    out[8 * i + 1] = x % y;
    out[8 * i + 2] = x >> (i % 32);
    out[8 * i + 3] = x * 2654435761u;
    out[8 * i + 4] = x - y;
    out[8 * i + 5] = (x < y) + 2u * (x >= y);
    out[8 * i + 6] = x / 10u;
    out[8 * i + 7] = (x << 13 | x >> 19) ^ 0x80000001u;
  }
}

int main() {
  const int n = 99;
  std::vector<int> a = mixed(n, 100000), b(n), expected(10 * n);
  std::vector<unsigned int> ua(n), ub(n), wrapped(8 * n);
  for (int i = 0; i < n; ++i) {
    a[i] = (a[i] - 50000) * 17;
    b[i] = (i - 50) * 3 + 1;
    ua[i] = a[i];
    ub[i] = b[i];
    int x = a[i], y = b[i];
    int e[] = {x / y,          x % y,
               x >> (i % 31),  (int)((unsigned int)x << (i % 7)),
               x & y,          x | y,
               x ^ ~y,         -x * y,
               x / 7 + x % 16, !x + (x && y) + (x < 0 || y > 0)};
    unsigned int u = x, v = y;
    unsigned int w[] = {u / v,         u % v,
                        u >> (i % 32), u * 2654435761u,
                        u - v,         (u < v) + 2u * (u >= v),
                        u / 10u,       (u << 13 | u >> 19) ^ 0x80000001u};
    for (int k = 0; k < 10; ++k) {
      expected[10 * i + k] = e[k];
    }
    for (int k = 0; k < 8; ++k) {
      wrapped[8 * i + k] = w[k];
    }
  }
  int *dA = toDevice(a), *dB = toDevice(b), *out = deviceArray<int>(10 * n);
  withSign<<<2, 64>>>(dA, dB, out, n);
  expectEqual("signed", takeBack(out, 10 * n), expected);
  unsigned int *dUa = toDevice(ua), *dUb = toDevice(ub);
  unsigned int *dOut = deviceArray<unsigned int>(8 * n);
  withoutSign<<<2, 64>>>(dUa, dUb, dOut, n);
  expectEqual("unsigned", takeBack(dOut, 8 * n), wrapped);
  return finish();
}
