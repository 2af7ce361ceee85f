// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The first CUDA program of everybody: c = a + b, one thread per element.
#include <cstdio>
#include <vector>

__global__ void vectorAdd(const float *a, const float *b, float *c, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    c[i] = a[i] + b[i];
  }
}

int main() {
  const int n = 50001; // no multiple of the block size
  std::vector<float> a(n), b(n), c(n);
  for (int i = 0; i < n; ++i) {
    a[i] = 0.5f * i;
    b[i] = 1.0f - i;
  }
  const size_t bytes = n * sizeof(float);
  float *dA, *dB, *dC;
  cudaMalloc(&dA, bytes);
  cudaMalloc(&dB, bytes);
  cudaMalloc(&dC, bytes);
  cudaMemcpy(dA, a.data(), bytes, cudaMemcpyHostToDevice);
  cudaMemcpy(dB, b.data(), bytes, cudaMemcpyHostToDevice);

  vectorAdd<<<(n + 255) / 256, 256>>>(dA, dB, dC, n);

  cudaMemcpy(c.data(), dC, bytes, cudaMemcpyDeviceToHost);
  cudaFree(dA);
  cudaFree(dB);
  cudaFree(dC);

  for (int i = 0; i < n; ++i) {
    if (c[i] != a[i] + b[i]) {
      printf("FAIL c[%d] = %f, expected %f\n", i, c[i], a[i] + b[i]);
      return 1;
    }
  }
  printf("PASS\n");
  return 0;
}
