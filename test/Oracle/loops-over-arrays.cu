// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops over arrays of shared memory and of a thread run without checks where
// all places are certainly inside; where one is not, the report is the same.
// RUN: cubeport run --on=oracle %s > %t.loops
// RUN: FileCheck %s --check-prefix=GOOD --input-file=%t.loops
// RUN: env CUBEPORT_ORACLE_LOOPS=0 cubeport run --on=oracle %s \
// RUN:   | diff - %t.loops
// RUN: cubeport run --on=oracle --check=none %s | diff - %t.loops
// RUN: not cubeport run --on=oracle %s -- 1 2>&1 | FileCheck %s --check-prefix=UP
// RUN: not cubeport run --on=oracle %s -- 2 2>&1 | FileCheck %s --check-prefix=DOWN
// RUN: not cubeport run --on=oracle %s -- 3 2>&1 | FileCheck %s --check-prefix=MINE
// RUN: not cubeport run --on=oracle %s -- 4 2>&1 | FileCheck %s --check-prefix=FAR
#include <cstdio>
#include <cstdlib>

__device__ void fill(float *values) {
  values[threadIdx.x] = threadIdx.x;
  __syncthreads();
}

__global__ void up(float *out, int from, int to, int step) {
  __shared__ float values[32];
  fill(values);
  float sum = 0;
  for (int i = from; i < to; i += step) {
    // UP: loops-over-arrays.cu:[[#@LINE+1]]:12: error: CP8003: read of 4 bytes at byte 128 of 'values', which has 128 bytes of shared memory
    sum += values[i];
  }
  out[threadIdx.x] += sum;
}

__global__ void down(float *out, int from, int to) {
  __shared__ float values[32];
  fill(values);
  float sum = 0;
  for (int i = from; i >= to; --i) {
    // DOWN: loops-over-arrays.cu:[[#@LINE+1]]:12: error: CP8003: read of 4 bytes at byte -4 of 'values', which has 128 bytes of shared memory
    sum += values[i] * values[31 - i];
  }
  out[threadIdx.x] += sum;
}

// Some threads stay inside, others do not; the loop has a second way out.
__global__ void mine(float *out, int count, float limit) {
  float values[8];
  for (int i = 0; i < 8; ++i) {
    values[i] = 2 * i + 1;
  }
  float sum = 0;
  for (int i = threadIdx.x % 4; i < count; ++i) {
    // MINE: loops-over-arrays.cu:[[#@LINE+1]]:12: error: CP8004: read of 4 bytes at byte 32 of 'values', which has 32 bytes of local memory
    sum += values[i];
    if (sum > limit) {
      break;
    }
  }
  out[threadIdx.x] += sum;
}

// Steps so long that the offset comes round 32 bits to a place inside.
__global__ void far(float *out, long count, long step) {
  __shared__ float values[32];
  fill(values);
  float sum = 0;
  for (long i = 0; i < count; ++i) {
    // FAR: loops-over-arrays.cu:[[#@LINE+1]]:12: error: CP8003: read of 4 bytes at byte {{-?[0-9]+}} of 'values'
    sum += values[(i + threadIdx.x / 32) * step];
  }
  out[threadIdx.x] += sum;
}

// GOOD: 12183 12184 12183 12180 12183
int main(int argc, char **argv) {
  const int fault = argc > 1 ? std::atoi(argv[1]) : 0;
  float *out;
  cudaMalloc(&out, 32 * sizeof(float));
  cudaMemset(out, 0, 32 * sizeof(float));
  for (int to : {0, 1, 31, 32}) {
    up<<<1, 32>>>(out, 0, to, 1);
    up<<<1, 32>>>(out, to / 2, to, 3);
    down<<<1, 32>>>(out, to - 1, 0);
    far<<<1, 32>>>(out, to, 1);
  }
  far<<<1, 32>>>(out, 1, long(1) << 40);
  mine<<<1, 32>>>(out, 100, 0); // left at once
  mine<<<1, 32>>>(out, 8, 1e9f);
  if (fault == 1) {
    up<<<1, 32>>>(out, 2, 33, 1);
  } else if (fault == 2) {
    down<<<1, 32>>>(out, 9, -1);
  } else if (fault == 3) {
    mine<<<1, 32>>>(out, 9, 1e9f);
  } else if (fault == 4) {
    far<<<1, 32>>>(out, 2, long(1) << 30);
  }
  float host[32];
  cudaMemcpy(host, out, sizeof(host), cudaMemcpyDeviceToHost);
  for (int i = 0; i < 5; ++i) {
    printf("%g ", host[i]);
  }
  printf("\n");
  return 0;
}
