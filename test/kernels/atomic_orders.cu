// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Atomics with an order, of all widths, counters that wrap, a lock, barriers
// that count, fences.
#include "check.h"
#include <cuda/atomic>

__global__ void updates(unsigned int *u, unsigned long long *q, double *d,
                        float *f, unsigned short *s) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  atomicInc(u, 9u);
  atomicDec(u + 1, 6u);
  atomicAdd(q, (unsigned long long)i << 20);
  atomicAdd(d, 0.5);
  atomicAdd(f, 0.25f);
  __nv_atomic_add(u + 2, 3u, __NV_ATOMIC_RELAXED, __NV_THREAD_SCOPE_DEVICE);
  cuda::atomic_ref<unsigned int, cuda::thread_scope_device> counter(u[3]);
  counter.fetch_add(2, cuda::std::memory_order_relaxed);
  unsigned short seen = s[0], old;
  do {
    old = seen;
    seen = atomicCAS(s, old, (unsigned short)(old + 1));
  } while (seen != old);
}

__global__ void counts(const int *in, int *out) {
  int v = in[threadIdx.x];
  int count = __syncthreads_count(v > 4);
  int any = __syncthreads_or(v == 9), all = __syncthreads_and(v >= 0);
  out[threadIdx.x] = count * 4 + (any != 0) * 2 + (all != 0);
}

__device__ unsigned int arrived;
__global__ void lastBlock(const int *in, int *partial, int *sum) {
  __shared__ bool isLast;
  __shared__ int total;
  if (threadIdx.x == 0) {
    total = 0;
  }
  __syncthreads();
  atomicAdd(&total, in[blockIdx.x * blockDim.x + threadIdx.x]);
  __syncthreads();
  if (threadIdx.x == 0) {
    partial[blockIdx.x] = total;
    __threadfence();
    isLast = atomicInc(&arrived, gridDim.x) == gridDim.x - 1;
  }
  __syncthreads();
  if (isLast && threadIdx.x == 0) {
    int result = 0;
    for (int i = 0; i < gridDim.x; ++i) {
      result += ((volatile int *)partial)[i];
    }
    *sum = result;
  }
}

int main() {
  const int n = 128;
  unsigned int *u = toDevice(std::vector<unsigned int>{0, 0, 0, 0});
  unsigned long long *q = deviceArray<unsigned long long>(1);
  double *d = deviceArray<double>(1);
  float *f = deviceArray<float>(1);
  unsigned short *s = deviceArray<unsigned short>(1);
  updates<<<2, n / 2>>>(u, q, d, f, s);
  unsigned int down = 0;
  unsigned long long wide = 0;
  for (int i = 0; i < n; ++i) {
    down = down == 0 ? 6 : down - 1;
    wide += (unsigned long long)i << 20;
  }
  expectEqual("words", takeBack(u, 4),
              std::vector<unsigned int>{n % 10, down, 3 * n, 2 * n});
  expectEqual("wide", takeBack(q, 1), std::vector<unsigned long long>{wide});
  expectEqual("double", takeBack(d, 1), std::vector<double>{0.5 * n});
  expectEqual("float", takeBack(f, 1), std::vector<float>{0.25f * n});
  expectEqual("short", takeBack(s, 1), std::vector<unsigned short>{n});

  std::vector<int> in = mixed(n, 10), counted(n);
  int above = 0, nine = 0, sum = 0;
  for (int v : in) {
    above += v > 4;
    nine |= v == 9;
    sum += v;
  }
  for (int &c : counted) {
    c = above * 4 + nine * 2 + 1;
  }
  int *dIn = toDevice(in), *out = deviceArray<int>(n);
  counts<<<1, n>>>(dIn, out);
  expectEqual("counts", takeBack(out, n), counted);
  int *partial = deviceArray<int>(4), *total = deviceArray<int>(1);
  lastBlock<<<4, n / 4>>>(dIn, partial, total);
  expectEqual("last block", takeBack(total, 1), std::vector<int>{sum});
  return finish();
}
