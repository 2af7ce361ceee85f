// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Memory beyond the plain calls: in stream order, pitched, in three
// dimensions, and host memory that the device reaches.
#include "check.h"

__global__ void increment(int *x, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    x[i] += 1;
  }
}

static void testStreamOrder() {
  const int n = 300;
  cudaStream_t stream;
  cudaMemPool_t pool;
  uint64_t threshold = UINT64_MAX;
  int *x = nullptr;
  require(cudaStreamCreate(&stream), "stream");
  require(cudaDeviceGetDefaultMemPool(&pool, 0), "pool");
  require(cudaMemPoolSetAttribute(pool, cudaMemPoolAttrReleaseThreshold,
                                  &threshold),
          "threshold");
  require(cudaMallocAsync(&x, n * sizeof(int), stream), "cudaMallocAsync");
  require(cudaMemsetAsync(x, 0, n * sizeof(int), stream), "cudaMemsetAsync");
  increment<<<3, 128, 0, stream>>>(x, n);
  std::vector<int> got(n);
  require(cudaMemcpyAsync(got.data(), x, n * sizeof(int),
                          cudaMemcpyDeviceToHost, stream),
          "cudaMemcpyAsync");
  require(cudaFreeAsync(x, stream), "cudaFreeAsync");
  require(cudaStreamSynchronize(stream), "synchronize");
  expectEqual("stream order", got, std::vector<int>(n, 1));
  cudaStreamDestroy(stream);
}

static void testThreeDimensions() {
  const size_t width = 40, height = 3, depth = 2;
  cudaExtent extent = make_cudaExtent(width, height, depth);
  cudaPitchedPtr pitched;
  require(cudaMalloc3D(&pitched, extent), "cudaMalloc3D");
  require(cudaMemset3D(pitched, 7, extent), "cudaMemset3D");
  require(cudaMemset2D(pitched.ptr, pitched.pitch, 1, 4, height),
          "cudaMemset2D");
  std::vector<unsigned char> got(width * height * depth), expected(got.size(), 7);
  for (size_t y = 0; y < height; ++y) {
    for (size_t x = 0; x < 4; ++x) {
      expected[y * width + x] = 1;
    }
  }
  cudaMemcpy3DParms parms = {0};
  parms.srcPtr = pitched;
  parms.dstPtr = make_cudaPitchedPtr(got.data(), width, width, height);
  parms.extent = extent;
  parms.kind = cudaMemcpyDeviceToHost;
  require(cudaMemcpy3D(&parms), "cudaMemcpy3D");
  expectEqual("three dimensions", got, expected);
  cudaFree(pitched.ptr);
}

static void testMapped() {
  const int n = 100;
  int *onHost = nullptr, *onDevice = nullptr;
  require(cudaHostAlloc(&onHost, n * sizeof(int), cudaHostAllocMapped),
          "cudaHostAlloc");
  for (int i = 0; i < n; ++i) {
    onHost[i] = i;
  }
  require(cudaHostGetDevicePointer(&onDevice, onHost, 0), "device pointer");
  increment<<<1, 128>>>(onDevice, n);
  require(cudaDeviceSynchronize(), "synchronize");
  std::vector<int> got(onHost, onHost + n), expected(n);
  for (int i = 0; i < n; ++i) {
    expected[i] = i + 1;
  }
  expectEqual("mapped", got, expected);
  cudaFreeHost(onHost);
}

int main() {
  testStreamOrder();
  testThreeDimensions();
  testMapped();
  return finish();
}
