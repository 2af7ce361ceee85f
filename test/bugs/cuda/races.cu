// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Missing order between the threads of a block.
// RUN: %python %S/../bugs.py --build %build %s
#include "../Inputs/cases.cuh"

// A tile is read before all of it is there.
__global__ void tileLoad(float *x) {
  __shared__ float tile[64];
  tile[threadIdx.x] = x[threadIdx.x]; // CP8013
  FIX(__syncthreads();)
  x[threadIdx.x] = tile[63 - threadIdx.x]; // CP8013
}

// The steps of a tree are not ordered.
__global__ void reduction(float *x) {
  __shared__ float sums[128];
  int t = threadIdx.x;
  sums[t] = x[t];
  __syncthreads();
  for (int step = 64; step > 0; step /= 2) {
    if (t < step) {
      sums[t] += sums[t + step]; // CP8013
    }
    FIX(__syncthreads();)
  }
  if (t == 0) {
    x[0] = sums[0];
  }
}

// The next tile overwrites the one that others still read.
__global__ void writeAfterRead(float *x) {
  __shared__ float tile[64];
  float sum = 0;
  for (int i = 0; i < 4; ++i) {
    tile[threadIdx.x] = x[i * 64 + threadIdx.x]; // CP8013
    __syncthreads();
    for (int k = 0; k < 64; ++k) {
      sum += tile[k]; // CP8013
    }
    FIX(__syncthreads();)
  }
  x[threadIdx.x] = sum;
}

// Two buffers take turns, but nothing waits for the buffer to be full.
__global__ void doubleBuffer(float *x) {
  __shared__ float buffers[2][64];
  int t = threadIdx.x;
  buffers[0][t] = x[t];
  __syncthreads();
  for (int i = 1; i < 4; ++i) {
    buffers[i % 2][t] = buffers[(i + 1) % 2][63 - t] + x[i * 64 + t]; // CP8013
    FIX(__syncthreads();)
  }
  FIX(__syncthreads();)
  x[t] = buffers[1][63 - t];
}

// A prefix sum in place: a step reads what the same step writes.
__global__ void scanInPlace(float *x) {
  __shared__ float sums[64];
  int t = threadIdx.x;
  sums[t] = x[t];
  __syncthreads();
  for (int step = 1; step < 64; step *= 2) {
    float left = t >= step ? sums[t - step] : 0; // CP8013
    FIX(__syncthreads();)
    sums[t] += left; // CP8013
    __syncthreads();
  }
  x[t] = sums[t];
}

// One warp writes, another reads.
__global__ void warpToWarp(float *x) {
  __shared__ float values[32];
  if (threadIdx.x < 32) {
    values[threadIdx.x] = x[threadIdx.x]; // CP8013
  }
  CHOOSE(__syncwarp(), __syncthreads());
  if (threadIdx.x >= 32) {
    x[threadIdx.x] = values[threadIdx.x - 32]; // CP8013
  }
}

// The last steps of a tree rely on a warp that runs in step.
__global__ void warpSynchronous(float *x) {
  __shared__ float sums[64];
  int t = threadIdx.x;
  sums[t] = x[t];
  sums[t + 32] = x[t + 32];
  __syncwarp();
  for (int step = 32; step > 0; step /= 2) {
    float other = sums[t + step % 32]; // CP8013
    FIX(__syncwarp();)
    sums[t] += other; // CP8013
    FIX(__syncwarp();)
  }
  x[t] = sums[t];
}

// Bins are counted without atomics.
__global__ void histogram(float *x) {
  __shared__ int bins[8];
  if (threadIdx.x < 8) {
    bins[threadIdx.x] = 0;
  }
  __syncthreads();
  CHOOSE(++bins[threadIdx.x % 8], atomicAdd(&bins[threadIdx.x % 8], 1)); // CP8013
  __syncthreads();
  x[threadIdx.x] = bins[threadIdx.x % 8];
}

