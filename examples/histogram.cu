// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A histogram of bytes: each block counts in shared memory with atomics, then
// adds its counts to the global bins.
#include <cstdio>
#include <vector>

constexpr int bins = 64;

__global__ void histogram(const unsigned char *data, unsigned int *counts,
                          int n) {
  __shared__ unsigned int local[bins];
  for (int b = threadIdx.x; b < bins; b += blockDim.x) {
    local[b] = 0;
  }
  __syncthreads();
  int step = blockDim.x * gridDim.x;
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += step) {
    atomicAdd(&local[data[i] % bins], 1u);
  }
  __syncthreads();
  for (int b = threadIdx.x; b < bins; b += blockDim.x) {
    atomicAdd(&counts[b], local[b]);
  }
}

int main() {
  const int n = 9973;
  std::vector<unsigned char> data(n);
  std::vector<unsigned int> expected(bins, 0), counts(bins);
  unsigned int seed = 12345;
  for (int i = 0; i < n; ++i) {
    seed = seed * 1664525u + 1013904223u;
    data[i] = static_cast<unsigned char>(seed >> 24);
    ++expected[data[i] % bins];
  }
  unsigned char *dData;
  unsigned int *dCounts;
  cudaMalloc(&dData, n);
  cudaMalloc(&dCounts, bins * sizeof(unsigned int));
  cudaMemcpy(dData, data.data(), n, cudaMemcpyHostToDevice);
  cudaMemset(dCounts, 0, bins * sizeof(unsigned int));

  histogram<<<7, 96>>>(dData, dCounts, n);

  cudaMemcpy(counts.data(), dCounts, bins * sizeof(unsigned int),
             cudaMemcpyDeviceToHost);
  cudaFree(dData);
  cudaFree(dCounts);
  for (int b = 0; b < bins; ++b) {
    if (counts[b] != expected[b]) {
      printf("FAIL bin %d holds %u, expected %u\n", b, counts[b], expected[b]);
      return 1;
    }
  }
  printf("PASS\n");
  return 0;
}
