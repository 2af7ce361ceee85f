#pragma once
#include <cuda_runtime.h>
// Used by both halves.
__host__ __device__ inline int roundUp(int n, int m) {
  return (n + m - 1) / m * m;
}
__host__ __device__ inline int onlyUsefulOnDevice() { return threadIdx.x; }
__host__ __device__ inline int callsSuch() { return onlyUsefulOnDevice(); }
inline bool failed(cudaError_t error) { return error != cudaSuccess; }