// A counter is set to zero while others count already.
__global__ void atomicBeforeInit(float *x) {
  __shared__ int count;
  if (threadIdx.x == 40) {
    count = 0; // CP8013
  }
  FIX(__syncthreads();)
  atomicAdd(&count, 1); // CP8013
  __syncthreads();
  x[threadIdx.x] = count;
}

// A counter is read while others still count.
__global__ void atomicBeforeRead(float *x) {
  __shared__ int count;
  if (threadIdx.x == 0) {
    count = 0;
  }
  __syncthreads();
  atomicAdd(&count, 1); // CP8013
  FIX(__syncthreads();)
  if (threadIdx.x == 0) {
    x[0] = count; // CP8013
  }
}

// A tile is transposed before it is full.
__global__ void transpose(float *x) {
  __shared__ float tile[16][17];
  int i = threadIdx.y, j = threadIdx.x;
  tile[i][j] = x[i * 16 + j]; // CP8013
  FIX(__syncthreads();)
  x[i * 16 + j] = tile[j][i]; // CP8013
}

// The halo of a stencil is loaded by other threads.
__global__ void halo(float *x) {
  __shared__ float tile[66];
  int t = threadIdx.x;
  tile[t + 1] = x[t + 1]; // CP8013
  if (t < 2) {
    tile[t * 65] = x[t * 65]; // CP8013
  }
  FIX(__syncthreads();)
  x[256 + t] = tile[t] + tile[t + 1] + tile[t + 2]; // CP8013
}

// What one thread computes for all is used too early.
__global__ void broadcast(float *x) {
  __shared__ float scale;
  if (threadIdx.x == 0) {
    scale = x[5] * 2; // CP8013
  }
  FIX(__syncthreads();)
  x[64 + threadIdx.x] *= scale; // CP8013
}

// The same in a loop: the next value comes while others read the last.
__global__ void broadcastAgain(float *x) {
  __shared__ float scale;
  for (int i = 0; i < 3; ++i) {
    if (threadIdx.x == 0) {
      scale = x[0] + i; // CP8013
    }
    __syncthreads();
    x[64 + threadIdx.x] *= scale; // CP8013
    FIX(__syncthreads();)
  }
}

// Two threads write one byte.
__global__ void oneByte(float *x) {
  __shared__ char flags[64];
  flags[CHOOSE(threadIdx.x / 2, threadIdx.x)] = char(threadIdx.x + 1); // CP8013
  __syncthreads();
  x[threadIdx.x] = flags[threadIdx.x / 2];
}

// Two rows of threads write one row.
__global__ void wrongRow(float *x) {
  __shared__ float tile[8][8];
  int i = threadIdx.y, j = threadIdx.x;
  tile[CHOOSE(i / 2, i)][j] = x[i * 8 + j] + float(i); // CP8013
  __syncthreads();
  x[i * 8 + j] = tile[i / 2][j];
}

// Half of a warp waits, the other half writes.
__global__ void halfSyncwarp(float *x) {
  __shared__ float values[32];
  int t = threadIdx.x;
  values[t] = x[t]; // CP8013
  if (t < 16) {
    BUG(__syncwarp(0xffff);)
  }
  FIX(__syncwarp();)
  x[t] = values[31 - t]; // CP8013
}

// Dynamic shared memory, and the barrier stands too early.
__global__ void dynamicTile(float *x) {
  extern __shared__ float dynamic[];
  BUG(__syncthreads();)
  dynamic[threadIdx.x] = x[threadIdx.x]; // CP8013
  FIX(__syncthreads();)
  x[threadIdx.x] = dynamic[(threadIdx.x + 1) % 64]; // CP8013
}

// A float4 takes in what three other threads wrote.
__global__ void vectorRead(float *x) {
  __shared__ __align__(16) float values[64];
  values[threadIdx.x] = x[threadIdx.x]; // CP8013
  FIX(__syncthreads();)
  if (threadIdx.x < 16) {
    float4 four = reinterpret_cast<float4 *>(values)[threadIdx.x]; // CP8013
    x[threadIdx.x] = four.x + four.y + four.z + four.w;
  }
}

