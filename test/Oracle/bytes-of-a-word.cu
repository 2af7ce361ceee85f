// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Threads of several warps that each have their own byte of a word do not
// race; two that meet in one byte do.
// RUN: cubeport run --on=oracle %s | FileCheck %s
// RUN: cubeport run --on=oracle --check-init %s | FileCheck %s
// RUN: env CUBEPORT_ORACLE_LOOPS=0 cubeport run --on=oracle %s | FileCheck %s
// RUN: not cubeport run --on=oracle %s -- 1 2>&1 | FileCheck %s --check-prefix=RACE
// RUN: not env CUBEPORT_ORACLE_LOOPS=0 cubeport run --on=oracle %s -- 1 2>&1 | FileCheck %s --check-prefix=RACE
// RUN: not cubeport run --on=oracle %s -- 2 2>&1 | FileCheck %s --check-prefix=HALF
#include <cstdio>
#include <cstdlib>

// The four bytes of a word belong to threads of four warps.
__global__ void counters(int *out, int slip) {
  __shared__ unsigned char bytes[128];
  const int mine = threadIdx.x % 32 * 4 + threadIdx.x / 32;
  bytes[mine] = 0;
  for (int i = 0; i < 5; ++i) {
    // RACE: bytes-of-a-word.cu:{{[0-9]+}}:{{[0-9]+}}: error: CP8013: {{read|write}} of shared memory ('bytes', byte [[#]]) races
    bytes[(mine + slip * (i == 4)) % 128]++;
  }
  __syncthreads();
  out[threadIdx.x] = bytes[127 - threadIdx.x];
}

// Pairs of threads of one warp share a word by halves; between the steps a
// warp is in order.
__global__ void halves(int *out, int slip) {
  __shared__ short values[64];
  const int t = threadIdx.x;
  values[t] = t;
  __syncwarp();
  int sum = values[t ^ 1];
  __syncwarp();
  // HALF: bytes-of-a-word.cu:[[#@LINE+1]]:{{[0-9]+}}: error: CP8013: write of shared memory ('values', byte [[#]]) races
  values[(t + 32 * slip) % 64] += 10;
  __syncwarp();
  sum += values[t ^ 1];
  out[t] = sum;
}

int main(int argc, char **argv) {
  const int fault = argc > 1 ? std::atoi(argv[1]) : 0;
  int *out, host[128];
  cudaMalloc(&out, sizeof(host));
  counters<<<1, 128>>>(out, fault == 1);
  cudaMemcpy(host, out, sizeof(host), cudaMemcpyDeviceToHost);
  printf("%d %d\n", host[0], host[77]);
  // CHECK: 5 5
  halves<<<1, 64>>>(out, fault == 2);
  cudaMemcpy(host, out, sizeof(host), cudaMemcpyDeviceToHost);
  printf("%d %d\n", host[0], host[33]);
  // CHECK: 12 74
  return 0;
}
