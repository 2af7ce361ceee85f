// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A dot product with a fixed grid: each thread strides over the arrays, each
// block reduces in shared memory and adds its part with one atomic.
#include <cmath>
#include <cstdio>
#include <vector>

constexpr int threads = 128;

__global__ void dot(const float *a, const float *b, float *result, int n) {
  __shared__ float cache[threads];
  float sum = 0.0f;
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n;
       i += blockDim.x * gridDim.x) {
    sum += a[i] * b[i];
  }
  cache[threadIdx.x] = sum;
  __syncthreads();
  for (int half = threads / 2; half > 0; half /= 2) {
    if (threadIdx.x < half) {
      cache[threadIdx.x] += cache[threadIdx.x + half];
    }
    __syncthreads();
  }
  if (threadIdx.x == 0) {
    atomicAdd(result, cache[0]);
  }
}

int main() {
  const int n = 25013, blocks = 9;
  std::vector<float> a(n), b(n);
  double expected = 0.0;
  for (int i = 0; i < n; ++i) {
    a[i] = 0.001f * (i % 1000);
    b[i] = 1.0f - 0.002f * (i % 777);
    expected += static_cast<double>(a[i]) * b[i];
  }
  float *dA, *dB, *dResult;
  cudaMalloc(&dA, n * sizeof(float));
  cudaMalloc(&dB, n * sizeof(float));
  cudaMalloc(&dResult, sizeof(float));
  cudaMemcpy(dA, a.data(), n * sizeof(float), cudaMemcpyHostToDevice);
  cudaMemcpy(dB, b.data(), n * sizeof(float), cudaMemcpyHostToDevice);
  cudaMemset(dResult, 0, sizeof(float));

  dot<<<blocks, threads>>>(dA, dB, dResult, n);

  float result = 0.0f;
  cudaMemcpy(&result, dResult, sizeof(float), cudaMemcpyDeviceToHost);
  cudaFree(dA);
  cudaFree(dB);
  cudaFree(dResult);
  if (std::fabs(result - expected) > 1e-4 * std::fabs(expected)) {
    printf("FAIL dot product %f, expected %f\n", result, expected);
    return 1;
  }
  printf("PASS\n");
  return 0;
}
