// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops of a block or a grid over an array of any length: every fold, the
// types that are folded, ways to write the loop, and stores in it.
// RUN: cubeport run %s | FileCheck %s
// RUN: cubeport run %s --lift-promote-loops=0 | FileCheck %s
// RUN: cubeport verify %s | FileCheck %s
// CHECK: PASS
#include "check.h"
#include <algorithm>
#include <cuda_fp16.h>

//===----------------------------------------------------------------------===//
// What is folded
//===----------------------------------------------------------------------===//

// Each thread's own numbers: the answer says which thread got which trips.
template <int B> __global__ void folds(const int *in, int *out, int n) {
  int sum = 7, product = 1, most = -5, least = 1 << 20, all = -1, any = 0;
  int odd = 3, left = 0;
  for (int i = threadIdx.x; i < n; i += B) {
    int x = in[i];
    sum += x;
    product *= x | 1;
    most = max(most, x);
    least = min(x, least);
    all &= x;
    any |= x;
    odd ^= x;
    left -= 2 * x;
  }
  int *mine = out + 8 * threadIdx.x;
  mine[0] = sum;
  mine[1] = product;
  mine[2] = most;
  mine[3] = least;
  mine[4] = all;
  mine[5] = any;
  mine[6] = odd;
  mine[7] = left;
}

template <int B> static void checkFolds(const std::vector<int> &in, int n) {
  std::vector<int> expected;
  for (int t = 0; t < B; ++t) {
    int sum = 7, most = -5, least = 1 << 20, all = -1, any = 0, odd = 3;
    unsigned product = 1, left = 0;
    for (int i = t; i < n; i += B) {
      sum += in[i];
      product *= in[i] | 1;
      most = std::max(most, in[i]);
      least = std::min(least, in[i]);
      all &= in[i];
      any |= in[i];
      odd ^= in[i];
      left -= 2 * in[i];
    }
    for (int value :
         {sum, (int)product, most, least, all, any, odd, (int)left}) {
      expected.push_back(value);
    }
  }
  int *dIn = toDevice(in), *dOut = deviceArray(8 * B, -1);
  folds<B><<<1, B>>>(dIn, dOut, n);
  expectEqual("folds", takeBack(dOut, 8 * B), expected);
  cudaFree(dIn);
}

// Starts that differ between threads, and what a thread knows at the end.
template <int B>
__global__ void starts(const float *in, float *out, unsigned n) {
  float sum = threadIdx.x * 0.5f, scaled = -0.0f, most = -INFINITY;
  float least = 100;
  for (unsigned i = threadIdx.x; i < n; i += blockDim.x) {
    sum += in[i];
    scaled = fmaf(in[i], 2, scaled);
    most = fmaxf(in[i], most);
    least = fminf(least, in[i]);
  }
  float *mine = out + 4 * threadIdx.x;
  mine[0] = sum;
  mine[1] = scaled;
  mine[2] = most;
  mine[3] = least;
}

template <int B> static void checkStarts(const std::vector<int> &in, int n) {
  std::vector<float> values(in.begin(), in.end()), expected;
  for (size_t i = 0; i < values.size(); i += 5) {
    values[i] = i % 2 ? NAN : values[i];
  }
  for (int t = 0; t < B; ++t) {
    float sum = t * 0.5f, scaled = -0.0f, most = -INFINITY, least = 100;
    for (int i = t; i < n; i += B) {
      sum += values[i];
      scaled += 2 * values[i];
      most = fmaxf(most, values[i]);
      least = fminf(least, values[i]);
    }
    expected.insert(expected.end(), {sum, scaled, most, least});
  }
  float *dIn = toDevice(values), *dOut = deviceArray(4 * B, -1.0f);
  starts<B><<<1, B>>>(dIn, dOut, n);
  std::vector<float> got = takeBack(dOut, 4 * B);
  expectNear("starts", got, expected);
  for (int t = 0; t < B; ++t) {
    if (t >= n && std::signbit(got[4 * t + 1]) != 1) {
      expectEqual("sign of an empty sum", std::vector<int>{0}, {1});
    }
  }
  cudaFree(dIn);
}

