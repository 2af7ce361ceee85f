// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sums of neighbours: five points in a plane, and a convolution along a line,
// each from memory and by way of shared memory.
#include "bench.h"

__global__ void fivePoints(const float *x, float *y, int width, int height) {
  int column = blockIdx.x * blockDim.x + threadIdx.x;
  int row = blockIdx.y * blockDim.y + threadIdx.y;
  if (column < 1 || row < 1 || column >= width - 1 || row >= height - 1)
    return;
  int i = row * width + column;
  y[i] = 0.5f * x[i] +
         0.125f * (x[i - 1] + x[i + 1] + x[i - width] + x[i + width]);
}

constexpr int tileWidth = 32, tileHeight = 8;

__global__ void fivePointsByTiles(const float *x, float *y, int width,
                                  int height) {
  __shared__ float tile[tileHeight + 2][tileWidth + 2];
  int tx = threadIdx.x + 1, ty = threadIdx.y + 1;
  int column = blockIdx.x * tileWidth + threadIdx.x;
  int row = blockIdx.y * tileHeight + threadIdx.y;
  int i = row * width + column;
  if (column < width && row < height) {
    tile[ty][tx] = x[i];
    if (threadIdx.x == 0 && column > 0)
      tile[ty][0] = x[i - 1];
    if (threadIdx.x == tileWidth - 1 && column < width - 1)
      tile[ty][tileWidth + 1] = x[i + 1];
    if (threadIdx.y == 0 && row > 0)
      tile[0][tx] = x[i - width];
    if (threadIdx.y == tileHeight - 1 && row < height - 1)
      tile[tileHeight + 1][tx] = x[i + width];
  }
  __syncthreads();
  if (column < 1 || row < 1 || column >= width - 1 || row >= height - 1)
    return;
  y[i] = 0.5f * tile[ty][tx] + 0.125f * (tile[ty][tx - 1] + tile[ty][tx + 1] +
                                         tile[ty - 1][tx] + tile[ty + 1][tx]);
}

constexpr int radius = 3, blockSize = 256;
__constant__ float weights[2 * radius + 1];

__global__ void convolve(const float *x, float *y, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n)
    return;
  float sum = 0;
  for (int k = -radius; k <= radius; ++k)
    if (i + k >= 0 && i + k < n)
      sum += weights[k + radius] * x[i + k];
  y[i] = sum;
}

__global__ void convolveByTiles(const float *x, float *y, int n) {
  __shared__ float tile[blockSize + 2 * radius];
  int i = blockIdx.x * blockSize + threadIdx.x;
  int t = threadIdx.x + radius;
  tile[t] = i < n ? x[i] : 0;
  if (threadIdx.x < radius) {
    tile[t - radius] = i >= radius ? x[i - radius] : 0;
    tile[t + blockSize] = i + blockSize < n ? x[i + blockSize] : 0;
  }
  __syncthreads();
  if (i >= n)
    return;
  float sum = 0;
  for (int k = -radius; k <= radius; ++k)
    sum += weights[k + radius] * tile[t + k];
  y[i] = sum;
}

static int runPlane(bool tiles, int height, int width) {
  const size_t n = size_t(width) * height;
  std::vector<float> x = numbers(n, 1);
  float *dx[2], *dy[2];
  for (int set = 0; set < 2; ++set) {
    dx[set] = upload(x);
    dy[set] = allocate<float>(n);
  }
  dim3 block(tileWidth, tileHeight);
  dim3 grid((width + block.x - 1) / block.x, (height + block.y - 1) / block.y);
  runTwice([&](int set) {
    if (tiles)
      fivePointsByTiles<<<grid, block>>>(dx[set], dy[set], width, height);
    else
      fivePoints<<<grid, block>>>(dx[set], dy[set], width, height);
  });
  std::vector<float> got = download(dy[1], n);
  Distance distance;
  for (int row = 0; row < height; ++row) {
    for (int column = 0; column < width; ++column) {
      const size_t i = size_t(row) * width + column;
      const bool inner =
          row && column && row < height - 1 && column < width - 1;
      distance.compare(got[i],
                       inner ? 0.5 * x[i] +
                                   0.125 * (double(x[i - 1]) + x[i + 1] +
                                            x[i - width] + x[i + width])
                             : 0);
    }
  }
  return finish(distance.worst, 1e-6, 8.0 * n);
}

static int runLine(bool tiles, int n) {
  std::vector<float> x = numbers(n, 1), w = numbers(2 * radius + 1, 2);
  CHECK_CUDA(cudaMemcpyToSymbol(weights, w.data(), w.size() * sizeof(float)));
  float *dx[2], *dy[2];
  for (int set = 0; set < 2; ++set) {
    dx[set] = upload(x);
    dy[set] = allocate<float>(n);
  }
  int blocks = (n + blockSize - 1) / blockSize;
  runTwice([&](int set) {
    if (tiles)
      convolveByTiles<<<blocks, blockSize>>>(dx[set], dy[set], n);
    else
      convolve<<<blocks, blockSize>>>(dx[set], dy[set], n);
  });
  std::vector<float> got = download(dy[1], n);
  Distance distance;
  for (int i = 0; i < n; ++i) {
    double sum = 0;
    for (int k = -radius; k <= radius; ++k)
      if (i + k >= 0 && i + k < n)
        sum += double(w[k + radius]) * x[i + k];
    distance.compare(got[i], sum);
  }
  return finish(distance.worst, 2e-6, 8.0 * n);
}

int main(int argc, char **argv) {
  if (argc < 4)
    return misuse("stencil plane|line naive|tiles N [WIDTH]");
  const bool tiles = !strcmp(argv[2], "tiles");
  const int n = atoi(argv[3]);
  return !strcmp(argv[1], "plane")
             ? runPlane(tiles, n, argc > 4 ? atoi(argv[4]) : n)
             : runLine(tiles, n);
}
