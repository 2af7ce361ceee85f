// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory is read as other types than it was written as: nvcc lets that be, on
// the oracle as on the twin, in threads that are loops as in others.
// RUN: cubeport run --on=oracle %s | FileCheck %s
// RUN: env CUBEPORT_ORACLE_LOOPS=0 cubeport run --on=oracle %s | FileCheck %s
// RUN: cubeport verify %s | FileCheck %s --check-prefix=VERIFY
// CHECK: wrong: 0
// VERIFY: halves {{.*}} match
// VERIFY: words {{.*}} match
// VERIFY: parts {{.*}} match
#include <cstdio>
#include <cstring>

// The halves of a number, in a loop whose other side reads it whole.
__global__ void halves(const unsigned *in, unsigned *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  unsigned sum = 0;
  for (int k = 0; k < n; ++k) {
    unsigned value = in[i] + k;
    unsigned short *half = (unsigned short *)&value;
    half[(in[i] >> k) % 2] = (unsigned short)(k * 257);
    unsigned low = half[0];
    sum = sum * 31 + (low ^ value) * (value - low);
  }
  out[i] = sum;
}

// A number that is written by halves and read whole, by some threads only.
__global__ void parts(const unsigned *in, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (in[i] % 5 == 0) {
    return;
  }
  for (int k = 0; k < n; ++k) {
    unsigned value = in[i] % 7 ? in[i] : ~in[i];
    unsigned short *half = (unsigned short *)&value;
    half[in[i] / 3 % 2] = (unsigned short)((k + 77777777u) >> (n & 31));
    out[i] = float(value % 100u);
  }
}

// Global memory as float and as integer.
__global__ void words(float *values, int n) {
  int i = threadIdx.x;
  for (int k = 0; k < n; ++k) {
    values[i] = values[i] * 0.5f + 1.0f;
    ((int *)values)[i] ^= 1 << (k % 23);
  }
}

int main() {
  unsigned *in, *out;
  float *values;
  cudaMallocManaged(&in, 64 * sizeof(unsigned));
  cudaMallocManaged(&out, 64 * sizeof(unsigned));
  cudaMallocManaged(&values, 128 * sizeof(float));
  float expected[64];
  for (int i = 0; i < 64; ++i) {
    in[i] = i * 2654435761u;
    expected[i] = values[i] = i * 0.25f;
  }
  halves<<<2, 32>>>(in, out, 9);
  words<<<1, 64>>>(values, 30);
  parts<<<1, 64>>>(in, values + 64, 2);
  cudaDeviceSynchronize();
  int wrong = 0;
  for (int i = 0; i < 64; ++i) {
    unsigned sum = 0;
    for (int k = 0; k < 9; ++k) {
      unsigned value = in[i] + k;
      unsigned short half = k * 257, low;
      std::memcpy((char *)&value + (in[i] >> k) % 2 * 2, &half, 2);
      std::memcpy(&low, &value, 2);
      sum = sum * 31 + (low ^ value) * (value - low);
    }
    wrong += out[i] != sum;
    for (int k = 0; k < 30; ++k) {
      expected[i] = expected[i] * 0.5f + 1.0f;
      int bits;
      std::memcpy(&bits, &expected[i], 4);
      bits ^= 1 << (k % 23);
      std::memcpy(&expected[i], &bits, 4);
    }
    wrong += values[i] != expected[i];
  }
  for (int i = 0; i < 64; ++i) {
    unsigned value = in[i] % 7 ? in[i] : ~in[i];
    unsigned short half = (1 + 77777777u) >> 2;
    std::memcpy((char *)&value + in[i] / 3 % 2 * 2, &half, 2);
    wrong += in[i] % 5 != 0 && values[64 + i] != float(value % 100u);
  }
  printf("wrong: %d\n", wrong);
}
