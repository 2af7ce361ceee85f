// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport verify %s | FileCheck %s
// CHECK: scale {{.*}} match
// CHECK: together {{.*}} match
// CHECK: wide {{.*}} match
// Numbers of 16 bits by value: alone, in a structure, with threads in step and
// one by one.
#include <cuda_bf16.h>
#include <cuda_fp16.h>

struct Pair {
  int count;
  __half factor;
  __nv_bfloat16 more;
};

__global__ void scale(__half *out, __half a, Pair pair) {
  int i = threadIdx.x;
  out[i] = __hadd(__hmul(out[i], a), pair.factor);
}

__global__ void together(float *out, __half a, Pair pair) {
  float all = __half2float(a) * threadIdx.x + __bfloat162float(pair.more);
  out[threadIdx.x] = __shfl_down_sync(0xffffffffu, all, 1) +
                     __reduce_add_sync(0xffffffffu, pair.count);
}

__global__ void wide(double *out, __half2 both) {
  out[threadIdx.x] = __half2float(both.x) / (1.0 + __half2float(both.y));
}

int main() {
  __half *halves;
  float *floats;
  double *doubles;
  cudaMalloc((void **)&halves, 64);
  cudaMemset(halves, 0x3c, 64);
  cudaMalloc((void **)&floats, 128);
  cudaMalloc((void **)&doubles, 256);
  Pair pair = {3, __float2half(0.25f), __float2bfloat16(-6.0f)};
  scale<<<1, 32>>>(halves, __float2half(1.5f), pair);
  together<<<1, 32>>>(floats, __float2half(0.125f), pair);
  wide<<<1, 32>>>(doubles, __floats2half2_rn(1.5f, 2.0f));
  return cudaDeviceSynchronize();
}
