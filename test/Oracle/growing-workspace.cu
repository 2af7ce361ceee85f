// Launches whose translations exchange their workspace for a larger one: the
// old one is not written to when memory is put back.
// RUN: cubeport verify %s | FileCheck %s
// CHECK: reverse 5 1 {{[0-9]+}} 0 match
#include <cuda_runtime.h>

__global__ void reverse(int *numbers) {
  extern __shared__ int part[];
  int *mine = numbers + blockIdx.x * blockDim.x;
  int seen[256];
  part[threadIdx.x] = mine[threadIdx.x];
  for (int i = 0; i < 256; ++i)
    seen[i] = i;
  __syncthreads();
  // The number of rounds differs from block to block.
  for (int round = 0; round <= (int)blockIdx.x % 3; ++round) {
    int other = part[blockDim.x - 1 - threadIdx.x];
    __syncthreads();
    seen[other & 255] += round;
    atomicAdd(&part[threadIdx.x], seen[threadIdx.x & 255]);
    __syncthreads();
  }
  mine[threadIdx.x] = part[threadIdx.x];
}

int main() {
  const int n = 1 << 15;
  int *numbers;
  cudaMalloc(&numbers, n * sizeof(int));
  cudaMemset(numbers, 1, n * sizeof(int));
  for (int threads = 64; threads <= 1024; threads *= 2)
    reverse<<<4, threads, threads * sizeof(int)>>>(numbers);
  cudaDeviceSynchronize();
  return 0;
}
