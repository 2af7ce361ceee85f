// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Atomic operations on global and shared memory without use of the result.
#include "check.h"

__global__ void totals(const int *in, int *out, unsigned int *bits, float *sum,
                       int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    int v = in[i];
    atomicAdd(&out[0], v);
    atomicSub(&out[1], v);
    atomicMax(&out[2], v);
    atomicMin(&out[3], v);
    atomicAnd(&bits[0], ~(1u << (v % 8)));
    atomicOr(&bits[1], 1u << (v % 16));
    atomicXor(&bits[2], 1u << (v % 32));
    atomicAdd(sum, 0.5f * v);
  }
}

__global__ void buckets(const int *in, int *out, int n) {
  __shared__ int local[10];
  if (threadIdx.x < 10) {
    local[threadIdx.x] = 0;
  }
  __syncthreads();
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    atomicAdd(&local[in[i] % 10], 1);
  }
  __syncthreads();
  if (threadIdx.x < 10) {
    atomicAdd(out + threadIdx.x, local[threadIdx.x]);
  }
}

int main() {
  const int n = 700;
  std::vector<int> in = mixed(n, 1000), expected = {0, 0, -1, 5000};
  std::vector<int> counts(10);
  std::vector<unsigned int> bits = {0xffffffffu, 0, 0};
  float sum = 0.0f;
  std::vector<int> out = expected;
  int *dOut = toDevice(out), *dIn = toDevice(in);
  unsigned int *dBits = toDevice(bits);
  float *dSum = deviceArray<float>(1);
  for (int v : in) {
    expected[0] += v;
    expected[1] -= v;
    expected[2] = v > expected[2] ? v : expected[2];
    expected[3] = v < expected[3] ? v : expected[3];
    bits[0] &= ~(1u << (v % 8));
    bits[1] |= 1u << (v % 16);
    bits[2] ^= 1u << (v % 32);
    sum += 0.5f * v;
    ++counts[v % 10];
  }
  totals<<<(n + 127) / 128, 128>>>(dIn, dOut, dBits, dSum, n);
  expectEqual("integers", takeBack(dOut, 4), expected);
  expectEqual("bits", takeBack(dBits, 3), bits);
  expectNear("sum", takeBack(dSum, 1), std::vector<float>{sum});
  dOut = deviceArray<int>(10);
  buckets<<<(n + 95) / 96, 96>>>(dIn, dOut, n);
  expectEqual("buckets", takeBack(dOut, 10), counts);
  return finish();
}
