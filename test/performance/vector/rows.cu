// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Softmax, layer norm and RMS norm of the rows of a matrix, by a block or by
// a warp per row.
#include "bench.h"
#include <algorithm>
#include <cfloat>

constexpr int blockSize = 256;
constexpr float epsilon = 1e-5f;

struct Add {
  __device__ float operator()(float a, float b) const { return a + b; }
};
struct Greater {
  __device__ float operator()(float a, float b) const { return fmaxf(a, b); }
};

template <class Op> __device__ float reduceWarp(float x, Op op) {
  for (int mask = 16; mask > 0; mask /= 2)
    x = op(x, __shfl_xor_sync(0xffffffffu, x, mask));
  return x;
}

template <class Op> __device__ float reduceBlock(float x, float *part, Op op) {
  part[threadIdx.x] = x;
  __syncthreads();
  for (int width = blockSize / 2; width > 0; width /= 2) {
    if (threadIdx.x < width)
      part[threadIdx.x] = op(part[threadIdx.x], part[threadIdx.x + width]);
    __syncthreads();
  }
  float result = part[0];
  __syncthreads();
  return result;
}

__global__ void softmaxBlock(const float *x, float *y, int columns) {
  __shared__ float part[blockSize];
  const float *from = x + size_t(blockIdx.x) * columns;
  float *to = y + size_t(blockIdx.x) * columns;
  float most = -FLT_MAX;
  for (int i = threadIdx.x; i < columns; i += blockSize)
    most = fmaxf(most, from[i]);
  most = reduceBlock(most, part, Greater());
  float sum = 0;
  for (int i = threadIdx.x; i < columns; i += blockSize)
    sum += expf(from[i] - most);
  sum = reduceBlock(sum, part, Add());
  for (int i = threadIdx.x; i < columns; i += blockSize)
    to[i] = expf(from[i] - most) / sum;
}

__global__ void softmaxWarp(const float *x, float *y, int rows, int columns) {
  int row = (blockIdx.x * blockDim.x + threadIdx.x) / 32;
  int lane = threadIdx.x % 32;
  if (row >= rows)
    return;
  const float *from = x + size_t(row) * columns;
  float *to = y + size_t(row) * columns;
  float most = -FLT_MAX;
  for (int i = lane; i < columns; i += 32)
    most = fmaxf(most, from[i]);
  most = reduceWarp(most, Greater());
  float sum = 0;
  for (int i = lane; i < columns; i += 32)
    sum += expf(from[i] - most);
  sum = reduceWarp(sum, Add());
  for (int i = lane; i < columns; i += 32)
    to[i] = expf(from[i] - most) / sum;
}

__global__ void layerNormBlock(const float *x, const float *gamma,
                               const float *beta, float *y, int columns) {
  __shared__ float part[blockSize];
  const float *from = x + size_t(blockIdx.x) * columns;
  float *to = y + size_t(blockIdx.x) * columns;
  float sum = 0;
  for (int i = threadIdx.x; i < columns; i += blockSize)
    sum += from[i];
  float mean = reduceBlock(sum, part, Add()) / columns;
  float squares = 0;
  for (int i = threadIdx.x; i < columns; i += blockSize) {
    float d = from[i] - mean;
    squares += d * d;
  }
  float variance = reduceBlock(squares, part, Add()) / columns;
  float scale = rsqrtf(variance + epsilon);
  for (int i = threadIdx.x; i < columns; i += blockSize)
    to[i] = (from[i] - mean) * scale * gamma[i] + beta[i];
}

__global__ void layerNormWarp(const float *x, const float *gamma,
                              const float *beta, float *y, int rows,
                              int columns) {
  int row = (blockIdx.x * blockDim.x + threadIdx.x) / 32;
  int lane = threadIdx.x % 32;
  if (row >= rows)
    return;
  const float *from = x + size_t(row) * columns;
  float *to = y + size_t(row) * columns;
  float sum = 0;
  for (int i = lane; i < columns; i += 32)
    sum += from[i];
  float mean = reduceWarp(sum, Add()) / columns;
  float squares = 0;
  for (int i = lane; i < columns; i += 32) {
    float d = from[i] - mean;
    squares += d * d;
  }
  float variance = reduceWarp(squares, Add()) / columns;
  float scale = rsqrtf(variance + epsilon);
  for (int i = lane; i < columns; i += 32)
    to[i] = (from[i] - mean) * scale * gamma[i] + beta[i];
}