template <int B> __global__ void halves(const __half *in, __half *out, int n) {
  __half sum = __float2half(0), most = __float2half(-60000);
  for (int i = threadIdx.x; i < n; i += B) {
    sum = __hadd(sum, in[i]);
    most = __hmax(most, in[i]);
  }
  out[2 * threadIdx.x] = sum;
  out[2 * threadIdx.x + 1] = most;
}

template <int B> static void checkHalves(const std::vector<int> &in, int n) {
  std::vector<__half> values;
  for (int x : in) {
    values.push_back(__float2half((float)(x % 5 - 2)));
  }
  std::vector<float> expected, got;
  for (int t = 0; t < B; ++t) {
    float sum = 0, most = __half2float(__float2half(-60000));
    for (int i = t; i < n; i += B) {
      sum += __half2float(values[i]);
      most = std::max(most, __half2float(values[i]));
    }
    expected.insert(expected.end(), {sum, most});
  }
  __half *dIn = toDevice(values);
  __half *dOut = deviceArray(2 * B, __float2half(-1));
  halves<B><<<1, B>>>(dIn, dOut, n);
  for (__half x : takeBack(dOut, 2 * B)) {
    got.push_back(__half2float(x));
  }
  expectEqual("halves", got, expected);
  cudaFree(dIn);
}

// Folds by comparisons, and of some elements only.
template <int B>
__global__ void choices(const float *in, float *out, int n, float start) {
  float most = start, least = start, some = 1, count = 0;
  int odd = 0;
  for (int i = threadIdx.x; i < n; i += B) {
    float x = in[i];
    if (x > most) {
      most = x;
    }
    least = least > x ? x : least;
    some = x < 5 ? some * (1 + x / 64) : some;
    count += x > 7 ? 1 : 0;
    odd = i % 3 ? odd ^ (i * 5) : odd;
  }
  float *mine = out + 5 * threadIdx.x;
  mine[0] = most;
  mine[1] = least;
  mine[2] = some;
  mine[3] = count;
  mine[4] = odd;
}

template <int B>
static void checkChoices(const std::vector<int> &in, int n, float start) {
  std::vector<float> values(in.begin(), in.end()), expected;
  for (size_t i = 0; i < values.size(); i += 7) {
    values[i] = i % 2 ? NAN : -values[i];
  }
  for (int t = 0; t < B; ++t) {
    float most = start, least = start, some = 1, count = 0;
    int odd = 0;
    for (int i = t; i < n; i += B) {
      float x = values[i];
      most = x > most ? x : most;
      least = least > x ? x : least;
      some = x < 5 ? some * (1 + x / 64) : some;
      count += x > 7;
      odd = i % 3 ? odd ^ (i * 5) : odd;
    }
    expected.insert(expected.end(), {most, least, some, count, (float)odd});
  }
  float *dIn = toDevice(values), *dOut = deviceArray(5 * B, -1.0f);
  choices<B><<<1, B>>>(dIn, dOut, n, start);
  expectNear("choices", takeBack(dOut, 5 * B), expected);
  cudaFree(dIn);
}

//===----------------------------------------------------------------------===//
// Strides of the grid, rows, shared memory
//===----------------------------------------------------------------------===//

template <int B>
__global__ void gridSums(const int *in, int *out, long long n) {
  long long stride = (long long)gridDim.x * blockDim.x;
  int sum = 0, count = 0;
  for (long long i = blockIdx.x * blockDim.x + threadIdx.x; i < n;
       i += stride) {
    sum += in[i] * (int)i;
    ++count;
  }
  out[2 * (blockIdx.x * B + threadIdx.x)] = sum + (threadIdx.x & 1);
  out[2 * (blockIdx.x * B + threadIdx.x) + 1] = count;
}

template <int B>
static void checkGrid(const std::vector<int> &in, int n, int grid) {
  std::vector<int> expected;
  for (int t = 0; t < grid * B; ++t) {
    int sum = (t % B) & 1, count = 0;
    for (int i = t; i < n; i += grid * B) {
      sum += in[i] * i;
      ++count;
    }
    expected.insert(expected.end(), {sum, count});
  }
  int *dIn = toDevice(in), *dOut = deviceArray(2 * grid * B, -1);
  gridSums<B><<<grid, B>>>(dIn, dOut, n);
  expectEqual("gridSums", takeBack(dOut, 2 * grid * B), expected);
  cudaFree(dIn);
}

