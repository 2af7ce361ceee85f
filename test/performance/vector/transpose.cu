// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The transpose of a matrix, straight from memory to memory and by way of
// tiles in shared memory.
#include "bench.h"

__global__ void naive(const float *x, float *y, int rows, int columns) {
  int column = blockIdx.x * blockDim.x + threadIdx.x;
  int row = blockIdx.y * blockDim.y + threadIdx.y;
  if (row < rows && column < columns)
    y[column * rows + row] = x[row * columns + column];
}

constexpr int tileSize = 32, tileRows = 8;

__global__ void byTiles(const float *x, float *y, int rows, int columns) {
  __shared__ float tile[tileSize][tileSize + 1];
  int column = blockIdx.x * tileSize + threadIdx.x;
  int row = blockIdx.y * tileSize + threadIdx.y;
  for (int k = 0; k < tileSize; k += tileRows)
    if (row + k < rows && column < columns)
      tile[threadIdx.y + k][threadIdx.x] = x[(row + k) * columns + column];
  __syncthreads();
  column = blockIdx.y * tileSize + threadIdx.x;
  row = blockIdx.x * tileSize + threadIdx.y;
  for (int k = 0; k < tileSize; k += tileRows)
    if (row + k < columns && column < rows)
      y[(row + k) * rows + column] = tile[threadIdx.x][threadIdx.y + k];
}

int main(int argc, char **argv) {
  if (argc < 4)
    return misuse("transpose naive|tiles ROWS COLUMNS");
  const bool tiles = !strcmp(argv[1], "tiles");
  const int rows = atoi(argv[2]), columns = atoi(argv[3]);
  const size_t n = size_t(rows) * columns;
  std::vector<float> x = numbers(n, 1);
  float *dx[2], *dy[2];
  for (int set = 0; set < 2; ++set) {
    dx[set] = upload(x);
    dy[set] = allocate<float>(n);
  }
  dim3 grid((columns + 31) / 32, (rows + (tiles ? 31 : 7)) / (tiles ? 32 : 8));
  dim3 block(32, 8);
  runTwice([&](int set) {
    if (tiles)
      byTiles<<<grid, block>>>(dx[set], dy[set], rows, columns);
    else
      naive<<<grid, block>>>(dx[set], dy[set], rows, columns);
  });
  std::vector<float> got = download(dy[1], n);
  Distance distance;
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column)
      distance.compare(got[size_t(column) * rows + row],
                       x[size_t(row) * columns + column]);
  return finish(distance.worst, 0, 8.0 * n);
}
