// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport verify %s --route=threads | FileCheck %s
// CHECK: names {{.*}} match
// CHECK: truth {{.*}} match
// CHECK: shifts {{.*}} match
// Values that outlive a wait and are named like what is kept for the wait; an
// order of truth values; shifts of small numbers of 64 bits.
#include <cuda_runtime.h>

__global__ void names(float *value, int *result, int step, int t) {
  float mask = value[threadIdx.x] * step, width = mask + t;
  int flag = result[threadIdx.x];
  bool wait = __any_sync(0xffffffffu, flag > 3);
  float argument = __shfl_up_sync(0xffffffffu, floorf(width), 3, 4);
  value[threadIdx.x] = mask + argument * wait;
  result[threadIdx.x] = flag + __reduce_max_sync(0xffffffffu, step + flag);
}

__global__ void truth(float *out, float a, int n) {
  float best = 0.0f;
  bool was = false;
  for (int i = 0; i < n; ++i) {
    bool is = out[i] > a;
    best = is > was ? out[i] : best;
    was = is && i % 3 != 0;
  }
  __syncthreads();
  out[threadIdx.x] = best;
}

__global__ void shifts(unsigned long long *out, int n) {
  unsigned int i = threadIdx.x;
  out[2 * i] = 7ull << (i + n & 63);
  out[2 * i + 1] = 0x7000000full >> (i + n & 63);
}

int main() {
  float *value;
  int *result;
  unsigned long long *words;
  cudaMalloc((void **)&value, 128);
  cudaMalloc((void **)&result, 128);
  cudaMalloc((void **)&words, 1024);
  float values[32];
  int results[32];
  for (int i = 0; i < 32; ++i) {
    values[i] = i * 7 % 11;
    results[i] = i * 5 % 13;
  }
  cudaMemcpy(value, values, 128, cudaMemcpyHostToDevice);
  cudaMemcpy(result, results, 128, cudaMemcpyHostToDevice);
  names<<<1, 32>>>(value, result, 3, 2);
  truth<<<1, 32>>>(value, 6.5f, 32);
  shifts<<<1, 64>>>(words, 9);
  return cudaDeviceSynchronize();
}
