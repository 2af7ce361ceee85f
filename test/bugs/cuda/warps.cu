// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Warp functions with wrong masks, widths and callers.
// RUN: %python %S/../bugs.py --build %build %s
#include "../Inputs/cases.cuh"

// The mask does not name all that call.
__global__ void shuffleMask(float *x) {
  x[threadIdx.x] = __shfl_sync(CHOOSE(0xffff, ~0u), x[threadIdx.x], 0); // CP8010
}
__global__ void ballotMask(float *x) {
  x[threadIdx.x] = __ballot_sync(CHOOSE(1, ~0u), x[threadIdx.x] > 0); // CP8010
}
__global__ void syncwarpMask(float *x) {
  x[threadIdx.x] = 1;
  __syncwarp(CHOOSE(0x7fffffff, ~0u)); // CP8010
}
__global__ void voteMask(float *x) {
  if (threadIdx.x >= 16) {
    x[threadIdx.x] = __all_sync(CHOOSE(0xff00, 0xffff0000), true); // CP8010
  }
}
__global__ void matchMask(int *n) {
  n[threadIdx.x] = __match_any_sync(CHOOSE(0xfffffffe, ~0u), n[threadIdx.x]); // CP8010
}
__global__ void reduceMask(int *n) {
  n[threadIdx.x] = __reduce_add_sync(CHOOSE(0, ~0u), n[threadIdx.x]); // CP8010
}

// The mask names lanes that are somewhere else.
__global__ void shuffleInBranch(float *x) {
  float value = x[threadIdx.x];
  if (threadIdx.x < 16) {
    value += __shfl_xor_sync(CHOOSE(~0u, 0xffff), value, 8); // CP8008
  }
  __syncthreads(); // CP8008
  x[threadIdx.x] = value;
}
__global__ void ballotInLoop(float *x) {
  unsigned votes = 0;
  for (unsigned i = 0; i < CHOOSE(threadIdx.x % 4 + 1, 4); ++i) {
    votes += __ballot_sync(~0u, i & 1); // CP8008
  }
  __syncwarp(); // CP8008
  x[threadIdx.x] = float(votes);
}
// Callers of one operation disagree about its mask.
__global__ void differentMasks(float *x) {
  unsigned mask = threadIdx.x < 16 ? CHOOSE(~0u, 0xffff) : 0xffff0000;
  x[threadIdx.x] = __any_sync(mask, x[threadIdx.x] > 0); // CP8008
  __syncwarp(); // CP8008
}
// Two lanes wait for different operations.
__global__ void differentOperations(int *n) {
  if (CHOOSE(threadIdx.x < 16, true)) {
    n[threadIdx.x] = __shfl_sync(~0u, n[threadIdx.x], 1); // CP8008
  } else {
    n[threadIdx.x] = __any_sync(~0u, n[threadIdx.x]); // CP8008
  }
}
// A pipeline in a warp whose stages wait for each other.
__global__ void crossedSyncwarps(float *x) {
  if (threadIdx.x < 16) {
    __syncwarp(); // CP8008
  }
  BUG(__syncthreads();) // CP8008
  FIX(if (threadIdx.x >= 16) __syncwarp();)
  x[threadIdx.x] = 1;
}

// Groups of lanes have 1, 2, 4, 8, 16 or 32 lanes.
__global__ void shuffleWidth(float *x) {
  x[threadIdx.x] = __shfl_sync(~0u, x[threadIdx.x], 0, CHOOSE(12, 16)); // CP8022
}
__global__ void shuffleDownWidth(float *x) {
  x[threadIdx.x] += __shfl_down_sync(~0u, x[threadIdx.x], 1, CHOOSE(24, 8)); // CP8022
}
__global__ void shuffleXorWidth(float *x, int width) {
  x[threadIdx.x] += __shfl_xor_sync(~0u, x[threadIdx.x], 1, width); // CP8022
}

int main(int argc, char **argv) {
  wantedCase = argc > 1 ? argv[1] : "all";
  float *x = ones<float>(64);
  int *n = ones<int>(64);
  if (is("shuffleMask")) shuffleMask<<<1, 32>>>(x);
  if (is("ballotMask")) ballotMask<<<1, 32>>>(x);
  if (is("syncwarpMask")) syncwarpMask<<<1, 32>>>(x);
  if (is("voteMask")) voteMask<<<1, 32>>>(x);
  if (is("matchMask")) matchMask<<<1, 32>>>(n);
  if (is("reduceMask")) reduceMask<<<1, 32>>>(n);
  if (is("shuffleInBranch")) shuffleInBranch<<<1, 64>>>(x);
  if (is("ballotInLoop")) ballotInLoop<<<1, 32>>>(x);
  if (is("differentMasks")) differentMasks<<<1, 32>>>(x);
  if (is("differentOperations")) differentOperations<<<1, 32>>>(n);
  if (is("crossedSyncwarps")) crossedSyncwarps<<<1, 32>>>(x);
  if (is("shuffleWidth")) shuffleWidth<<<1, 32>>>(x);
  if (is("shuffleDownWidth")) shuffleDownWidth<<<1, 32>>>(x);
  if (is("shuffleXorWidth")) shuffleXorWidth<<<1, 32>>>(x, CHOOSE(20, 32));
  cudaDeviceSynchronize();
  return 0;
}
