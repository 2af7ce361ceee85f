// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Arguments that point into an array at any element: nothing may rely on a
// 32-byte boundary, and what lies beside must stay.
#include "check.h"

__global__ void addOne(const float *in, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] = in[i] + 1.0f;
  }
}

__global__ void invert(const unsigned char *in, unsigned char *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] = 255 - in[i];
  }
}

int main() {
  const int total = 300;
  const int offsets[] = {0, 1, 3, 7, 9};
  const int lengths[] = {1, 5, 31, 130};
  for (int offset : offsets) {
    for (int n : lengths) {
      std::vector<float> in = ramp(total, 0.5f), expected(total, -1.0f);
      std::vector<unsigned char> bytes(total), inverted(total, 77);
      int shift = 2 * offset + 1;
      for (int i = 0; i < total; ++i) {
        bytes[i] = i * 3;
      }
      for (int i = 0; i < n; ++i) {
        expected[shift + i] = in[offset + i] + 1.0f;
        inverted[shift + i] = 255 - bytes[offset + i];
      }
      float *dIn = toDevice(in), *out = deviceArray(total, -1.0f);
      addOne<<<(n + 31) / 32, 32>>>(dIn + offset, out + shift, n);
      expectEqual("floats", takeBack(out, total), expected);
      unsigned char *dBytes = toDevice(bytes);
      unsigned char *dOut = deviceArray<unsigned char>(total, 77);
      invert<<<(n + 31) / 32, 32>>>(dBytes + offset, dOut + shift, n);
      expectEqual("bytes", takeBack(dOut, total), inverted);
      cudaFree(dIn);
      cudaFree(dBytes);
    }
  }
  return finish();
}
