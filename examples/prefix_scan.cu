// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inclusive prefix sums of integers: Hillis-Steele inside each block with two
// rows of shared memory, a scan of the blocks' totals, one addition.
#include <cstdio>
#include <vector>

constexpr int threads = 128;

__global__ void scanBlocks(const int *in, int *out, int *totals, int n) {
  __shared__ int rows[2][threads];
  int lane = threadIdx.x;
  int i = blockIdx.x * threads + lane;
  int current = 0;
  rows[0][lane] = i < n ? in[i] : 0;
  __syncthreads();
  for (int offset = 1; offset < threads; offset *= 2) {
    int sum = rows[current][lane];
    if (lane >= offset) {
      sum += rows[current][lane - offset];
    }
    current = 1 - current;
    rows[current][lane] = sum;
    __syncthreads();
  }
  if (i < n) {
    out[i] = rows[current][lane];
  }
  if (lane == threads - 1 && totals != nullptr) {
    totals[blockIdx.x] = rows[current][lane];
  }
}

__global__ void addTotals(int *out, const int *totals, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (blockIdx.x > 0 && i < n) {
    out[i] += totals[blockIdx.x - 1];
  }
}

int main() {
  const int n = 7001;
  const int blocks = (n + threads - 1) / threads; // at most `threads`
  std::vector<int> in(n), out(n);
  for (int i = 0; i < n; ++i) {
    in[i] = (i * 29) % 41 - 15;
  }
  int *dIn, *dOut, *dTotals, *dSums;
  cudaMalloc(&dIn, n * sizeof(int));
  cudaMalloc(&dOut, n * sizeof(int));
  cudaMalloc(&dTotals, blocks * sizeof(int));
  cudaMalloc(&dSums, blocks * sizeof(int));
  cudaMemcpy(dIn, in.data(), n * sizeof(int), cudaMemcpyHostToDevice);

  scanBlocks<<<blocks, threads>>>(dIn, dOut, dTotals, n);
  scanBlocks<<<1, threads>>>(dTotals, dSums, nullptr, blocks);
  addTotals<<<blocks, threads>>>(dOut, dSums, n);

  cudaMemcpy(out.data(), dOut, n * sizeof(int), cudaMemcpyDeviceToHost);
  cudaFree(dIn);
  cudaFree(dOut);
  cudaFree(dTotals);
  cudaFree(dSums);
  int expected = 0;
  for (int i = 0; i < n; ++i) {
    expected += in[i];
    if (out[i] != expected) {
      printf("FAIL sum up to %d is %d, expected %d\n", i, out[i], expected);
      return 1;
    }
  }
  printf("PASS\n");
  return 0;
}
