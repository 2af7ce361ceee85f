// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Threads that wait for memory make way for those that will write it: locks
// inside a block, blocks that wait for blocks behind them.
// RUN: cubeport run --on=oracle %s | FileCheck %s
// CHECK: PASS
#include <cstdio>

__device__ int lock, shared;
__device__ volatile int turns[40];

__global__ void guarded(int times) {
  for (int i = 0; i < times; ++i) {
    bool done = false;
    while (!done) {
      if (atomicCAS(&lock, 0, 1) == 0) {
        int before = *(volatile int *)&shared;
        *(volatile int *)&shared = before + 1;
        __threadfence();
        atomicExch(&lock, 0);
        done = true;
      }
    }
  }
}

/// Block 39 starts, each block waits for the one behind it.
__global__ void backwards(int *out) {
  int block = blockIdx.x;
  if (threadIdx.x == 0) {
    if (block != gridDim.x - 1) {
      while (turns[block + 1] == 0) {
      }
    }
    turns[block] = block + 1;
  }
  __syncthreads();
  out[block * blockDim.x + threadIdx.x] = turns[block];
}

int main() {
  int *data, h[40 * 32], count = 0;
  cudaMalloc(&data, sizeof(h));
  guarded<<<4, 32>>>(5);
  cudaMemcpyFromSymbol(&count, shared, sizeof(int));
  backwards<<<40, 32>>>(data);
  cudaMemcpy(h, data, sizeof(h), cudaMemcpyDeviceToHost);
  bool ok = count == 4 * 32 * 5;
  for (int i = 0; i < 40 * 32; ++i) {
    ok &= h[i] == i / 32 + 1;
  }
  printf(ok ? "PASS\n" : "FAIL %d\n", count);
  return 0;
}
