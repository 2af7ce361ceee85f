// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Softmax over the rows of a matrix, one block per row: two reductions in
// dynamic shared memory, then one pass that scales.
#include <cfloat>
#include <cmath>
#include <cstdio>
#include <vector>

__global__ void softmaxRows(const float *in, float *out, int columns) {
  extern __shared__ float scratch[];
  const float *row = in + blockIdx.x * columns;
  float *result = out + blockIdx.x * columns;
  int lane = threadIdx.x;

  float largest = -FLT_MAX;
  for (int c = lane; c < columns; c += blockDim.x) {
    largest = fmaxf(largest, row[c]);
  }
  scratch[lane] = largest;
  __syncthreads();
  for (int stride = blockDim.x / 2; stride > 0; stride /= 2) {
    if (lane < stride) {
      scratch[lane] = fmaxf(scratch[lane], scratch[lane + stride]);
    }
    __syncthreads();
  }
  largest = scratch[0];
  __syncthreads();

  float sum = 0.0f;
  for (int c = lane; c < columns; c += blockDim.x) {
    sum += expf(row[c] - largest);
  }
  scratch[lane] = sum;
  __syncthreads();
  for (int stride = blockDim.x / 2; stride > 0; stride /= 2) {
    if (lane < stride) {
      scratch[lane] += scratch[lane + stride];
    }
    __syncthreads();
  }
  sum = scratch[0];

  for (int c = lane; c < columns; c += blockDim.x) {
    result[c] = expf(row[c] - largest) / sum;
  }
}

static void softmaxOnCpu(const float *row, float *result, int columns) {
  float largest = row[0];
  for (int c = 1; c < columns; ++c) {
    largest = std::fmax(largest, row[c]);
  }
  double sum = 0.0;
  for (int c = 0; c < columns; ++c) {
    sum += std::exp(row[c] - largest);
  }
  for (int c = 0; c < columns; ++c) {
    result[c] = static_cast<float>(std::exp(row[c] - largest) / sum);
  }
}

int main() {
  const int rows = 37, columns = 301, threads = 128;
  std::vector<float> in(rows * columns), out(rows * columns);
  for (size_t i = 0; i < in.size(); ++i) {
    in[i] = static_cast<float>((i * 7919) % 1000) * 0.01f - 5.0f;
  }
  const size_t bytes = in.size() * sizeof(float);
  float *dIn, *dOut;
  cudaMalloc(&dIn, bytes);
  cudaMalloc(&dOut, bytes);
  cudaMemcpy(dIn, in.data(), bytes, cudaMemcpyHostToDevice);

  softmaxRows<<<rows, threads, threads * sizeof(float)>>>(dIn, dOut, columns);

  cudaMemcpy(out.data(), dOut, bytes, cudaMemcpyDeviceToHost);
  cudaFree(dIn);
  cudaFree(dOut);
  std::vector<float> expected(columns);
  for (int r = 0; r < rows; ++r) {
    softmaxOnCpu(&in[r * columns], expected.data(), columns);
    for (int c = 0; c < columns; ++c) {
      if (std::fabs(out[r * columns + c] - expected[c]) > 1e-6f) {
        printf("FAIL row %d, column %d: %g, expected %g\n", r, c,
               out[r * columns + c], expected[c]);
        return 1;
      }
    }
  }
  printf("PASS\n");
  return 0;
}
