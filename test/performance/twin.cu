// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How fast the twin runs translated kernels: vector instructions, scalar loops
// over memory, and threads that meet at barriers.
#include <chrono>
#include <cstdio>
#include <cuda_runtime.h>

__global__ void add(const float *a, const float *b, float *c, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    c[i] = a[i] + b[i];
}

// The number of steps differs from thread to thread.
__global__ void collatz(const unsigned *starts, unsigned *steps, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n)
    return;
  unsigned number = starts[i], count = 0;
  while (number > 1) {
    number = number & 1 ? 3 * number + 1 : number / 2;
    ++count;
  }
  steps[i] = count;
}

// Reads a row, one element after the other, at places that memory names.
__global__ void walk(const int *next, int *last, int n, int length) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n)
    return;
  int place = i;
  for (int step = 0; step < length; ++step)
    place = next[place];
  last[i] = place;
}

// Each thread meets its block 16 times.
__global__ void sumBlocks(const int *numbers, int *sums) {
  __shared__ int part[256];
  const int me = threadIdx.x;
  part[me] = numbers[blockIdx.x * 256 + me];
  __syncthreads();
  for (int width = 128; width > 0; width /= 2) {
    if (me < width)
      part[me] += part[me + width];
    __syncthreads();
  }
  if (me == 0)
    sums[blockIdx.x] = part[0];
}

template <class Launch>
void measure(const char *name, const char *unit, double count, Launch launch) {
  double best = 1e9;
  for (int round = 0; round < 3; ++round) {
    auto start = std::chrono::steady_clock::now();
    launch();
    cudaDeviceSynchronize();
    std::chrono::duration<double> wall =
        std::chrono::steady_clock::now() - start;
    best = wall.count() < best ? wall.count() : best;
  }
  printf("%-10s %8.4f s %9.2f M %s per second\n", name, best,
         count / best / 1e6, unit);
}

int main() {
  const int n = 10000000, m = 1 << 18, length = 100;
  int *a, *b, *c;
  for (int **buffer : {&a, &b, &c}) {
    cudaMalloc(buffer, n * sizeof(int));
    cudaMemset(*buffer, 0, n * sizeof(int));
  }
  measure("add", "elements", n, [&] {
    add<<<(n + 255) / 256, 256>>>((float *)a, (float *)b, (float *)c, n);
  });

  int *host = new int[m];
  double steps = 0;
  for (int i = 0; i < m; ++i) {
    host[i] = i;
    for (unsigned number = i; number > 1; ++steps)
      number = number & 1 ? 3 * number + 1 : number / 2;
  }
  cudaMemcpy(a, host, m * sizeof(int), cudaMemcpyHostToDevice);
  measure("collatz", "steps", steps,
          [&] { collatz<<<m / 256, 256>>>((unsigned *)a, (unsigned *)b, m); });

  for (int i = 0; i < m; ++i)
    host[i] = (i * 1664525LL + 1013904223) % m;
  cudaMemcpy(a, host, m * sizeof(int), cudaMemcpyHostToDevice);
  measure("walk", "reads", double(m / 8) * length,
          [&] { walk<<<m / 8 / 256, 256>>>(a, b, m / 8, length); });
  measure("sumBlocks", "threads", m,
          [&] { sumBlocks<<<m / 256, 256>>>(a, b); });
  delete[] host;
  return 0;
}
