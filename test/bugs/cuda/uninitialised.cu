// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reads of shared memory that nobody wrote, traps and assertions.
// RUN: %python %S/../bugs.py --build %build %s
// OPTIONS: --check=all
#include "../Inputs/cases.cuh"
#include <cassert>

// The last tile is loaded in part and used as a whole.
__global__ void partTile(float *x, int n) {
  __shared__ float tile[64];
  int t = threadIdx.x;
  if (t < n) {
    tile[t] = x[t];
  }
  FIX(else { tile[t] = 0; })
  __syncthreads();
  x[t] = tile[63 - t]; // CP8014
}

// The halo is never loaded.
__global__ void noHalo(float *x) {
  __shared__ float tile[66];
  int t = threadIdx.x;
  tile[t + 1] = x[t];
  FIX(if (t < 2) tile[t * 65] = 0;)
  __syncthreads();
  x[t] = tile[t] + tile[t + 2]; // CP8014
}

// A tree over a number of threads that is no power of two.
__global__ void oddTree(float *x) {
  __shared__ float sums[128];
  int t = threadIdx.x;
  sums[t] = x[t];
  FIX(if (t + 96 < 128) sums[t + 96] = 0;)
  __syncthreads();
  for (int step = 64; step > 0; step /= 2) {
    if (t < step) {
      sums[t] += sums[t + step]; // CP8014
    }
    __syncthreads();
  }
  x[t] = sums[0];
}

// Bins are counted from whatever is there.
__global__ void noClear(float *x) {
  __shared__ int bins[8];
  FIX(if (threadIdx.x < 8) bins[threadIdx.x] = 0; __syncthreads();)
  if (threadIdx.x < 8) {
    bins[threadIdx.x] += int(x[threadIdx.x]); // CP8014
  }
  __syncthreads();
  x[threadIdx.x] = bins[threadIdx.x % 8];
}

// What another block left in dynamic shared memory.
__global__ void leftOver(float *x) {
  extern __shared__ float dynamic[];
  if (CHOOSE(blockIdx.x == 0, true)) {
    dynamic[threadIdx.x] = x[threadIdx.x];
  }
  __syncthreads();
  x[threadIdx.x] = dynamic[31 - threadIdx.x]; // CP8014
}

// An atomic counter that nobody set.
__global__ void atomicNoClear(float *x) {
  __shared__ int count;
  FIX(if (threadIdx.x == 0) count = 0; __syncthreads();)
  atomicAdd(&count, 1); // CP8014
  __syncthreads();
  x[threadIdx.x] = count;
}

__global__ void asserted(float *x) {
  assert(x[threadIdx.x] CHOOSE(>, <) 1e6f); // CP8016
}

__global__ void trapped(float *x) {
  if (x[threadIdx.x] CHOOSE(>, <) -1e6f) {
    __trap(); // CP8015
  }
}

int main(int argc, char **argv) {
  wantedCase = argc > 1 ? argv[1] : "all";
  float *x = ones<float>(128);
  if (is("partTile")) partTile<<<1, 64>>>(x, 50);
  if (is("noHalo")) noHalo<<<1, 64>>>(x);
  if (is("oddTree")) oddTree<<<1, 96>>>(x);
  if (is("noClear")) noClear<<<1, 32>>>(x);
  if (is("leftOver")) leftOver<<<2, 32, 128>>>(x);
  if (is("atomicNoClear")) atomicNoClear<<<1, 32>>>(x);
  if (is("asserted")) asserted<<<1, 32>>>(x);
  if (is("trapped")) trapped<<<1, 32>>>(x);
  cudaDeviceSynchronize();
  return 0;
}
