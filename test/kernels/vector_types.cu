// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Built-in vector types: loads, stores, components, arrays of them.
#include "check.h"

__global__ void lengths(const float4 *in, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    float4 v = in[i];
    out[i] = v.x * v.x + v.y * v.y + v.z * v.z + v.w;
  }
}

__global__ void combine(const float2 *a, const int2 *b, float4 *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    float2 u = a[i];
    int2 v = b[n - 1 - i];
    out[i] = make_float4(u.x + v.x, u.y - v.y, u.x * u.y, (float)(v.x % 7));
  }
}

__global__ void pixels(const uchar4 *in, uchar4 *out, float3 weights, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    uchar4 p = in[i];
    float grey = weights.x * p.x + weights.y * p.y + weights.z * p.z;
    unsigned char g = (unsigned char)(grey + 0.5f);
    out[i] = make_uchar4(g, g, g, p.w);
  }
}

int main() {
  const int n = 131;
  std::vector<float> in = ramp(4 * n, 0.125f, -20.0f), expected(n);
  std::vector<float> joined(4 * n);
  std::vector<int> whole = mixed(2 * n, 100);
  std::vector<unsigned char> image(4 * n), grey(4 * n);
  for (int i = 0; i < n; ++i) {
    const float *v = &in[4 * i];
    expected[i] = v[0] * v[0] + v[1] * v[1] + v[2] * v[2] + v[3];
    float ux = in[2 * i], uy = in[2 * i + 1];
    int vx = whole[2 * (n - 1 - i)], vy = whole[2 * (n - 1 - i) + 1];
    joined[4 * i] = ux + vx;
    joined[4 * i + 1] = uy - vy;
    joined[4 * i + 2] = ux * uy;
    joined[4 * i + 3] = vx % 7;
  }
  for (int i = 0; i < 4 * n; ++i) {
    image[i] = i * 37;
  }
  for (int i = 0; i < n; ++i) {
    float g = 0.25f * image[4 * i] + 0.5f * image[4 * i + 1] +
              0.25f * image[4 * i + 2];
    grey[4 * i] = grey[4 * i + 1] = grey[4 * i + 2] = g + 0.5f;
    grey[4 * i + 3] = image[4 * i + 3];
  }
  float *dIn = toDevice(in), *out = deviceArray<float>(n);
  lengths<<<3, 64>>>((const float4 *)dIn, out, n);
  expectNear("lengths", takeBack(out, n), expected, 1e-5, 1e-3);
  int *dWhole = toDevice(whole);
  out = deviceArray<float>(4 * n);
  combine<<<3, 64>>>((const float2 *)dIn, (const int2 *)dWhole, (float4 *)out,
                     n);
  expectEqual("combine", takeBack(out, 4 * n), joined);
  unsigned char *dImage = toDevice(image);
  unsigned char *dGrey = deviceArray<unsigned char>(4 * n);
  pixels<<<3, 64>>>((const uchar4 *)dImage, (uchar4 *)dGrey,
                    make_float3(0.25f, 0.5f, 0.25f), n);
  expectEqual("pixels", takeBack(dGrey, 4 * n), grey);
  return finish();
}
