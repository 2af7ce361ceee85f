// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run --on=oracle --save-oracle=%t.ll %s | FileCheck %s
// RUN: FileCheck %s --check-prefix=FORM < %t.ll
// CHECK: PASS
// FORM: %values = alloca [4 x float], align 16
// A local array of floats that is read and written as float4: so programs do
// whose arrays live in registers.
#include <cstdio>

template <int N> __device__ void copy(const float *from, float *to) {
  *(uint4 *)to = *(const uint4 *)from;
}

template <int N>
__global__ void scale(const float *in, const float *by, float *out,
                      const long n) {
  float values[N];
  float largest = 0;
  for (long at = threadIdx.x * N; at < n; at += blockDim.x * N) {
    copy<N>(in + at, values);
    for (int k = 0; k < N; ++k) {
      largest = fmaxf(largest, values[k] * values[k]);
    }
  }
  float factors[N], results[N];
  for (long at = threadIdx.x * N; at < n; at += blockDim.x * N) {
    copy<N>(in + at, values);
    copy<N>(by + at, factors);
    for (int k = 0; k < N; ++k) {
      results[k] = largest < 0 ? 0 : values[k] * factors[k];
    }
    copy<N>(results, out + at);
  }
}

int main() {
  const int n = 192;
  float in[n], by[n], out[n], *dIn, *dBy, *dOut;
  for (int i = 0; i < n; ++i) {
    in[i] = i;
    by[i] = n - i;
  }
  cudaMalloc(&dIn, sizeof(in));
  cudaMalloc(&dBy, sizeof(by));
  cudaMalloc(&dOut, sizeof(out));
  cudaMemcpy(dIn, in, sizeof(in), cudaMemcpyHostToDevice);
  cudaMemcpy(dBy, by, sizeof(by), cudaMemcpyHostToDevice);
  scale<4><<<1, 32>>>(dIn, dBy, dOut, n);
  cudaMemcpy(out, dOut, sizeof(out), cudaMemcpyDeviceToHost);
  for (int i = 0; i < n; ++i) {
    if (out[i] != in[i] * by[i]) {
      printf("FAIL element %d is %g\n", i, out[i]);
      return 1;
    }
  }
  printf("PASS\n");
  return 0;
}