template <int B>
__global__ void normalize(const float *x, float *y, int columns) {
  __shared__ float part[B];
  const float *from = x + (size_t)blockIdx.x * columns;
  float *to = y + (size_t)blockIdx.x * columns;
  float sum = 0;
  for (int i = threadIdx.x; i < columns; i += B) {
    sum += from[i] * from[i];
  }
  part[threadIdx.x] = sum;
  __syncthreads();
  sum = 1;
  for (int other = 0; other < B; ++other) {
    sum += part[other];
  }
  float scale = 1 / sum;
  for (int i = threadIdx.x; i < columns; i += B) {
    to[i] = from[i] * scale + i;
  }
}

template <int B>
static void checkRows(const std::vector<int> &in, int columns, bool inPlace) {
  const int rows = 3;
  std::vector<float> x(rows * columns), expected(rows * columns);
  for (int row = 0; row < rows; ++row) {
    float sum = 0;
    for (int i = 0; i < columns; ++i) {
      x[row * columns + i] = in[i] % 4 - row;
      sum += x[row * columns + i] * x[row * columns + i];
    }
    for (int i = 0; i < columns; ++i) {
      expected[row * columns + i] = x[row * columns + i] / (1 + sum) + i;
    }
  }
  float *dX = toDevice(x), *dY = inPlace ? dX : deviceArray(x.size(), -1.0f);
  normalize<B><<<rows, B>>>(dX, dY, columns);
  expectNear("normalize", takeBack(dY, x.size()), expected);
  if (!inPlace) {
    cudaFree(dX);
  }
}

//===----------------------------------------------------------------------===//
// Stores that a later trip may see
//===----------------------------------------------------------------------===//

// With `b` some elements behind or in front of `a`, a thread reads what it
// wrote a trip before.
template <int B> __global__ void shifted(const int *a, int *b, int n) {
  for (int i = threadIdx.x; i < n; i += B) {
    b[i] = a[i] + 1;
  }
}

template <int B>
static void checkShifted(const std::vector<int> &in, int n, int shift) {
  const int start = std::max(0, -shift), size = n + std::abs(shift);
  std::vector<int> expected(in.begin(), in.begin() + size);
  for (int i = 0; i < n; ++i) {
    expected[start + shift + i] = expected[start + i] + 1;
  }
  int *data = toDevice(std::vector<int>(in.begin(), in.begin() + size));
  shifted<B><<<1, B>>>(data + start, data + start + shift, n);
  expectEqual("shifted", takeBack(data, size), expected);
}

// Two stores; the one of a later trip may be to the same element.
template <int B> __global__ void twice(int *a, int *b, int n) {
  for (int i = threadIdx.x; i < n; i += B) {
    a[i] = i;
    b[i] = -i;
  }
}

template <int B> static void checkTwice(int n, int shift) {
  std::vector<int> expected(n + shift, 5);
  for (int i = 0; i < n; ++i) {
    expected[i + shift] = i;
    expected[i] = -i;
  }
  int *data = deviceArray(n + shift, 5);
  twice<B><<<1, B>>>(data + shift, data, n);
  expectEqual("twice", takeBack(data, n + shift), expected);
}

//===----------------------------------------------------------------------===//
// Branches, gathers, strides in memory
//===----------------------------------------------------------------------===//

template <int B>
__global__ void mixture(const int *__restrict__ in,
                        const int *__restrict__ places, float *__restrict__ out,
                        float *__restrict__ sums, int n) {
  float sum = 0, inside = 0;
  for (int i = threadIdx.x; i < n; i += B) {
    int at = places[i];
    float x = in[at] + 0.5f * in[2 * i];
    float here = i;
    if (i > 5 && i < n - 2) {
      here += in[i - 3];
    }
    if (x > 20) {
      here = -here;
    }
    out[i] = here;
    sum += x;
    inside += i % 3 == 1 ? here : 1;
  }
  sums[2 * threadIdx.x] = sum;
  sums[2 * threadIdx.x + 1] = inside;
}

