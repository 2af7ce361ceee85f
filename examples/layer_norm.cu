// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Layer normalisation twice: one thread per row, which is simple, and one
// block per row with reductions in shared memory, which is fast.
#include <cmath>
#include <cstdio>
#include <vector>

constexpr float epsilon = 1e-5f;

__global__ void layerNormThreadPerRow(float *out, const float *in,
                                      const float *gain, const float *bias,
                                      int rows, int columns) {
  int row = blockIdx.x * blockDim.x + threadIdx.x;
  if (row >= rows) {
    return;
  }
  const float *x = in + row * columns;
  float mean = 0.0f;
  for (int c = 0; c < columns; ++c) {
    mean += x[c];
  }
  mean /= columns;
  float variance = 0.0f;
  for (int c = 0; c < columns; ++c) {
    float shifted = x[c] - mean;
    variance += shifted * shifted;
  }
  variance /= columns;
  float scale = 1.0f / sqrtf(variance + epsilon);
  for (int c = 0; c < columns; ++c) {
    out[row * columns + c] = scale * (x[c] - mean) * gain[c] + bias[c];
  }
}

// Every thread gets the sum of `value` over the block; blockDim.x is a power
// of two.
__device__ float sumOverBlock(float value, float *scratch) {
  int lane = threadIdx.x;
  scratch[lane] = value;
  __syncthreads();
  for (int stride = blockDim.x / 2; stride > 0; stride /= 2) {
    if (lane < stride) {
      scratch[lane] += scratch[lane + stride];
    }
    __syncthreads();
  }
  float sum = scratch[0];
  __syncthreads();
  return sum;
}

__global__ void layerNormBlockPerRow(float *out, const float *in,
                                     const float *gain, const float *bias,
                                     int columns) {
  __shared__ float scratch[128];
  const float *x = in + blockIdx.x * columns;
  float sum = 0.0f;
  for (int c = threadIdx.x; c < columns; c += blockDim.x) {
    sum += x[c];
  }
  float mean = sumOverBlock(sum, scratch) / columns;
  float squares = 0.0f;
  for (int c = threadIdx.x; c < columns; c += blockDim.x) {
    float shifted = x[c] - mean;
    squares += shifted * shifted;
  }
  float scale = rsqrtf(sumOverBlock(squares, scratch) / columns + epsilon);
  for (int c = threadIdx.x; c < columns; c += blockDim.x) {
    out[blockIdx.x * columns + c] = scale * (x[c] - mean) * gain[c] + bias[c];
  }
}

static int compare(const char *name, const std::vector<float> &got,
                   const std::vector<float> &expected) {
  for (size_t i = 0; i < got.size(); ++i) {
    if (!(std::fabs(got[i] - expected[i]) < 1e-4f)) {
      printf("FAIL %s at %zu: %f, expected %f\n", name, i, got[i], expected[i]);
      return 1;
    }
  }
  return 0;
}

int main() {
  const int rows = 45, columns = 203;
  std::vector<float> in(rows * columns), gain(columns), bias(columns);
  for (size_t i = 0; i < in.size(); ++i) {
    in[i] = static_cast<float>((i * 31) % 211) * 0.05f;
  }
  for (int c = 0; c < columns; ++c) {
    gain[c] = 1.0f + 0.01f * (c % 5);
    bias[c] = 0.1f * (c % 3);
  }
  std::vector<float> expected(in.size());
  for (int r = 0; r < rows; ++r) {
    double mean = 0.0, variance = 0.0;
    for (int c = 0; c < columns; ++c) {
      mean += in[r * columns + c] / columns;
    }
    for (int c = 0; c < columns; ++c) {
      double shifted = in[r * columns + c] - mean;
      variance += shifted * shifted / columns;
    }
    double scale = 1.0 / std::sqrt(variance + epsilon);
    for (int c = 0; c < columns; ++c) {
      expected[r * columns + c] = static_cast<float>(
          scale * (in[r * columns + c] - mean) * gain[c] + bias[c]);
    }
  }

  const size_t bytes = in.size() * sizeof(float);
  float *dIn, *dOut, *dGain, *dBias;
  cudaMalloc(&dIn, bytes);
  cudaMalloc(&dOut, bytes);
  cudaMalloc(&dGain, columns * sizeof(float));
  cudaMalloc(&dBias, columns * sizeof(float));
  cudaMemcpy(dIn, in.data(), bytes, cudaMemcpyHostToDevice);
  cudaMemcpy(dGain, gain.data(), columns * sizeof(float),
             cudaMemcpyHostToDevice);
  cudaMemcpy(dBias, bias.data(), columns * sizeof(float),
             cudaMemcpyHostToDevice);

  std::vector<float> out(in.size());
  layerNormThreadPerRow<<<(rows + 31) / 32, 32>>>(dOut, dIn, dGain, dBias, rows,
                                                  columns);
  cudaMemcpy(out.data(), dOut, bytes, cudaMemcpyDeviceToHost);
  int errors = compare("thread per row", out, expected);

  cudaMemset(dOut, 0, bytes);
  layerNormBlockPerRow<<<rows, 128>>>(dOut, dIn, dGain, dBias, columns);
  cudaMemcpy(out.data(), dOut, bytes, cudaMemcpyDeviceToHost);
  errors += compare("block per row", out, expected);

  cudaFree(dIn);
  cudaFree(dOut);
  cudaFree(dGain);
  cudaFree(dBias);
  if (!errors) {
    printf("PASS\n");
  }
  return errors != 0;
}
