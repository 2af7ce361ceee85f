// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Objects of libcu++ and complex numbers in kernels; OpenMP in host code.
#include "check.h"
#include <cuComplex.h>
#include <cuda/atomic>
#include <cuda/std/limits>
#include <omp.h>

__global__ void count(int *total, int *least, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    cuda::atomic_ref<int, cuda::thread_scope_device> sum(*total);
    sum.fetch_add(i);
    cuda::atomic_ref<int, cuda::thread_scope_device> low(*least);
    low.fetch_min(-i, cuda::std::memory_order_relaxed);
  }
}

__global__ void rotate(cuFloatComplex *z, int n) {
  int i = threadIdx.x;
  if (i < n) {
    z[i] = cuCmulf(z[i], make_cuFloatComplex(0, 1));
  }
}

int main() {
  const int n = 200;
  int *total = deviceArray<int>(1);
  int *least = deviceArray<int>(1, cuda::std::numeric_limits<int>::max());
  count<<<2, 128>>>(total, least, n);
  expectEqual("total", takeBack(total, 1), {n * (n - 1) / 2});
  expectEqual("least", takeBack(least, 1), {1 - n});

  cuFloatComplex *z = toDevice(std::vector<cuFloatComplex>(
      {make_cuFloatComplex(3, 4), make_cuFloatComplex(-1, 2)}));
  rotate<<<1, 32>>>(z, 2);
  std::vector<cuFloatComplex> got = takeBack(z, 2);
  expectNear("rotated",
             {cuCrealf(got[0]), cuCimagf(got[0]), cuCrealf(got[1]),
              cuCimagf(got[1]), cuCabsf(got[0])},
             {-4, 3, -2, -1, 5});

  int sum = 0;
#pragma omp parallel for reduction(+ : sum)
  for (int i = 0; i < 10; ++i) {
    sum += i;
  }
  expectEqual("OpenMP", std::vector<int>{sum, omp_get_thread_num()}, {45, 0});
  return finish();
}