// Every warp's leader writes to one place.
__global__ void oneSlot(float *x) {
  __shared__ float partial[4];
  if (threadIdx.x % 32 == 0) {
    partial[CHOOSE(0, threadIdx.x / 32)] = float(threadIdx.x); // CP8013
  }
  __syncthreads();
  x[threadIdx.x] = partial[0];
}

__device__ void put(float *to, float value) {
  *to = value; // CP8013
}

__device__ float get(const float *from) {
  return *from; // CP8013
}

// Through pointers and functions.
__global__ void throughPointers(float *x) {
  __shared__ float values[64];
  put(values + threadIdx.x, x[threadIdx.x]);
  FIX(__syncthreads();)
  x[threadIdx.x] = get(values + (threadIdx.x ^ 33));
}

// A barrier of half the block between accesses of the other half.
__global__ void barrierOfOthers(float *x) {
  __shared__ float values[64];
  int t = threadIdx.x;
  values[t] = x[t]; // CP8013
  BUG(if (t < 32) { asm volatile("bar.sync 1, 32;"); })
  FIX(asm volatile("bar.sync 1, 64;");)
  if (t >= 32) {
    x[t] = values[95 - t]; // CP8013
  }
}

// The matrix product's tile is loaded over while others multiply.
__global__ void matmul(float *x) {
  __shared__ float a[8][8], b[8][8];
  int i = threadIdx.y, j = threadIdx.x;
  float sum = 0;
  for (int tile = 0; tile < 2; ++tile) {
    a[i][j] = x[i * 16 + tile * 8 + j]; // CP8013
    b[i][j] = x[(tile * 8 + i) * 16 + j]; // CP8013
    __syncthreads();
    for (int k = 0; k < 8; ++k) {
      sum += a[i][k] * b[k][j]; // CP8013
    }
    FIX(__syncthreads();)
  }
  x[512 + i * 8 + j] = sum;
}

int main(int argc, char **argv) {
  wantedCase = argc > 1 ? argv[1] : "all";
  float *x = ones<float>(1024);
  if (is("tileLoad")) tileLoad<<<2, 64>>>(x);
  if (is("reduction")) reduction<<<1, 128>>>(x);
  if (is("writeAfterRead")) writeAfterRead<<<1, 64>>>(x);
  if (is("doubleBuffer")) doubleBuffer<<<1, 64>>>(x);
  if (is("scanInPlace")) scanInPlace<<<1, 64>>>(x);
  if (is("warpToWarp")) warpToWarp<<<1, 64>>>(x);
  if (is("warpSynchronous")) warpSynchronous<<<1, 32>>>(x);
  if (is("histogram")) histogram<<<1, 64>>>(x);
  if (is("atomicBeforeInit")) atomicBeforeInit<<<1, 64>>>(x);
  if (is("atomicBeforeRead")) atomicBeforeRead<<<1, 64>>>(x);
  if (is("transpose")) transpose<<<1, dim3(16, 16)>>>(x);
  if (is("halo")) halo<<<1, 64>>>(x);
  if (is("broadcast")) broadcast<<<1, 64>>>(x);
  if (is("broadcastAgain")) broadcastAgain<<<1, 64>>>(x);
  if (is("oneByte")) oneByte<<<1, 64>>>(x);
  if (is("wrongRow")) wrongRow<<<1, dim3(8, 8)>>>(x);
  if (is("halfSyncwarp")) halfSyncwarp<<<1, 32>>>(x);
  if (is("dynamicTile")) dynamicTile<<<1, 64, 64 * sizeof(float)>>>(x);
  if (is("vectorRead")) vectorRead<<<1, 64>>>(x);
  if (is("oneSlot")) oneSlot<<<1, 128>>>(x);
  if (is("throughPointers")) throughPointers<<<1, 64>>>(x);
  if (is("barrierOfOthers")) barrierOfOthers<<<1, 64>>>(x);
  if (is("matmul")) matmul<<<1, dim3(8, 8)>>>(x);
  cudaDeviceSynchronize();
  return 0;
}
