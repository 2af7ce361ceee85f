// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// SAXPY over slices in four streams: pinned memory, asynchronous copies,
// events that order streams and measure time.
#include <cmath>
#include <cstdio>
#include <cstdlib>

#define CHECK(call)                                                            \
  do {                                                                         \
    cudaError_t status = (call);                                               \
    if (status != cudaSuccess) {                                               \
      printf("FAIL %s: %s\n", #call, cudaGetErrorName(status));                \
      exit(1);                                                                 \
    }                                                                          \
  } while (0)

__global__ void saxpySlice(float alpha, const float *x, float *y, int count) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < count) {
    y[i] += alpha * x[i];
  }
}

int main() {
  const int streams = 4;
  const int n = 40003;
  const float alpha = -0.75f;
  const int slice = (n + streams - 1) / streams;
  const size_t bytes = n * sizeof(float);

  float *x, *y, *dX, *dY;
  CHECK(cudaMallocHost((void **)&x, bytes));
  CHECK(cudaMallocHost((void **)&y, bytes));
  CHECK(cudaMalloc((void **)&dX, bytes));
  CHECK(cudaMalloc((void **)&dY, bytes));
  for (int i = 0; i < n; ++i) {
    x[i] = std::cos(0.1f * i);
    y[i] = 3.0f;
  }

  cudaStream_t stream[streams];
  cudaEvent_t start, stop;
  CHECK(cudaEventCreate(&start));
  CHECK(cudaEventCreate(&stop));
  for (int s = 0; s < streams; ++s) {
    CHECK(cudaStreamCreate(&stream[s]));
  }
  CHECK(cudaEventRecord(start, 0));
  for (int s = 0; s < streams; ++s) {
    int first = s * slice;
    int count = n - first < slice ? n - first : slice;
    size_t part = count * sizeof(float);
    CHECK(cudaMemcpyAsync(dX + first, x + first, part, cudaMemcpyHostToDevice,
                          stream[s]));
    CHECK(cudaMemcpyAsync(dY + first, y + first, part, cudaMemcpyHostToDevice,
                          stream[s]));
    saxpySlice<<<(count + 127) / 128, 128, 0, stream[s]>>>(alpha, dX + first,
                                                           dY + first, count);
    CHECK(cudaGetLastError());
    CHECK(cudaMemcpyAsync(y + first, dY + first, part, cudaMemcpyDeviceToHost,
                          stream[s]));
  }
  for (int s = 0; s < streams; ++s) {
    CHECK(cudaStreamSynchronize(stream[s]));
    CHECK(cudaStreamDestroy(stream[s]));
  }
  CHECK(cudaEventRecord(stop, 0));
  CHECK(cudaEventSynchronize(stop));
  float milliseconds = -1.0f;
  CHECK(cudaEventElapsedTime(&milliseconds, start, stop));
  CHECK(cudaEventDestroy(start));
  CHECK(cudaEventDestroy(stop));

  int errors = milliseconds < 0.0f;
  for (int i = 0; i < n; ++i) {
    float expected = 3.0f + alpha * std::cos(0.1f * i);
    errors += std::fabs(y[i] - expected) > 1e-5f;
  }
  CHECK(cudaFreeHost(x));
  CHECK(cudaFreeHost(y));
  CHECK(cudaFree(dX));
  CHECK(cudaFree(dY));
  if (errors) {
    printf("FAIL %d errors\n", errors);
    return 1;
  }
  printf("PASS\n");
  return 0;
}
