// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// RUN: cubeport run --lift-hoist-loads=0 %s | FileCheck %s
// RUN: cubeport run --lanes=128 --plan-banks=0 %s | FileCheck %s
// CHECK: PASS
// Each thread stores to one array and then loads from another one at its own
// index: arrays that are apart, that are one, and that are one element apart.
#include "check.h"

__global__ void momentum(float *p, float *m, const float *g, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    m[i] = 0.5f * m[i] + g[i];
    p[i] = p[i] - 0.25f * m[i];
  }
}

__global__ void chain(int *a, int *b, int *c, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    a[i] = 3 * a[i] + 1;
    b[i] = b[i] + a[i];
    c[i] = c[i] ^ (b[i] + 5 * a[i]);
  }
}

__global__ void evens(int *a, int *b, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    a[2 * i] = a[2 * i] + i;
    b[2 * i] = 7 * b[2 * i];
  }
}

static void runMomentum(int n, bool isOneArray) {
  std::vector<float> p(n), m(n), g(n);
  for (int i = 0; i < n; ++i) {
    p[i] = float(i % 17), m[i] = float(i % 5), g[i] = float(i % 3);
  }
  float *dp = toDevice(p), *dm = isOneArray ? dp : toDevice(m),
        *dg = toDevice(g);
  momentum<<<(n + 127) / 128, 128>>>(dp, dm, dg, n);
  for (int i = 0; i < n; ++i) {
    float &momentumOf = isOneArray ? p[i] : m[i];
    momentumOf = 0.5f * momentumOf + g[i];
    p[i] = p[i] - 0.25f * momentumOf;
  }
  expectEqual("p", takeBack(dp, n), p);
}

static void runChain(int n, int which) {
  std::vector<int> a(n), b(n), c(n);
  for (int i = 0; i < n; ++i) {
    a[i] = i, b[i] = 2 * i + 1, c[i] = 1000 - i;
  }
  int *da = toDevice(a), *db = which & 1 ? da : toDevice(b),
      *dc = which & 2 ? da : which & 4 ? db : toDevice(c);
  chain<<<(n + 95) / 96, 96>>>(da, db, dc, n);
  for (int i = 0; i < n; ++i) {
    int &x = a[i], &y = which & 1 ? a[i] : b[i],
        &z = which & 2 ? a[i] : which & 4 ? y : c[i];
    x = 3 * x + 1;
    y = y + x;
    z = z ^ (y + 5 * x);
  }
  expectEqual("a", takeBack(da, n), a);
  if (!(which & 1)) {
    expectEqual("b", takeBack(db, n), b);
  }
  if (!(which & 6)) {
    expectEqual("c", takeBack(dc, n), c);
  }
}

static void runEvens(int n, int apart) {
  std::vector<int> a(2 * n + 1);
  for (int i = 0; i < 2 * n + 1; ++i) {
    a[i] = i + 1;
  }
  int *da = toDevice(a);
  evens<<<(n + 63) / 64, 64>>>(da, da + apart, n);
  for (int i = 0; i < n; ++i) {
    a[2 * i] = a[2 * i] + i;
    a[2 * i + apart] = 7 * a[2 * i + apart];
  }
  expectEqual("a", takeBack(da, 2 * n + 1), a);
}

int main() {
  for (int n : {1, 31, 33, 257, 100003}) {
    runMomentum(n, false);
    runMomentum(n, true);
    for (int which : {0, 1, 2, 3, 4}) {
      runChain(n, which);
    }
    runEvens(n, 0);
    runEvens(n, 1);
  }
  return finish();
}
