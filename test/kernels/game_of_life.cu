// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Conway's game of life on a torus: modulo indices, bytes, many conditions.
#include "check.h"
#include <utility>

__global__ void generation(const unsigned char *now, unsigned char *next,
                           int width, int height) {
  int x = blockIdx.x * blockDim.x + threadIdx.x;
  int y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x >= width || y >= height) {
    return;
  }
  int alive = 0;
  for (int dy = -1; dy <= 1; ++dy) {
    for (int dx = -1; dx <= 1; ++dx) {
      if (dx == 0 && dy == 0) {
        continue;
      }
      int nx = (x + dx + width) % width;
      int ny = (y + dy + height) % height;
      alive += now[ny * width + nx];
    }
  }
  bool lives = now[y * width + x];
  next[y * width + x] = alive == 3 || (lives && alive == 2);
}

int main() {
  const int width = 37, height = 23, n = width * height, rounds = 3;
  std::vector<int> random = mixed(n, 3);
  std::vector<unsigned char> cells(n), next(n);
  for (int i = 0; i < n; ++i) {
    cells[i] = random[i] == 0;
  }
  unsigned char *dNow = toDevice(cells), *dNext = toDevice(cells);
  for (int round = 0; round < rounds; ++round) {
    generation<<<dim3(3, 3), dim3(16, 8)>>>(dNow, dNext, width, height);
    std::swap(dNow, dNext);
    for (int i = 0; i < n; ++i) {
      int alive = 0;
      for (int k = 0; k < 9; ++k) {
        int x = (i % width + k % 3 - 1 + width) % width;
        int y = (i / width + k / 3 - 1 + height) % height;
        alive += k != 4 && cells[y * width + x];
      }
      next[i] = alive == 3 || (cells[i] && alive == 2);
    }
    cells.swap(next);
  }
  expectEqual("cells", takeBack(dNow, n), cells);
  return finish();
}
