// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Guards on two axes, blocks of odd shape, and the transposed order of axes.
#include "check.h"

__global__ void rowMajor(const float *in, float *out, int width, int height) {
  int x = blockIdx.x * blockDim.x + threadIdx.x;
  int y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x < width && y < height) {
    out[y * width + x] = in[y * width + x] + 1000.0f * y + x;
  }
}

__global__ void columnMajor(const float *in, float *out, int width,
                            int height) {
  int x = blockIdx.x * blockDim.x + threadIdx.x;
  int y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x < width && y < height) {
    out[x * height + y] = in[x * height + y] + 1000.0f * y + x;
  }
}

int main() {
  const dim3 blocks[] = {dim3(7, 5), dim3(16, 16), dim3(32, 1), dim3(1, 33),
                         dim3(32, 32)};
  const int sizes[][2] = {{1, 1}, {17, 3}, {64, 64}, {45, 70}};
  for (const dim3 &block : blocks) {
    for (const auto &size : sizes) {
      int w = size[0], h = size[1];
      std::vector<float> in = ramp(w * h, 0.25f), byRow(w * h), byColumn(w * h);
      for (int y = 0; y < h; ++y) {
        for (int x = 0; x < w; ++x) {
          byRow[y * w + x] = in[y * w + x] + 1000.0f * y + x;
          byColumn[x * h + y] = in[x * h + y] + 1000.0f * y + x;
        }
      }
      dim3 grid((w + block.x - 1) / block.x, (h + block.y - 1) / block.y);
      float *dIn = toDevice(in), *dOut = deviceArray<float>(w * h);
      rowMajor<<<grid, block>>>(dIn, dOut, w, h);
      expectEqual("row major", takeBack(dOut, w * h), byRow);
      dOut = deviceArray<float>(w * h);
      columnMajor<<<grid, block>>>(dIn, dOut, w, h);
      expectEqual("column major", takeBack(dOut, w * h), byColumn);
      cudaFree(dIn);
    }
  }
  return finish();
}
