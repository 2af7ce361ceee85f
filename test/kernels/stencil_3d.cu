// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// A seven-point stencil: a two-dimensional grid that marches along z with
// values kept in registers.
#include "check.h"

__global__ void stencil(const float *in, float *out, int nx, int ny, int nz) {
  int x = blockIdx.x * blockDim.x + threadIdx.x;
  int y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x < 1 || y < 1 || x >= nx - 1 || y >= ny - 1) {
    return;
  }
  int plane = nx * ny;
  int i = y * nx + x;
  float below = in[i], here = in[i + plane];
  for (int z = 1; z < nz - 1; ++z) {
    i += plane;
    float above = in[i + plane];
    out[i] = 0.4f * here + 0.1f * (below + above + in[i - 1] + in[i + 1] +
                                   in[i - nx] + in[i + nx]);
    below = here;
    here = above;
  }
}

int main() {
  const int nx = 21, ny = 18, nz = 9, n = nx * ny * nz;
  std::vector<int> random = mixed(n, 64);
  std::vector<float> in(random.begin(), random.end()), expected(n, -1.0f);
  for (int i = 0; i < n; ++i) {
    int x = i % nx, y = i / nx % ny, z = i / (nx * ny);
    if (x > 0 && y > 0 && z > 0 && x < nx - 1 && y < ny - 1 && z < nz - 1) {
      expected[i] =
          0.4f * in[i] + 0.1f * (in[i - nx * ny] + in[i + nx * ny] + in[i - 1] +
                                 in[i + 1] + in[i - nx] + in[i + nx]);
    }
  }
  float *dIn = toDevice(in), *out = deviceArray(n, -1.0f);
  stencil<<<dim3(3, 5), dim3(8, 4)>>>(dIn, out, nx, ny, nz);
  expectNear("stencil", takeBack(out, n), expected, 1e-5, 1e-4);
  return finish();
}
