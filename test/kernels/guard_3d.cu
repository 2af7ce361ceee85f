// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Three-dimensional blocks and grids with guards on all axes.
#include "check.h"

__global__ void fill(int *out, int nx, int ny, int nz) {
  int x = blockIdx.x * blockDim.x + threadIdx.x;
  int y = blockIdx.y * blockDim.y + threadIdx.y;
  int z = blockIdx.z * blockDim.z + threadIdx.z;
  if (x < nx && y < ny && z < nz) {
    out[(z * ny + y) * nx + x] = 10000 * z + 100 * y + x;
  }
}

int main() {
  const int nx = 13, ny = 11, nz = 7;
  const dim3 blocks[] = {dim3(4, 3, 5), dim3(8, 8, 4), dim3(1, 1, 64),
                         dim3(13, 11, 7)};
  std::vector<int> expected(nx * ny * nz);
  for (int i = 0; i < nx * ny * nz; ++i) {
    expected[i] = 10000 * (i / (nx * ny)) + 100 * (i / nx % ny) + i % nx;
  }
  for (const dim3 &block : blocks) {
    dim3 grid((nx + block.x - 1) / block.x, (ny + block.y - 1) / block.y,
              (nz + block.z - 1) / block.z);
    int *out = deviceArray<int>(nx * ny * nz, -1);
    fill<<<grid, block>>>(out, nx, ny, nz);
    expectEqual("fill", takeBack(out, nx * ny * nz), expected);
  }
  return finish();
}
