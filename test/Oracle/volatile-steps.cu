// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Code older than __syncwarp: threads of a warp are in step where they write
// volatile shared memory, also through a pointer that may lead anywhere.
// RUN: cubeport run --on=oracle %s | FileCheck %s
// RUN: cubeport run --on=oracle --check=none %s | FileCheck %s
// RUN: cubeport verify %s | FileCheck %s --check-prefix=VERIFY
// VERIFY: tree {{.*}} match
// VERIFY: scan {{.*}} match
// VERIFY: flags {{.*}} match
#include <cstdio>
#include <vector>

template <int size> __device__ void sumWarp(volatile int *sums, int t) {
  if (size >= 64) {
    sums[t] += sums[t + 32];
  }
  sums[t] += sums[t + 16];
  sums[t] += sums[t + 8];
  sums[t] += sums[t + 4];
  sums[t] += sums[t + 2];
  sums[t] += sums[t + 1];
}

__global__ void tree(const int *in, int *out) {
  extern __shared__ int sums[];
  int t = threadIdx.x;
  sums[t] = in[blockIdx.x * blockDim.x + t];
  __syncthreads();
  for (int step = blockDim.x / 2; step > 32; step /= 2) {
    if (t < step) {
      sums[t] += sums[t + step];
    }
    __syncthreads();
  }
  if (t < 32) {
    sumWarp<64>(sums, t);
  }
  if (t == 0) {
    out[blockIdx.x] = sums[0];
  }
}

// A scan with steps that part of the warp leaves out.
__global__ void scan(const int *in, int *out) {
  __shared__ volatile int tile[64];
  int t = threadIdx.x, lane = t & 31;
  tile[t] = in[t];
  for (int step = 1; step < 32; step *= 2) {
    if (lane >= step) {
      tile[t] += tile[t - step];
    }
  }
  out[t] = tile[t];
}

// Threads of a warp that wait for a flag do not keep the writer waiting.
__global__ void flags(int *out) {
  __shared__ volatile int turn;
  if (threadIdx.x == 0) {
    turn = 0;
  }
  __syncthreads();
  if (threadIdx.x == 5) {
    turn = 7;
  } else if (threadIdx.x == 33) {
    while (turn == 0) {
    }
  }
  __syncthreads();
  out[threadIdx.x] = turn + threadIdx.x;
}

static void show(const char *name, const int *values, int n) {
  std::vector<int> host(n);
  cudaMemcpy(host.data(), values, n * sizeof(int), cudaMemcpyDeviceToHost);
  printf("%s:", name);
  for (int value : host) {
    printf(" %d", value);
  }
  printf("\n");
}

int main() {
  std::vector<int> values(512);
  for (int i = 0; i < 512; ++i) {
    values[i] = i % 7;
  }
  int *in, *out;
  cudaMalloc(&in, 512 * sizeof(int));
  cudaMalloc(&out, 64 * sizeof(int));
  cudaMemcpy(in, values.data(), 512 * sizeof(int), cudaMemcpyHostToDevice);
  // CHECK: tree: 762 771
  tree<<<2, 256, 256 * sizeof(int)>>>(in, out);
  show("tree", out, 2);
  // CHECK: scan: 0 1 3 6 10 15 21 21 22
  // CHECK-SAME: 90 4 9 15 15 16
  scan<<<1, 64>>>(in, out);
  show("scan", out, 64);
  // CHECK: flags: 7 8 9 10
  flags<<<1, 64>>>(out);
  show("flags", out, 64);
}
