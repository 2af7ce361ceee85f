// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How fast the oracle runs threads: cheap ones, and ones that meet at
// barriers. compare.sh runs it beside the same kernels in OpenCL.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

__global__ void add(const float *a, const float *b, float *c, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    c[i] = a[i] + b[i];
  }
}

__global__ void matmul(const float *a, const float *b, float *c, int n) {
  __shared__ float tileA[16][16], tileB[16][16];
  int x = threadIdx.x, y = threadIdx.y;
  int row = blockIdx.y * 16 + y, column = blockIdx.x * 16 + x;
  float sum = 0;
  for (int t = 0; t < n / 16; ++t) {
    tileA[y][x] = a[row * n + t * 16 + x];
    tileB[y][x] = b[(t * 16 + y) * n + column];
    __syncthreads();
    for (int k = 0; k < 16; ++k) {
      sum += tileA[y][k] * tileB[k][x];
    }
    __syncthreads();
  }
  c[row * n + column] = sum;
}

template <class Launch>
void measure(const char *name, double threads, Launch launch) {
  double best = 1e9, bestCpu = 1e9;
  for (int round = 0; round < 4; ++round) {
    std::clock_t cpu = std::clock();
    auto start = std::chrono::steady_clock::now();
    launch();
    cudaDeviceSynchronize();
    double wall = std::chrono::duration<double>(
                      std::chrono::steady_clock::now() - start)
                      .count();
    best = wall < best ? wall : best;
    double used = double(std::clock() - cpu) / CLOCKS_PER_SEC;
    bestCpu = used < bestCpu ? used : bestCpu;
  }
  printf("%-8s %8.4f s  %8.4f CPU s  %8.2f M threads per second\n", name, best,
         bestCpu, threads / best / 1e6);
}

int main(int argc, char **argv) {
  const int n = 10000000, m = argc > 1 ? std::atoi(argv[1]) : 512;
  std::vector<float> ones(n, 1.0f);
  float *a, *b, *c;
  for (float **buffer : {&a, &b, &c}) {
    cudaMalloc(buffer, n * sizeof(float));
    cudaMemcpy(*buffer, ones.data(), n * sizeof(float),
               cudaMemcpyHostToDevice);
  }
  measure("add", n, [&] { add<<<(n + 255) / 256, 256>>>(a, b, c, n); });
  measure("matmul", double(m) * m, [&] {
    matmul<<<dim3(m / 16, m / 16), dim3(16, 16)>>>(a, b, c, m);
  });
  return 0;
}