__global__ void rmsNormBlock(const float *x, const float *gamma, float *y,
                             int columns) {
  __shared__ float part[blockSize];
  const float *from = x + size_t(blockIdx.x) * columns;
  float *to = y + size_t(blockIdx.x) * columns;
  float squares = 0;
  for (int i = threadIdx.x; i < columns; i += blockSize)
    squares += from[i] * from[i];
  float scale = rsqrtf(reduceBlock(squares, part, Add()) / columns + epsilon);
  for (int i = threadIdx.x; i < columns; i += blockSize)
    to[i] = from[i] * scale * gamma[i];
}

__global__ void rmsNormWarp(const float *x, const float *gamma, float *y,
                            int rows, int columns) {
  int row = (blockIdx.x * blockDim.x + threadIdx.x) / 32;
  int lane = threadIdx.x % 32;
  if (row >= rows)
    return;
  const float *from = x + size_t(row) * columns;
  float *to = y + size_t(row) * columns;
  float squares = 0;
  for (int i = lane; i < columns; i += 32)
    squares += from[i] * from[i];
  float scale = rsqrtf(reduceWarp(squares, Add()) / columns + epsilon);
  for (int i = lane; i < columns; i += 32)
    to[i] = from[i] * scale * gamma[i];
}

static std::vector<double> softmaxOf(const float *x, int columns) {
  std::vector<double> y(columns);
  double most = *std::max_element(x, x + columns), sum = 0;
  for (int i = 0; i < columns; ++i)
    sum += y[i] = std::exp(x[i] - most);
  for (double &value : y)
    value /= sum;
  return y;
}

static std::vector<double> normOf(const float *x, int columns, bool centre,
                                  const float *gamma, const float *beta) {
  std::vector<double> y(columns);
  double mean = 0, squares = 0;
  for (int i = 0; centre && i < columns; ++i)
    mean += x[i] / double(columns);
  for (int i = 0; i < columns; ++i)
    squares += (x[i] - mean) * (x[i] - mean);
  double scale = 1 / std::sqrt(squares / columns + epsilon);
  for (int i = 0; i < columns; ++i)
    y[i] = (x[i] - mean) * scale * gamma[i] + (centre ? beta[i] : 0);
  return y;
}

struct Arrays {
  float *x, *gamma, *beta, *y;
};

static void launch(char operation, bool perWarp, const Arrays &a, int rows,
                   int columns) {
  int blocks = (rows + blockSize / 32 - 1) / (blockSize / 32);
  if (operation == 's' && perWarp)
    softmaxWarp<<<blocks, blockSize>>>(a.x, a.y, rows, columns);
  else if (operation == 's')
    softmaxBlock<<<rows, blockSize>>>(a.x, a.y, columns);
  else if (operation == 'l' && perWarp)
    layerNormWarp<<<blocks, blockSize>>>(a.x, a.gamma, a.beta, a.y, rows,
                                         columns);
  else if (operation == 'l')
    layerNormBlock<<<rows, blockSize>>>(a.x, a.gamma, a.beta, a.y, columns);
  else if (perWarp)
    rmsNormWarp<<<blocks, blockSize>>>(a.x, a.gamma, a.y, rows, columns);
  else
    rmsNormBlock<<<rows, blockSize>>>(a.x, a.gamma, a.y, columns);
}

int main(int argc, char **argv) {
  if (argc < 5)
    return misuse("rows softmax|layer-norm|rms-norm block|warp ROWS COLUMNS");
  const char operation = argv[1][0];
  const bool perWarp = !strcmp(argv[2], "warp");
  const int rows = atoi(argv[3]), columns = atoi(argv[4]);
  const size_t n = size_t(rows) * columns;
  std::vector<float> x = numbers(n, 1), gamma = numbers(columns, 2),
                     beta = numbers(columns, 3);
  for (float &value : x)
    value *= 5;
  Arrays sets[2];
  for (Arrays &set : sets)
    set = {upload(x), upload(gamma), upload(beta), allocate<float>(n)};
  runTwice([&](int set) {
    launch(operation, perWarp, sets[set], rows, columns);
  });
  std::vector<float> got = download(sets[1].y, n);
  Distance distance;
  for (int row = 0; row < rows; ++row) {
    const float *from = x.data() + size_t(row) * columns;
    std::vector<double> expected =
        operation == 's' ? softmaxOf(from, columns)
                         : normOf(from, columns, operation == 'l',
                                  gamma.data(), beta.data());
    // Numbers of a softmax get smaller as rows get longer.
    const double scale = operation == 's' ? columns : 1;
    for (int i = 0; i < columns; ++i)
      distance.compare(scale * got[size_t(row) * columns + i],
                       scale * expected[i]);
  }
  const int vectors = operation == 's' ? 0 : operation == 'l' ? 2 : 1;
  return finish(distance.worst, 2e-5, 8.0 * n + 4.0 * vectors * columns);
}
