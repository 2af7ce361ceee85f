// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Conversions between integer widths and floats, rounding conversions and
// reinterpreted bits.
#include "check.h"
#include <algorithm>
#include <cstring>

__global__ void fromFloat(const float *in, int *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    float v = in[i];
    out[8 * i] = (int)v;
    out[8 * i + 1] = __float2int_rn(v);
    out[8 * i + 2] = __float2int_rd(v);
    out[8 * i + 3] = __float2int_ru(v);
    out[8 * i + 4] = __float_as_int(v);
    out[8 * i + 5] = (int)(unsigned int)fabsf(v);
    out[8 * i + 6] = (signed char)(int)v;
    out[8 * i + 7] = (unsigned short)(int)v;
  }
}

__global__ void toFloat(const int *in, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    int v = in[i];
    out[5 * i] = (float)v;
    out[5 * i + 1] = (float)(unsigned int)v;
    out[5 * i + 2] = (float)(v > 0);
    out[5 * i + 3] = __int_as_float(v & 0x3fffffff);
    out[5 * i + 4] = (float)(short)v;
  }
}

__global__ void widths(const int *in, long long *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[3 * i] = (long long)in[i];
    out[3 * i + 1] = (long long)(unsigned int)in[i];
    out[3 * i + 2] = (long long)(unsigned char)in[i];
  }
}

int main() {
  const int n = 65;
  std::vector<float> in = ramp(n, 7.25f, -230.0f), floats(5 * n);
  std::vector<int> expected(8 * n), whole(n);
  std::vector<long long> wide(3 * n);
  for (int i = 0; i < n; ++i) {
    float v = in[i];
    int bits;
    memcpy(&bits, &v, 4);
    int values[] = {(int)v,
                    (int)std::nearbyint(v),
                    (int)std::floor(v),
                    (int)std::ceil(v),
                    bits,
                    (int)std::fabs(v),
                    (signed char)(int)v,
                    (unsigned short)(int)v};
    std::copy(values, values + 8, &expected[8 * i]);
    whole[i] = (i - 30) * 7654321;
    int masked = whole[i] & 0x3fffffff;
    float f[] = {(float)whole[i], (float)(unsigned int)whole[i],
                 (float)(whole[i] > 0), 0.0f, (float)(short)whole[i]};
    memcpy(&f[3], &masked, 4);
    std::copy(f, f + 5, &floats[5 * i]);
    wide[3 * i] = whole[i];
    wide[3 * i + 1] = (unsigned int)whole[i];
    wide[3 * i + 2] = (unsigned char)whole[i];
  }
  float *dIn = toDevice(in), *dFloats = deviceArray<float>(5 * n);
  int *dOut = deviceArray<int>(8 * n), *dWhole = toDevice(whole);
  fromFloat<<<3, 31>>>(dIn, dOut, n);
  expectEqual("from float", takeBack(dOut, 8 * n), expected);
  toFloat<<<3, 31>>>(dWhole, dFloats, n);
  expectEqual("to float", takeBack(dFloats, 5 * n), floats);
  long long *dWide = deviceArray<long long>(3 * n);
  widths<<<3, 31>>>(dWhole, dWide, n);
  expectEqual("widths", takeBack(dWide, 3 * n), wide);
  return finish();
}
