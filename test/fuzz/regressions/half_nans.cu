// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport verify %s --route=threads | FileCheck %s
// CHECK: differences {{.*}} match
// NaN is NaN, whatever its bits, also where halves are copied as integers.
#include <cuda_fp16.h>

__global__ void differences(__half *out, __half *copy, __half2 *pairs) {
  int i = threadIdx.x;
  __half big = __hmul(out[i], __float2half(60000.0f));
  copy[i] = out[i];
  out[i] = __hsub(big, big);
  pairs[i] = __hsub2(__half2half2(big), __half2half2(big));
}

int main() {
  __half *out, *copy;
  __half2 *pairs;
  cudaMalloc((void **)&out, 64);
  cudaMalloc((void **)&copy, 64);
  cudaMalloc((void **)&pairs, 128);
  cudaMemset(out, 0x44, 64);
  differences<<<1, 32>>>(out, copy, pairs);
  differences<<<1, 32>>>(out, copy, pairs);
  return cudaDeviceSynchronize();
}
