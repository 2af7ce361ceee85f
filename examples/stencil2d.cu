// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Ten steps of a five-point stencil on a grid of odd size, two-dimensional
// blocks, two arrays that change places.
#include <cmath>
#include <cstdio>
#include <utility>
#include <vector>

__global__ void stencil(const float *in, float *out, int width, int height) {
  int x = blockIdx.x * blockDim.x + threadIdx.x;
  int y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x >= width || y >= height) {
    return;
  }
  int center = y * width + x;
  if (x == 0 || y == 0 || x == width - 1 || y == height - 1) {
    out[center] = in[center];
    return;
  }
  out[center] = 0.2f * (in[center] + in[center - 1] + in[center + 1] +
                        in[center - width] + in[center + width]);
}

static void stencilOnCpu(const std::vector<float> &in, std::vector<float> &out,
                         int width, int height) {
  out = in;
  for (int y = 1; y < height - 1; ++y) {
    for (int x = 1; x < width - 1; ++x) {
      int c = y * width + x;
      out[c] = 0.2f *
               (in[c] + in[c - 1] + in[c + 1] + in[c - width] + in[c + width]);
    }
  }
}

int main() {
  const int width = 93, height = 61, steps = 10;
  std::vector<float> field(width * height), next;
  for (int i = 0; i < width * height; ++i) {
    field[i] = static_cast<float>((i * 37) % 101);
  }
  const size_t bytes = field.size() * sizeof(float);
  float *dIn, *dOut;
  cudaMalloc(&dIn, bytes);
  cudaMalloc(&dOut, bytes);
  cudaMemcpy(dIn, field.data(), bytes, cudaMemcpyHostToDevice);

  dim3 block(16, 8);
  dim3 grid((width + block.x - 1) / block.x, (height + block.y - 1) / block.y);
  for (int step = 0; step < steps; ++step) {
    stencil<<<grid, block>>>(dIn, dOut, width, height);
    std::swap(dIn, dOut);
    stencilOnCpu(field, next, width, height);
    field.swap(next);
  }

  std::vector<float> result(field.size());
  cudaMemcpy(result.data(), dIn, bytes, cudaMemcpyDeviceToHost);
  cudaFree(dIn);
  cudaFree(dOut);
  for (size_t i = 0; i < field.size(); ++i) {
    if (std::fabs(result[i] - field[i]) > 1e-3f) {
      printf("FAIL at %zu: %f, expected %f\n", i, result[i], field[i]);
      return 1;
    }
  }
  printf("PASS\n");
  return 0;
}
