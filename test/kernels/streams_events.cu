// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Streams, events between streams, asynchronous copies and memset.
#include "check.h"

__global__ void addTo(int *data, int n, int amount) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    data[i] += amount;
  }
}

int main() {
  const int n = 1000;
  int *host = nullptr, *data = nullptr;
  require(cudaMallocHost((void **)&host, n * sizeof(int)), "cudaMallocHost");
  require(cudaMalloc((void **)&data, n * sizeof(int)), "cudaMalloc");
  cudaStream_t first, second;
  cudaEvent_t filled, start, stop;
  require(cudaStreamCreate(&first), "first");
  require(cudaStreamCreateWithFlags(&second, cudaStreamNonBlocking), "second");
  require(cudaEventCreateWithFlags(&filled, cudaEventDisableTiming), "filled");
  require(cudaEventCreate(&start), "start");
  require(cudaEventCreate(&stop), "stop");

  require(cudaEventRecord(start, first), "record");
  require(cudaMemsetAsync(data, 1, n * sizeof(int), first), "memset");
  addTo<<<8, 128, 0, first>>>(data, n, 5);
  require(cudaEventRecord(filled, first), "record");
  require(cudaStreamWaitEvent(second, filled, 0), "wait");
  addTo<<<8, 128, 0, second>>>(data, n, 7);
  require(cudaMemcpyAsync(host, data, n * sizeof(int), cudaMemcpyDeviceToHost,
                          second),
          "copy");
  require(cudaStreamSynchronize(second), "synchronize");
  require(cudaEventRecord(stop, second), "record");
  require(cudaEventSynchronize(stop), "synchronize");
  require(cudaEventQuery(stop), "query");
  float milliseconds = -1.0f;
  require(cudaEventElapsedTime(&milliseconds, start, stop), "elapsed");
  if (milliseconds < 0.0f) {
    printf("FAIL negative time\n");
    return 1;
  }
  expectEqual("data", std::vector<int>(host, host + n),
              std::vector<int>(n, 0x01010101 + 12));

  require(cudaEventDestroy(filled), "destroy");
  require(cudaEventDestroy(start), "destroy");
  require(cudaEventDestroy(stop), "destroy");
  require(cudaStreamDestroy(first), "destroy");
  require(cudaStreamDestroy(second), "destroy");
  require(cudaFreeHost(host), "cudaFreeHost");
  require(cudaFree(data), "cudaFree");
  require(cudaDeviceReset(), "reset");
  return finish();
}
