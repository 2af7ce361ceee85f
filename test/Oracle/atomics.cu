// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Atomic operations of all types in global and shared memory.
// RUN: cubeport run --on=oracle %s | FileCheck %s
// CHECK: PASS
#include <cstdio>

__device__ int i32[8];
__device__ unsigned u32[8];
__device__ unsigned long long u64[8];
__device__ float f32;
__device__ double f64;
__device__ unsigned short u16;

__global__ void kernel(int *order) {
  __shared__ unsigned local;
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (threadIdx.x == 0) {
    local = 0;
  }
  __syncthreads();
  atomicAdd(&i32[0], i);
  atomicSub(&i32[1], 1);
  atomicMin(&i32[2], -i);
  atomicMax(&i32[3], i);
  atomicAnd(&u32[0], ~(1u << i % 32));
  atomicOr(&u32[1], 1u << i % 32);
  atomicXor(&u32[2], i);
  atomicInc(&u32[3], 99);
  atomicDec(&u32[4], 99);
  atomicAdd(&u64[0], 1ull << 40);
  atomicMax(&u64[1], (unsigned long long)i << 33);
  atomicCAS(&u64[2], 0ull, 7ull);
  atomicAdd(&f32, 0.5f);
  atomicAdd(&f64, 0.25);
  atomicCAS(&u16, (unsigned short)0, (unsigned short)9);
  atomicAdd(&local, 1);
  order[atomicAdd(&i32[4], 1)] = 1;
  __syncthreads();
  if (threadIdx.x == 0) {
    atomicExch(&i32[5], local);
  }
}

template <class T, class S> T read(S &symbol, int index = 0) {
  T value;
  cudaMemcpyFromSymbol(&value, symbol, sizeof(T), index * sizeof(T));
  return value;
}

int main() {
  int *order, h[512];
  cudaMalloc(&order, sizeof(h));
  cudaMemset(order, 0, sizeof(h));
  unsigned ones[1] = {0xffffffffu};
  cudaMemcpyToSymbol(u32, ones, sizeof(ones));
  kernel<<<4, 128>>>(order);
  cudaMemcpy(h, order, sizeof(h), cudaMemcpyDeviceToHost);
  bool ok = true;
  for (int value : h) {
    ok &= value == 1;
  }
  ok &= read<int>(i32, 0) == 511 * 512 / 2 && read<int>(i32, 1) == -512;
  ok &= read<int>(i32, 2) == -511 && read<int>(i32, 3) == 511;
  ok &= read<int>(i32, 5) == 128;
  ok &= read<unsigned>(u32, 0) == 0 && read<unsigned>(u32, 1) == 0xffffffffu;
  ok &= read<unsigned>(u32, 2) == 0 && read<unsigned>(u32, 3) == 12;
  ok &= read<unsigned>(u32, 4) == 88;
  ok &= read<unsigned long long>(u64, 0) == 512ull << 40;
  ok &= read<unsigned long long>(u64, 1) == 511ull << 33;
  ok &= read<unsigned long long>(u64, 2) == 7;
  ok &= read<float>(f32) == 256 && read<double>(f64) == 128;
  ok &= read<unsigned short>(u16) == 9;
  printf(ok ? "PASS\n" : "FAIL %u %u\n", read<unsigned>(u32, 3),
         read<unsigned>(u32, 4));
  return 0;
}
