// Words that hang on the clock are no difference; a question how a kernel can
// be launched is no launch.
// RUN: cubeport verify %s | FileCheck %s
// RUN: cubeport run --on=oracle %s | FileCheck %s --check-prefix=LIMITS
#include <cstdio>
#include <cuda_runtime.h>

__global__ void timeSteps(long long *times, int *sums, int n) {
  long long start = clock64();
  int sum = 0;
  for (int i = 0; i <= (int)threadIdx.x; ++i)
    sum += i;
  sums[threadIdx.x] = sum;
  times[threadIdx.x] = clock64() - start + 1;
  times[n + threadIdx.x] = 7;
}

int main() {
  long long *times;
  int *sums;
  int blocks, threads;
  // LIMITS: at most {{[1-9][0-9]*}} threads
  cudaOccupancyMaxPotentialBlockSize(&blocks, &threads, timeSteps, 0, 0);
  printf("at most %d threads\n", threads);
  cudaMalloc(&times, 128 * sizeof(long long));
  cudaMalloc(&sums, 64 * sizeof(int));
  timeSteps<<<1, 64>>>(times, sums, 64);
  cudaDeviceSynchronize();
  return 0;
}
// CHECK: timeSteps 1 2 {{[0-9]+}} 0 match {{[0-9]+}} words hang on the clock
