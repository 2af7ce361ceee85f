// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The sum of an array: each block halves its values in shared memory until
// one is left, a second launch sums the blocks' results.
#include <cmath>
#include <cstdio>
#include <vector>

constexpr int threads = 256;

__global__ void blockSum(const float *in, float *sums, int n) {
  __shared__ float partial[threads];
  int lane = threadIdx.x;
  int i = blockIdx.x * blockDim.x + lane;
  partial[lane] = i < n ? in[i] : 0.0f;
  __syncthreads();
  for (int stride = blockDim.x / 2; stride > 0; stride >>= 1) {
    if (lane < stride) {
      partial[lane] += partial[lane + stride];
    }
    __syncthreads();
  }
  if (lane == 0) {
    sums[blockIdx.x] = partial[0];
  }
}

int main() {
  const int n = 20011;
  const int blocks = (n + threads - 1) / threads; // at most `threads`
  std::vector<float> in(n);
  double expected = 0.0;
  for (int i = 0; i < n; ++i) {
    in[i] = static_cast<float>(i % 13) * 0.25f - 1.0f;
    expected += in[i];
  }
  float *dIn, *dSums, *dTotal;
  cudaMalloc(&dIn, n * sizeof(float));
  cudaMalloc(&dSums, blocks * sizeof(float));
  cudaMalloc(&dTotal, sizeof(float));
  cudaMemcpy(dIn, in.data(), n * sizeof(float), cudaMemcpyHostToDevice);

  blockSum<<<blocks, threads>>>(dIn, dSums, n);
  blockSum<<<1, threads>>>(dSums, dTotal, blocks);

  float total = 0.0f;
  cudaMemcpy(&total, dTotal, sizeof(float), cudaMemcpyDeviceToHost);
  cudaFree(dIn);
  cudaFree(dSums);
  cudaFree(dTotal);
  if (std::fabs(total - expected) > 0.05) {
    printf("FAIL sum %f, expected %f\n", total, expected);
    return 1;
  }
  printf("PASS\n");
  return 0;
}
