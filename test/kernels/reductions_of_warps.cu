// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reductions by shuffles, shared memory and atomic operations; a row for each
// warp. Block sizes that are no multiple of a warp, rows of any length.
// RUN: cubeport run %s | FileCheck %s
// RUN: cubeport run %s --lift-split-warps=0 --lift-unroll=0 | FileCheck %s
// RUN: cubeport verify %s | FileCheck %s
// CHECK: PASS
#include "check.h"

template <class T> __device__ T sumWarp(T x) {
  for (int mask = 16; mask > 0; mask /= 2)
    x += __shfl_xor_sync(0xffffffffu, x, mask);
  return x;
}

__global__ void rowSums(const float *in, float *sums, float *scaled, int rows,
                        int columns) {
  int row = (blockIdx.x * blockDim.x + threadIdx.x) / 32;
  int lane = threadIdx.x % 32;
  if (row >= rows)
    return;
  const float *from = in + row * columns;
  float sum = 0;
  for (int i = lane; i < columns; i += 32)
    sum += from[i];
  sum = sumWarp(sum);
  for (int i = lane; i < columns; i += 32)
    scaled[row * columns + i] = from[i] * sum;
  if (lane == 0)
    sums[row] = sum;
}

// The last of three warps has 16 threads; two warps do more than it.
__global__ void partialWarp(const int *in, int *out, int n) {
  int warp = threadIdx.x >> 5, lane = threadIdx.x & 31, sum = 0;
  for (int k = 0; k < 3; ++k)
    sum += in[(blockIdx.x * 3 + warp) * n + k * 32 + lane];
  out[blockIdx.x * 80 + threadIdx.x] = sum + warp * 1000;
  if (threadIdx.x < 64)
    out[blockIdx.x * 80 + threadIdx.x] += __shfl_xor_sync(~0u, sum, 5);
}

template <class T> __global__ void blockSums(const T *in, T *out, int n) {
  __shared__ T part[32];
  int t = threadIdx.x, lane = t & 31, warp = t >> 5;
  T sum = 0;
  for (int i = blockIdx.x * blockDim.x + t; i < n; i += gridDim.x * blockDim.x)
    sum += in[i];
  for (int offset = 16; offset > 0; offset /= 2)
    sum += __shfl_down_sync(~0u, sum, offset);
  if (lane == 0)
    part[warp] = sum;
  __syncthreads();
  if (warp == 0) {
    sum = lane < blockDim.x / 32 ? part[lane] : T(0);
    for (int offset = 16; offset > 0; offset /= 2)
      sum += __shfl_down_sync(~0u, sum, offset);
    if (lane == 0)
      out[blockIdx.x] = sum;
  }
}

template <int Size> __global__ void tree(const float *in, float *out) {
  __shared__ float part[Size];
  int t = threadIdx.x;
  part[t] = in[blockIdx.x * Size + t];
  __syncthreads();
  for (int width = Size / 2; width > 0; width /= 2) {
    if (t < width)
      part[t] += part[t + width];
    __syncthreads();
  }
  // What the levels leave behind is seen too.
  out[blockIdx.x * Size + t] = part[t];
}

// The lower half reads what the threads before it have written.
__global__ void shifted(int *out, int n) {
  __shared__ int part[256];
  int t = threadIdx.x;
  part[t] = t * t % 37;
  __syncthreads();
  for (int step = 1; step < 16; step *= 2) {
    int other = t + step < n ? part[t + step] : 0;
    __syncthreads();
    if (t < n)
      part[t] += other;
    __syncthreads();
  }
  out[t] = part[t];
}

__global__ void updates(const int *in, int *to, float *sum, int n) {
  __shared__ int own;
  if (threadIdx.x == 0)
    own = 0;
  __syncthreads();
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n && threadIdx.x >= 3) {
    atomicAdd(to, in[i]);
    atomicMax(to + 1, in[i]);
    atomicMin(to + 2, in[i]);
    if (in[i] % 3 == 0)
      atomicAdd(to + 3, 1);
    if (in[i] > 1000000) // none
      atomicAdd(to + (1 << 30), 1);
    atomicAdd(sum, float(in[i]));
    atomicAdd(&own, 2);
  }
  __syncthreads();
  if (threadIdx.x == 0)
    atomicAdd(to + 4, own);
}

