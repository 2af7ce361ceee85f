// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// RUN: cubeport run %s --route=threads | FileCheck %s
// CHECK: PASS
// Numbers of 16 bits, half and bfloat16: arithmetic, two at a time, comparison,
// conversions, to the bit.
#include "check.h"
#include <cstring>
#include <cuda_bf16.h>
#include <cuda_fp16.h>

__global__ void halves(const __half *a, const __half *b, __half *out, float *f,
                       int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] = a[i] + b[i];
    out[n + i] = a[i] * b[i];
    out[2 * n + i] = __hsub(a[i], b[i]);
    out[3 * n + i] = __hgt(a[i], b[i]) ? a[i] : -b[i];
    out[4 * n + i] = __float2half(__half2float(a[i]) * 1.001f);
    f[i] = __half2float(a[i]);
  }
}

__global__ void pairs(const __half2 *a, const __half2 *b, __half2 *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] = __hadd2(a[i], __hmul2(a[i], b[i]));
  }
}

__global__ void brains(const __nv_bfloat16 *a, const __nv_bfloat16 *b,
                       __nv_bfloat16 *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] = a[i] + b[i];
    out[n + i] = a[i] * b[i];
    out[2 * n + i] = __float2bfloat16(__bfloat162float(a[i]) * 1.001f);
  }
}

/// The nearest number with `bits` bits of precision, ties to even.
static float roundTo(double x, int bits, int least) {
  if (x == 0) {
    return (float)x;
  }
  int exponent = std::max(std::ilogb(x) - bits + 1, least);
  return (float)std::ldexp(std::nearbyint(std::ldexp(x, -exponent)), exponent);
}
static float toHalf(double x) { return roundTo(x, 11, -24); }
static float toBrain(double x) { return roundTo(x, 8, -133); }

template <typename T> static std::vector<float> widen(const std::vector<T> &x) {
  std::vector<float> wide;
  for (T value : x) {
    wide.push_back((float)value);
  }
  return wide;
}

int main() {
  const int n = 200;
  std::vector<__half> a, b;
  std::vector<__nv_bfloat16> c, d;
  std::vector<float> wideA, wideB, wideC, wideD;
  for (int i = 0; i < n; ++i) {
    wideA.push_back(toHalf(std::sin(i * 0.7) * std::ldexp(1.0, i % 9 - 6)));
    wideB.push_back(toHalf((i % 17 - 8) / 3.0));
    wideC.push_back(toBrain(wideA[i]));
    wideD.push_back(toBrain(wideB[i]));
    a.push_back(__float2half(wideA[i]));
    b.push_back(__float2half(wideB[i]));
    c.push_back(__float2bfloat16(wideC[i]));
    d.push_back(__float2bfloat16(wideD[i]));
  }
  std::vector<float> expected(5 * n), expectedPairs, expectedBrains(3 * n);
  for (int i = 0; i < n; ++i) {
    double x = wideA[i], y = wideB[i], u = wideC[i], v = wideD[i];
    expected[i] = toHalf(x + y);
    expected[n + i] = toHalf(x * y);
    expected[2 * n + i] = toHalf(x - y);
    expected[3 * n + i] = x > y ? wideA[i] : -wideB[i];
    expected[4 * n + i] = toHalf(wideA[i] * 1.001f);
    expectedPairs.push_back(toHalf(x + toHalf(x * y)));
    expectedBrains[i] = toBrain(u + v);
    expectedBrains[n + i] = toBrain(u * v);
    expectedBrains[2 * n + i] = toBrain(wideC[i] * 1.001f);
  }
  __half *dA = toDevice(a), *dB = toDevice(b), *out = deviceArray<__half>(5 * n);
  float *f = deviceArray<float>(n);
  halves<<<4, 64>>>(dA, dB, out, f, n);
  expectEqual("halves", widen(takeBack(out, 5 * n)), expected);
  expectEqual("floats", takeBack(f, n), wideA);
  out = deviceArray<__half>(n);
  pairs<<<2, 64>>>((__half2 *)dA, (__half2 *)dB, (__half2 *)out, n / 2);
  expectEqual("pairs", widen(takeBack(out, n)), expectedPairs);
  __nv_bfloat16 *brainsOut = deviceArray<__nv_bfloat16>(3 * n);
  brains<<<4, 64>>>(toDevice(c), toDevice(d), brainsOut, n);
  expectEqual("brains", widen(takeBack(brainsOut, 3 * n)), expectedBrains);
  return finish();
}
