// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Arrays of doubles: arithmetic, conversions in each direction, parts, tables
// of structures, shuffles, shared memory chosen at run time.
#include "check.h"

struct Term {
  int power;
  double factor;
};

__global__ void arithmetic(const double *in, double *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    const Term terms[3] = {{1, 0.5}, {2, -0.25}, {3, 2.0}};
    double x = in[i];
    Term term = terms[i % 3];
    double power = x;
    for (int k = 1; k < term.power; ++k) {
      power *= x;
    }
    out[6 * i] = term.factor * power;
    out[6 * i + 1] = sqrt(fabs(x)) / 3.0;
    out[6 * i + 2] = fma(x, x, 1.0);
    out[6 * i + 3] = x > 0 ? floor(x) : ceil(x);
    out[6 * i + 4] = (double)(int)x + (double)(float)(x * 0.125);
    out[6 * i + 5] = __hiloint2double(__double2hiint(x), __double2loint(x));
  }
}

__global__ void exchange(const double *in, double *out, int which) {
  __shared__ double first[32], second[32];
  double *chosen = which > 0 ? first : second;
  chosen[threadIdx.x] = in[threadIdx.x];
  __syncthreads();
  double x = chosen[31 - threadIdx.x];
  out[threadIdx.x] = x + __shfl_xor_sync(0xffffffffu, x, 1);
}

int main() {
  const int n = 96;
  std::vector<double> in(n), expected(6 * n), crossed(32);
  for (int i = 0; i < n; ++i) {
    in[i] = (i - 40) * 1.375;
  }
  for (int i = 0; i < n; ++i) {
    double x = in[i];
    double e[6] = {i % 3 == 0 ? 0.5 * x : i % 3 == 1 ? -0.25 * (x * x)
                                                     : 2.0 * (x * x * x),
                   std::sqrt(std::fabs(x)) / 3.0,
                   std::fma(x, x, 1.0),
                   x > 0 ? std::floor(x) : std::ceil(x),
                   (double)(int)x + (double)(float)(x * 0.125),
                   x};
    for (int k = 0; k < 6; ++k) {
      expected[6 * i + k] = e[k];
    }
  }
  for (int i = 0; i < 32; ++i) {
    crossed[i] = in[31 - i] + in[31 - (i ^ 1)];
  }
  double *dIn = toDevice(in), *out = deviceArray<double>(6 * n);
  arithmetic<<<3, 32>>>(dIn, out, n);
  expectEqual("arithmetic", takeBack(out, 6 * n), expected);
  out = deviceArray<double>(32);
  exchange<<<1, 32>>>(dIn, out, 1);
  expectEqual("exchange", takeBack(out, 32), crossed);
  return finish();
}
