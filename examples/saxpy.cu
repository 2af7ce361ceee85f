// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// y = alpha * x + y with a scalar argument, an in-place array and checked
// runtime calls.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

#define CHECK(call)                                                            \
  do {                                                                         \
    cudaError_t status = (call);                                               \
    if (status != cudaSuccess) {                                               \
      printf("FAIL %s: %s\n", #call, cudaGetErrorString(status));              \
      exit(1);                                                                 \
    }                                                                          \
  } while (0)

__global__ void saxpy(int n, float alpha, const float *__restrict__ x,
                      float *__restrict__ y) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) {
    return;
  }
  y[i] = alpha * x[i] + y[i];
}

int main() {
  const int n = 30011;
  const float alpha = 2.5f;
  std::vector<float> x(n), y(n), result(n);
  for (int i = 0; i < n; ++i) {
    x[i] = std::sin(0.01f * i);
    y[i] = 1.0f / (1 + i % 97);
  }
  const size_t bytes = n * sizeof(float);
  float *dX, *dY;
  CHECK(cudaMalloc((void **)&dX, bytes));
  CHECK(cudaMalloc((void **)&dY, bytes));
  CHECK(cudaMemcpy(dX, x.data(), bytes, cudaMemcpyHostToDevice));
  CHECK(cudaMemcpy(dY, y.data(), bytes, cudaMemcpyHostToDevice));

  dim3 block(192);
  dim3 grid((n + block.x - 1) / block.x);
  saxpy<<<grid, block>>>(n, alpha, dX, dY);
  CHECK(cudaGetLastError());
  CHECK(cudaDeviceSynchronize());

  CHECK(cudaMemcpy(result.data(), dY, bytes, cudaMemcpyDeviceToHost));
  CHECK(cudaFree(dX));
  CHECK(cudaFree(dY));
  for (int i = 0; i < n; ++i) {
    float expected = alpha * x[i] + y[i];
    if (std::fabs(result[i] - expected) > 1e-5f) {
      printf("FAIL y[%d] = %f, expected %f\n", i, result[i], expected);
      return 1;
    }
  }
  printf("PASS\n");
  return 0;
}
