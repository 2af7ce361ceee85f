// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Reductions in shared memory: sequential and interleaved order, sum, maximum
// and minimum, a block size that is no power of two.
#include "check.h"

__global__ void sumSequential(const float *in, float *out, int n) {
  __shared__ float s[256];
  unsigned int t = threadIdx.x, i = blockIdx.x * blockDim.x + t;
  s[t] = i < n ? in[i] : 0.0f;
  __syncthreads();
  for (unsigned int half = blockDim.x / 2; half > 0; half >>= 1) {
    if (t < half) {
      s[t] += s[t + half];
    }
    __syncthreads();
  }
  if (t == 0) {
    out[blockIdx.x] = s[0];
  }
}

__global__ void sumInterleaved(const int *in, int *out, int n) {
  __shared__ int s[128];
  unsigned int t = threadIdx.x, i = blockIdx.x * blockDim.x + t;
  s[t] = i < n ? in[i] : 0;
  __syncthreads();
  for (unsigned int step = 1; step < blockDim.x; step *= 2) {
    if (t % (2 * step) == 0 && t + step < blockDim.x) {
      s[t] += s[t + step];
    }
    __syncthreads();
  }
  if (t == 0) {
    out[blockIdx.x] = s[0];
  }
}

__global__ void extremes(const float *in, float *largest, float *smallest,
                         int n) {
  __shared__ float hi[64], lo[64];
  int t = threadIdx.x;
  in += blockIdx.x * n;
  float h = in[0], l = in[0];
  for (int i = t; i < n; i += 64) {
    h = fmaxf(h, in[i]);
    l = fminf(l, in[i]);
  }
  hi[t] = h;
  lo[t] = l;
  __syncthreads();
  for (int half = 32; half > 0; half /= 2) {
    if (t < half) {
      hi[t] = fmaxf(hi[t], hi[t + half]);
      lo[t] = fminf(lo[t], lo[t + half]);
    }
    __syncthreads();
  }
  if (t == 0) {
    largest[blockIdx.x] = hi[0];
    smallest[blockIdx.x] = lo[0];
  }
}

int main() {
  const int n = 1009, blocks = (n + 255) / 256;
  std::vector<int> random = mixed(n, 500);
  std::vector<float> in(random.begin(), random.end()), sums(blocks);
  for (int i = 0; i < n; ++i) {
    sums[i / 256] += in[i];
  }
  float *dIn = toDevice(in), *out = deviceArray<float>(blocks);
  sumSequential<<<blocks, 256>>>(dIn, out, n);
  expectEqual("sequential", takeBack(out, blocks), sums);

  const int sizes[] = {128, 97, 33, 1};
  for (int size : sizes) {
    int count = (n + size - 1) / size;
    std::vector<int> expected(count);
    for (int i = 0; i < n; ++i) {
      expected[i / size] += random[i];
    }
    int *dRandom = toDevice(random), *whole = deviceArray<int>(count);
    sumInterleaved<<<count, size>>>(dRandom, whole, n);
    expectEqual("interleaved", takeBack(whole, count), expected);
    cudaFree(dRandom);
  }

  const int row = n / 3; // a block for each third of the array
  std::vector<float> hi(3), lo(3);
  for (int b = 0; b < 3; ++b) {
    hi[b] = lo[b] = in[b * row];
    for (int i = 0; i < row; ++i) {
      hi[b] = std::fmax(hi[b], in[b * row + i]);
      lo[b] = std::fmin(lo[b], in[b * row + i]);
    }
  }
  float *largest = deviceArray<float>(3), *smallest = deviceArray<float>(3);
  extremes<<<3, 64>>>(dIn, largest, smallest, row);
  expectEqual("largest", takeBack(largest, 3), hi);
  expectEqual("smallest", takeBack(smallest, 3), lo);
  cudaFree(dIn);
  return finish();
}