template <int B> static void checkMixture(const std::vector<int> &in, int n) {
  std::vector<int> places = mixed(n, std::max(n, 1));
  std::vector<float> expected(n), sums(2 * B, 0.0f);
  for (int i = 0; i < n; ++i) {
    float x = in[places[i]] + 0.5f * in[2 * i], here = i;
    here += i > 5 && i < n - 2 ? in[i - 3] : 0;
    here = x > 20 ? -here : here;
    expected[i] = here;
    sums[2 * (i % B)] += x;
    sums[2 * (i % B) + 1] += i % 3 == 1 ? here : 1;
  }
  int *dIn = toDevice(in), *dPlaces = toDevice(places);
  float *dOut = deviceArray(n, -1.0f), *dSums = deviceArray(2 * B, -1.0f);
  mixture<B><<<1, B>>>(dIn, dPlaces, dOut, dSums, n);
  expectEqual("mixture", takeBack(dOut, n), expected);
  expectNear("sums of mixture", takeBack(dSums, 2 * B), sums);
  cudaFree(dIn);
  cudaFree(dPlaces);
}

//===----------------------------------------------------------------------===//
// Blocks that only the launch knows
//===----------------------------------------------------------------------===//

// Threads along y do the same.
__global__ void anyBlock(const int *in, int *out, int n) {
  int sum = 0, least = 1000;
  for (int i = threadIdx.x; i < n; i += blockDim.x) {
    sum += in[i];
    least = min(least, in[i]);
  }
  int grid = 0;
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n;
       i += blockDim.x * gridDim.x) {
    grid += in[i];
  }
  int t = (blockIdx.x * blockDim.y + threadIdx.y) * blockDim.x + threadIdx.x;
  out[3 * t] = sum;
  out[3 * t + 1] = least;
  out[3 * t + 2] = grid;
}

static void checkAnyBlock(const std::vector<int> &in, int n, dim3 block) {
  const int grid = 3, threads = grid * block.x * block.y;
  std::vector<int> expected;
  for (int t = 0; t < threads; ++t) {
    int x = t % block.x, first = t / (block.x * block.y) * block.x + x;
    int sum = 0, least = 1000, own = 0;
    for (int i = x; i < n; i += block.x) {
      sum += in[i];
      least = std::min(least, in[i]);
    }
    for (int i = first; i < n; i += grid * block.x) {
      own += in[i];
    }
    expected.insert(expected.end(), {sum, least, own});
  }
  int *dIn = toDevice(in), *dOut = deviceArray(3 * threads, -1);
  anyBlock<<<grid, block>>>(dIn, dOut, n);
  expectEqual("anyBlock", takeBack(dOut, 3 * threads), expected);
  cudaFree(dIn);
}

template <int B> static void checkBlock() {
  const std::vector<int> in = mixed(12000, 37);
  for (int n : {0, 1, 31, 33, 255, 257, 1009, 4096, 5003}) {
    checkFolds<B>(in, n);
    checkStarts<B>(in, n);
    checkHalves<B>(in, n);
    checkChoices<B>(in, n, n == 1009 ? NAN : 3.0f);
    checkMixture<B>(in, n);
    checkRows<B>(in, n, n % 2);
  }
  for (int n : {0, B - 1, 3 * B, 3 * B + 1, 11987}) {
    checkGrid<B>(in, n, 1);
    checkGrid<B>(in, n, 3);
  }
  for (int shift : {0, B, -B, 2 * B, 3 * B, 16 * B}) {
    const int n = 6000;
    if (n + std::abs(shift) <= 12000) {
      checkShifted<B>(in, n, shift);
    }
    if (shift > 0) {
      checkTwice<B>(5003, shift);
    }
  }
}

int main() {
  checkBlock<32>();
  checkBlock<96>();
  checkBlock<256>();
  checkBlock<1024>();
  const std::vector<int> in = mixed(12000, 37);
  for (int n : {0, 31, 1009, 12000}) {
    for (int block : {1, 32, 50, 96, 256, 1000, 1024}) {
      checkAnyBlock(in, n, block);
    }
    checkAnyBlock(in, n, dim3(16, 4));
    checkAnyBlock(in, n, dim3(1, 7));
  }
  return finish();
}
