// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Barriers of blocks: in loops, with a count of threads, with a vote; named
// ones that part of a block waits at.
// RUN: cubeport run --on=oracle %s | FileCheck %s
// CHECK: PASS
#include <cstdio>

__global__ void kernel(int *out) {
  __shared__ int values[256];
  int i = threadIdx.x;
  values[i] = i;
  for (int step = 128; step > 0; step /= 2) {
    __syncthreads();
    if (i < step) {
      values[i] += values[i + step];
    }
  }
  __syncthreads();
  int odd = __syncthreads_count(i % 2);
  int all = __syncthreads_and(i < 256), any = __syncthreads_or(i == 17);
  int none = __syncthreads_or(i == 300);
  if (i < 64) {
    values[i] = i;
    asm volatile("bar.sync 1, 64;");
    out[i] = values[63 - i];
  }
  if (i == 200) {
    out[64] = odd;
    out[65] = all + 2 * any + 4 * none;
  }
  if (i == 0) {
    out[66] = values[0];
  }
}

__global__ void sum(int *out) {
  __shared__ int total;
  if (threadIdx.x == 0) {
    total = 0;
  }
  __syncthreads();
  atomicAdd(&total, threadIdx.x);
  __syncthreads();
  if (threadIdx.x == 5) {
    out[blockIdx.x] = total;
  }
}

int main() {
  int *data, h[1000];
  cudaMalloc(&data, sizeof(h));
  kernel<<<1, 256>>>(data);
  cudaMemcpy(h, data, sizeof(h), cudaMemcpyDeviceToHost);
  bool ok = h[0] == 63 && h[63] == 0 && h[64] == 128 && h[65] == 3;
  sum<<<1000, 96>>>(data);
  cudaMemcpy(h, data, sizeof(h), cudaMemcpyDeviceToHost);
  for (int block = 0; block < 1000; ++block) {
    ok &= h[block] == 95 * 96 / 2;
  }
  printf(ok ? "PASS\n" : "FAIL %d %d %d\n", h[0], h[64], h[65]);
  return 0;
}
