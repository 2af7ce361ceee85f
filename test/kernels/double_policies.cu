// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What --fp64 makes of doubles, each with the precision that it promises.
// RUN: cubeport run %s -- 46 50 | FileCheck %s
// RUN: cubeport run %s --fp64=pair -- 43 50 2>%t.pair | FileCheck %s
// RUN: FileCheck %s --check-prefix=PAIR < %t.pair
// RUN: cubeport run %s --fp64=demote -- 15 15 2>%t.demote | FileCheck %s
// RUN: FileCheck %s --check-prefix=DEMOTE < %t.demote
// RUN: not cubeport run %s --fp64=demote -- 30 15 | FileCheck %s --check-prefix=LESS
// RUN: cubeport run %s --fp64=demote --route=threads -- 15 15 | FileCheck %s
// RUN: cubeport verify %s --fp64=pair -- 43 50 | FileCheck %s --check-prefix=VERIFY
// RUN: cubeport verify %s --fp64=demote -- 15 15 | FileCheck %s --check-prefixes=BOUNDS,VERIFY
// RUN: not cubeport run %s --fp64=error 2>&1 | FileCheck %s --check-prefix=ERROR
// CHECK: PASS
// LESS: FAIL
// BOUNDS: compared by bounds of float: rtol64=1e-5,atol64=1e-6
// VERIFY: accumulate {{.*}} match
#include "check.h"

// In locals only: pairs can do it.
// PAIR: double_policies.cu:[[@LINE+2]]:{{.*}}CP2013:
// DEMOTE: double_policies.cu:[[@LINE+1]]:{{.*}}CP2020:
__global__ void accumulate(const float *x, float *high, float *low, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  // ERROR: double_policies.cu:[[@LINE+1]]:{{.*}}: error: CP2006: double precision
  double sum = i * 0.1;
  for (int k = 0; k < n; ++k) {
    double term = (double)x[k] * x[(k + i) % n] / (k + 3u);
    sum = term > 0.25 ? sum + sqrt(term) : fmax(sum - fabs(term), -1e30);
  }
  high[i] = (float)sum;
  low[i] = (float)(sum - (double)high[i]);
}

// In memory, shared and private: never pairs.
// DEMOTE: double_policies.cu:[[@LINE+1]]:{{.*}}CP2020:
__global__ void inMemory(const double *x, double *y, double factor) {
  __shared__ double all[64];
  double own[3];
  int i = threadIdx.x;
  all[i] = x[i];
  __syncthreads();
  for (int k = 0; k < 3; ++k) {
    own[k] = all[(i + k) % 64] * factor;
  }
  y[i] = own[i % 3] + exp(own[(i + 1) % 3]);
  atomicAdd(&y[64], 1.0);
}

// Copies keep all bits; functions of floats with a direction stay right.
__global__ void untouched(const double *x, double *copy, float *up, float *down,
                          float *narrow) {
  int i = threadIdx.x;
  copy[i] = x[63 - i];
  narrow[i] = (float)x[i];
  up[i] = __fadd_ru((float)x[i], 1e-9f);
  down[i] = __int2float_rd(0x7fffff01 + i);
}

static bool isNear(double value, double expected, int bits) {
  return std::fabs(value - expected) <=
         std::ldexp(std::fabs(expected) + 1, -bits);
}

/// Takes the bits that have to be right, in locals and in memory.
int main(int argc, char **argv) {
  const int bits = std::atoi(argv[1]), inMemoryBits = std::atoi(argv[argc - 1]);
  const int n = 64;
  std::vector<float> x(n);
  std::vector<double> d(n);
  for (int i = 0; i < n; ++i) {
    x[i] = (i % 13) * 0.37f - 1.9f;
    d[i] = (i - 20) / 7.0;
  }
  float *dx = toDevice(x), *high = deviceArray<float>(n);
  float *low = deviceArray<float>(n), *up = deviceArray<float>(n);
  float *down = deviceArray<float>(n), *narrow = deviceArray<float>(n);
  double *dd = toDevice(d), *y = toDevice(std::vector<double>(n + 1, 0.0));
  double *copy = deviceArray<double>(n);
  accumulate<<<1, n>>>(dx, high, low, n);
  inMemory<<<1, n>>>(dd, y, 1.0 / 3);
  untouched<<<1, n>>>(dd, copy, up, down, narrow);
  auto h = takeBack(high, n), l = takeBack(low, n);
  auto inY = takeBack(y, n + 1), c = takeBack(copy, n);
  auto u = takeBack(up, n), o = takeBack(down, n), w = takeBack(narrow, n);
  bool ok = inY[n] == n;
  for (int i = 0; i < n; ++i) {
    double sum = i * 0.1;
    for (int k = 0; k < n; ++k) {
      double term = (double)x[k] * x[(k + i) % n] / (k + 3u);
      sum = term > 0.25 ? sum + std::sqrt(term)
                        : std::fmax(sum - std::fabs(term), -1e30);
    }
    ok &= isNear((double)h[i] + l[i], sum, bits);
    double own[3];
    for (int k = 0; k < 3; ++k) {
      own[k] = d[(i + k) % 64] * (1.0 / 3);
    }
    ok &= isNear(inY[i], own[i % 3] + std::exp(own[(i + 1) % 3]), inMemoryBits);
    ok &= c[i] == d[63 - i] && w[i] == (float)d[i];
    ok &= (double)u[i] >= (double)(float)d[i] + 1e-9f;
    ok &= o[i] == 2147483392.0f;
  }
  std::printf("%s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
