// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Matrix transpose through a padded tile in shared memory; a thread block of
// 32 x 8 threads moves a tile of 32 x 32 elements.
#include <cstdio>
#include <vector>

constexpr int tileSize = 32;
constexpr int blockRows = 8;

__global__ void transpose(float *out, const float *in, int width, int height) {
  __shared__ float tile[tileSize][tileSize + 1];

  int x = blockIdx.x * tileSize + threadIdx.x;
  int y = blockIdx.y * tileSize + threadIdx.y;
  for (int row = 0; row < tileSize; row += blockRows) {
    if (x < width && y + row < height) {
      tile[threadIdx.y + row][threadIdx.x] = in[(y + row) * width + x];
    }
  }
  __syncthreads();

  x = blockIdx.y * tileSize + threadIdx.x;
  y = blockIdx.x * tileSize + threadIdx.y;
  for (int row = 0; row < tileSize; row += blockRows) {
    if (x < height && y + row < width) {
      out[(y + row) * height + x] = tile[threadIdx.x][threadIdx.y + row];
    }
  }
}

int main() {
  const int width = 117, height = 75;
  std::vector<float> in(width * height), out(width * height, -1.0f);
  for (int i = 0; i < width * height; ++i) {
    in[i] = static_cast<float>(i);
  }
  const size_t bytes = in.size() * sizeof(float);
  float *dIn, *dOut;
  cudaMalloc(&dIn, bytes);
  cudaMalloc(&dOut, bytes);
  cudaMemcpy(dIn, in.data(), bytes, cudaMemcpyHostToDevice);

  dim3 grid((width + tileSize - 1) / tileSize,
            (height + tileSize - 1) / tileSize);
  dim3 block(tileSize, blockRows);
  transpose<<<grid, block>>>(dOut, dIn, width, height);

  cudaMemcpy(out.data(), dOut, bytes, cudaMemcpyDeviceToHost);
  cudaFree(dIn);
  cudaFree(dOut);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      if (out[x * height + y] != in[y * width + x]) {
        printf("FAIL at row %d, column %d: %f\n", y, x, out[x * height + y]);
        return 1;
      }
    }
  }
  printf("PASS\n");
  return 0;
}
