// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Threads that all reach the same barriers become loops; others keep stacks.
// Both give the same results and the same reports.
// RUN: env CUBEPORT_ORACLE_TRACE=1 cubeport run --on=oracle %s > %t.loops 2>&1
// RUN: FileCheck %s --input-file=%t.loops
// RUN: env CUBEPORT_ORACLE_LOOPS=0 cubeport run --on=oracle %s > %t.stacks
// RUN: grep -v oracle: %t.loops | diff - %t.stacks
#include <cstdio>
#include <vector>

// CHECK: oracle: 'plain', 3 blocks of 100 threads: loops
__global__ void plain(int *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] = i * 7 % 13;
  }
}

// CHECK: oracle: 'tree', 2 blocks of 64 threads: loops
__global__ void tree(int *out, int n) {
  extern __shared__ int sums[];
  int t = threadIdx.x;
  sums[t] = out[blockIdx.x * blockDim.x + t];
  __syncthreads();
  for (int step = blockDim.x / 2; step > 0; step /= 2) {
    if (t < step) {
      sums[t] += sums[t + step];
    }
    __syncthreads();
  }
  if (t == 0) {
    out[blockIdx.x] = sums[0];
  }
}

// Values of a thread, an array too, live on behind barriers in two loops; the
// trips of the inner one differ from block to block.
// CHECK: oracle: 'nested', 2 blocks of 48 threads: loops
__global__ void nested(int *out, int n) {
  __shared__ int tile[4][12];
  int mine[4] = {0, 1, 2, 3}, sum = threadIdx.x, last = 0;
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j <= int(blockIdx.x); ++j) {
      tile[threadIdx.y][threadIdx.x] = sum + mine[(i + threadIdx.x) % 4];
      __syncthreads();
      int next = tile[3 - threadIdx.y][11 - threadIdx.x];
      mine[next & 3] += j + last;
      __syncthreads();
      last = sum & 15;
      sum += next % 17;
    }
    if (sum % 2) {
      sum += i;
    }
  }
  int at = (blockIdx.x * 4 + threadIdx.y) * 12 + threadIdx.x;
  out[at] = sum + 100 * mine[0] + 1000 * mine[3];
}

// Both sides of a branch that the block takes as a whole have barriers.
// CHECK: oracle: 'sides', 2 blocks of 32 threads: loops
__global__ void sides(int *out, int n) {
  __shared__ int values[32];
  values[threadIdx.x] = threadIdx.x;
  if (blockIdx.x == 0) {
    __syncthreads();
    values[threadIdx.x] += 5;
  } else {
    __syncthreads();
    values[threadIdx.x] *= n;
    __syncthreads();
  }
  out[blockIdx.x * 32 + threadIdx.x] = values[threadIdx.x];
}

__device__ int turn(int *tile, int t) {
  __syncthreads();
  int value = tile[31 - t];
  __syncthreads();
  return value;
}

// Barriers in a function that is called twice; what a thread prints comes in
// the order of threads.
// CHECK: oracle: 'called', 1 blocks of 32 threads: loops
__global__ void called(int *out, int n) {
  __shared__ int tile[32];
  tile[threadIdx.x] = threadIdx.x * n;
  int first = turn(tile, threadIdx.x);
  tile[threadIdx.x] = first + 1;
  out[threadIdx.x] = turn(tile, threadIdx.x);
  if (threadIdx.x % 16 == 3) {
    printf("thread %d has %d\n", threadIdx.x, first);
  }
}

// Threads leave the loop apart, then some return: stacks.
// CHECK: oracle: 'apart', 1 blocks of 32 threads: stacks
__global__ void apart(int *out, int n) {
  __shared__ int count;
  if (threadIdx.x == 0) {
    count = 0;
  }
  __syncthreads();
  for (int i = 0; i < out[0] % 3 + n; ++i) {
    __syncthreads();
  }
  atomicAdd(&count, threadIdx.x);
  __syncthreads();
  out[threadIdx.x] = count;
}

// CHECK: oracle: 'votes', 1 blocks of 64 threads: stacks
__global__ void votes(int *out, int n) {
  out[threadIdx.x] = __ballot_sync(~0u, threadIdx.x % n == 0);
}

// CHECK: votes: 1227133513

// The way to the thread's own numbers lies on two paths, before and in a loop.
// CHECK: oracle: 'paths', 1 blocks of 32 threads: loops
__global__ void paths(int *out, int n) {
  int best = 0;
  for (int i = 0; i < n; ++i) {
    best = out[i] > best ? out[i] : best;
  }
  __syncthreads();
  out[threadIdx.x] = best + threadIdx.x;
}

template <class Launch> void show(const char *name, Launch launch) {
  const int n = 300;
  std::vector<int> values(n);
  for (int i = 0; i < n; ++i) {
    values[i] = i * 5 % 11;
  }
  int *out;
  cudaMalloc(&out, n * sizeof(int));
  cudaMemcpy(out, values.data(), n * sizeof(int), cudaMemcpyHostToDevice);
  launch(out);
  cudaMemcpy(values.data(), out, n * sizeof(int), cudaMemcpyDeviceToHost);
  printf("%s:", name);
  for (int value : values) {
    printf(" %d", value);
  }
  printf("\n");
  fflush(stdout);
}

int main() {
  show("plain", [](int *out) { plain<<<3, 100>>>(out, 290); });
  show("tree", [](int *out) { tree<<<2, 64, 256>>>(out, 0); });
  show("nested", [](int *out) { nested<<<2, dim3(12, 4)>>>(out, 3); });
  show("sides", [](int *out) { sides<<<2, 32>>>(out, 3); });
  show("called", [](int *out) { called<<<1, 32>>>(out, 9); });
  show("apart", [](int *out) { apart<<<1, 32>>>(out, 2); });
  show("votes", [](int *out) { votes<<<1, 64>>>(out, 3); });
  show("paths", [](int *out) { paths<<<1, 32>>>(out, 40); });
}
