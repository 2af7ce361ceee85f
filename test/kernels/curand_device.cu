// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// cuRAND in kernels: Philox against the numbers of its paper's test vector, the
// other generators by their mean and spread; and generators of the host.
#include "check.h"
#include <curand.h>
#include <curand_kernel.h>

__global__ void philox(unsigned int *out) {
  curandStatePhilox4_32_10_t state;
  curand_init(0, 0, 0, &state);
  for (int i = 0; i < 4; ++i) {
    out[i] = curand(&state);
  }
}

__global__ void start(curandState *states, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    curand_init(1234, i, 0, &states[i]);
  }
}

__global__ void draw(curandState *states, float *sums, float *squares, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    curandState state = states[i];
    float sum = 0, square = 0;
    for (int k = 0; k < 20; ++k) {
      sum += curand_uniform(&state);
      float x = curand_normal(&state);
      square += x * x;
    }
    sums[i] = sum;
    squares[i] = square;
    states[i] = state;
  }
}

static float meanOf(const std::vector<float> &values) {
  double sum = 0;
  for (float value : values) {
    sum += value;
  }
  return float(sum / values.size());
}

int main() {
  unsigned int *bits = deviceArray<unsigned int>(4);
  philox<<<1, 1>>>(bits);
  expectEqual("philox", takeBack(bits, 4),
              {0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u});

  const int n = 512;
  curandState *states = nullptr;
  require(cudaMalloc(&states, n * sizeof(curandState)), "cudaMalloc");
  float *sums = deviceArray<float>(n), *squares = deviceArray<float>(n);
  start<<<4, 128>>>(states, n);
  draw<<<4, 128>>>(states, sums, squares, n);
  float uniform = meanOf(takeBack(sums, n)) / 20;
  float spread = meanOf(takeBack(squares, n)) / 20;
  expectNear("uniform and normal", {uniform, spread}, {0.5f, 1.0f}, 0, 0.05);

  curandGenerator_t generator;
  float *values = deviceArray<float>(4096);
  curandCreateGenerator(&generator, CURAND_RNG_PSEUDO_DEFAULT);
  curandSetPseudoRandomGeneratorSeed(generator, 42);
  curandGenerateUniform(generator, values, 4096);
  curandDestroyGenerator(generator);
  expectNear("host generator", {meanOf(takeBack(values, 4096))}, {0.5f}, 0,
             0.03);
  cudaFree(states);
  return finish();
}