static void checkRows() {
  const int sizes[] = {32, 128, 256, 1024};
  const int widths[] = {1, 31, 32, 77, 200};
  for (int size : sizes) {
    for (int columns : widths) {
      const int rows = 37;
      std::vector<int> random = mixed(rows * columns, 9);
      std::vector<float> in(random.begin(), random.end()), sums(rows),
          scaled(in);
      for (int i = 0; i < rows * columns; ++i)
        sums[i / columns] += in[i];
      for (int i = 0; i < rows * columns; ++i)
        scaled[i] *= sums[i / columns];
      float *dIn = toDevice(in), *dSums = deviceArray<float>(rows),
            *dScaled = deviceArray<float>(rows * columns);
      int perBlock = size / 32;
      rowSums<<<(rows + perBlock - 1) / perBlock, size>>>(dIn, dSums, dScaled,
                                                          rows, columns);
      expectEqual("row sums", takeBack(dSums, rows), sums);
      expectEqual("scaled rows", takeBack(dScaled, rows * columns), scaled);
      cudaFree(dIn);
    }
  }
}

static void checkPartialWarp() {
  const int n = 40;
  std::vector<int> in = mixed(9 * n + 96, 100), out(3 * 80), own(3 * 80);
  for (int i = 0; i < 3 * 80; ++i) {
    int block = i / 80, warp = i % 80 / 32, lane = i % 80 % 32;
    for (int k = 0; k < 3; ++k)
      own[i] += in[(block * 3 + warp) * n + k * 32 + lane];
  }
  for (int i = 0; i < 3 * 80; ++i) {
    int t = i % 80;
    out[i] = own[i] + t / 32 * 1000 + (t < 64 ? own[i - t + (t ^ 5)] : 0);
  }
  int *dIn = toDevice(in), *dOut = deviceArray<int>(3 * 80);
  partialWarp<<<3, 80>>>(dIn, dOut, n);
  expectEqual("partial warp", takeBack(dOut, 3 * 80), out);
  cudaFree(dIn);
}

template <class T> static void checkBlocks() {
  const int sizes[] = {32, 64, 256, 992, 1024};
  for (int size : sizes) {
    const int n = 5003, blocks = 3;
    std::vector<int> random = mixed(n, 50);
    std::vector<T> in(random.begin(), random.end()), sums(blocks);
    for (int i = 0; i < n; ++i)
      sums[i / size % blocks] += in[i];
    T *dIn = toDevice(in), *out = deviceArray<T>(blocks);
    blockSums<T><<<blocks, size>>>(dIn, out, n);
    expectEqual("block sums", takeBack(out, blocks), sums);
    cudaFree(dIn);
  }
}

template <int Size> static void checkTree() {
  std::vector<int> random = mixed(3 * Size, 20);
  std::vector<float> in(random.begin(), random.end()), out(in);
  for (int block = 0; block < 3; ++block)
    for (int width = Size / 2; width > 0; width /= 2)
      for (int t = 0; t < width; ++t)
        out[block * Size + t] += out[block * Size + t + width];
  float *dIn = toDevice(in), *dOut = deviceArray<float>(3 * Size);
  tree<Size><<<3, Size>>>(dIn, dOut);
  expectEqual("tree", takeBack(dOut, 3 * Size), out);
  cudaFree(dIn);
}

static void checkShifted() {
  for (int n : {256, 100, 9, 1}) {
    std::vector<int> out(256);
    for (int t = 0; t < 256; ++t)
      out[t] = t * t % 37;
    for (int step = 1; step < 16; step *= 2)
      for (int t = 0; t < n; ++t)
        out[t] += t + step < n ? out[t + step] : 0;
    int *dOut = deviceArray<int>(256);
    shifted<<<1, 256>>>(dOut, n);
    expectEqual("shifted", takeBack(dOut, 256), out);
  }
}

static void checkUpdates() {
  const int n = 2003;
  std::vector<int> in = mixed(n, 500);
  const int sizes[] = {32, 100, 256, 1024};
  for (int size : sizes) {
    std::vector<int> to(5);
    std::vector<float> sum(1);
    for (int i = 0; i < n; ++i) {
      if (i % size < 3)
        continue;
      to[0] += in[i];
      to[1] = in[i] > to[1] ? in[i] : to[1];
      to[2] = in[i] < to[2] ? in[i] : to[2];
      to[3] += in[i] % 3 == 0;
      to[4] += 2;
      sum[0] += in[i];
    }
    int *dIn = toDevice(in), *dTo = deviceArray<int>(5);
    float *dSum = deviceArray<float>(1);
    updates<<<(n + size - 1) / size, size>>>(dIn, dTo, dSum, n);
    expectEqual("updates", takeBack(dTo, 5), to);
    expectEqual("sum", takeBack(dSum, 1), sum);
    cudaFree(dIn);
  }
}

int main() {
  checkRows();
  checkPartialWarp();
  checkBlocks<float>();
  checkBlocks<int>();
  checkTree<1024>();
  checkTree<256>();
  checkTree<64>();
  checkTree<16>();
  checkTree<2>();
  checkShifted();
  checkUpdates();
  return finish();
}
