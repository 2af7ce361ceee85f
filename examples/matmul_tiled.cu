// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// C = A * B with tiles of 16 x 16 staged in shared memory, for sizes that are
// no multiple of the tile.
#include <cmath>
#include <cstdio>
#include <vector>

constexpr int tile = 16;

__global__ void matmulTiled(const float *a, const float *b, float *c, int m,
                            int n, int k) {
  __shared__ float tileA[tile][tile];
  __shared__ float tileB[tile][tile];
  int row = blockIdx.y * tile + threadIdx.y;
  int column = blockIdx.x * tile + threadIdx.x;
  float sum = 0.0f;
  for (int first = 0; first < k; first += tile) {
    int kA = first + threadIdx.x;
    int kB = first + threadIdx.y;
    tileA[threadIdx.y][threadIdx.x] =
        row < m && kA < k ? a[row * k + kA] : 0.0f;
    tileB[threadIdx.y][threadIdx.x] =
        column < n && kB < k ? b[kB * n + column] : 0.0f;
    __syncthreads();
    for (int i = 0; i < tile; ++i) {
      sum += tileA[threadIdx.y][i] * tileB[i][threadIdx.x];
    }
    __syncthreads();
  }
  if (row < m && column < n) {
    c[row * n + column] = sum;
  }
}

int main() {
  const int m = 53, n = 71, k = 45;
  std::vector<float> a(m * k), b(k * n), c(m * n);
  for (int i = 0; i < m * k; ++i) {
    a[i] = static_cast<float>(i % 17) - 8.0f;
  }
  for (int i = 0; i < k * n; ++i) {
    b[i] = static_cast<float>(i % 23) * 0.125f;
  }
  float *dA, *dB, *dC;
  cudaMalloc(&dA, a.size() * sizeof(float));
  cudaMalloc(&dB, b.size() * sizeof(float));
  cudaMalloc(&dC, c.size() * sizeof(float));
  cudaMemcpy(dA, a.data(), a.size() * sizeof(float), cudaMemcpyHostToDevice);
  cudaMemcpy(dB, b.data(), b.size() * sizeof(float), cudaMemcpyHostToDevice);

  dim3 block(tile, tile);
  dim3 grid((n + tile - 1) / tile, (m + tile - 1) / tile);
  matmulTiled<<<grid, block>>>(dA, dB, dC, m, n, k);

  cudaMemcpy(c.data(), dC, c.size() * sizeof(float), cudaMemcpyDeviceToHost);
  cudaFree(dA);
  cudaFree(dB);
  cudaFree(dC);
  for (int row = 0; row < m; ++row) {
    for (int column = 0; column < n; ++column) {
      float expected = 0.0f;
      for (int i = 0; i < k; ++i) {
        expected += a[row * k + i] * b[i * n + column];
      }
      if (std::fabs(c[row * n + column] - expected) > 1e-3f) {
        printf("FAIL row %d, column %d: %f, expected %f\n", row, column,
               c[row * n + column], expected);
        return 1;
      }
    }
  }
  printf("PASS\n");
  return 0;
}
