// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One kernel that applies a function of one float, and its comparison with
// the same function in double precision on the host.
#ifndef CUBEPORT_TEST_KERNELS_MATH_CHECK_H
#define CUBEPORT_TEST_KERNELS_MATH_CHECK_H

#include "check.h"

#define FUNCTION(name, onDevice, onHost)                                       \
  struct name {                                                                \
    __device__ float operator()(float x) const { return onDevice; }            \
    static double expected(double x) { return onHost; }                        \
  };

template <typename Function>
__global__ void apply(const float *in, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] = Function()(in[i]);
  }
}

/// Compares on 501 points from `low` to `high`.
template <typename Function>
void check(const char *name, float low, float high, double relative,
           double absolute) {
  const int n = 501;
  std::vector<float> in = ramp(n, (high - low) / (n - 1), low), expected(n);
  for (int i = 0; i < n; ++i) {
    expected[i] = (float)Function::expected(in[i]);
  }
  float *dIn = toDevice(in), *dOut = deviceArray<float>(n);
  apply<Function><<<4, 128>>>(dIn, dOut, n);
  expectNear(name, takeBack(dOut, n), expected, relative, absolute);
  cudaFree(dIn);
}

#endif
