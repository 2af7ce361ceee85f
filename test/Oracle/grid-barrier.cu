// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// All threads of a grid wait for each other; 64 bits in two halves with a carry.
// RUN: cubeport run --on=oracle %s | FileCheck %s
// RUN: cubeport verify %s | FileCheck %s --check-prefix=VERIFY
// VERIFY: turn {{.*}} match
// VERIFY: carry {{.*}} match
#include <cooperative_groups.h>
#include <cstdio>

__global__ void turn(int *a, int n, int rounds) {
  cooperative_groups::grid_group grid = cooperative_groups::this_grid();
  int i = grid.thread_rank();
  for (int round = 0; round < rounds; ++round) {
    int next = a[(i + 1) % n];
    grid.sync();
    a[i] = next + 1;
    grid.sync();
  }
}

__global__ void carry(const unsigned *a, unsigned long long *out) {
  const unsigned *p = a + 4 * threadIdx.x;
  unsigned low, high;
  asm("add.cc.u32 %0, %2, %3;\n\taddc.u32 %1, %4, %5;"
      : "=r"(low), "=r"(high)
      : "r"(p[0]), "r"(p[1]), "r"(p[2]), "r"(p[3]));
  out[3 * threadIdx.x] = (unsigned long long)high << 32 | low;
  asm("sub.cc.u32 %0, %2, %3;\n\tsubc.u32 %1, %4, %5;"
      : "=r"(low), "=r"(high)
      : "r"(p[0]), "r"(p[1]), "r"(p[2]), "r"(p[3]));
  out[3 * threadIdx.x + 1] = (unsigned long long)high << 32 | low;
  asm("mad.lo.cc.u32 %0, %2, %3, %4;\n\tmadc.hi.u32 %1, %2, %3, %5;"
      : "=r"(low), "=r"(high)
      : "r"(p[0]), "r"(p[1]), "r"(p[2]), "r"(p[3]));
  out[3 * threadIdx.x + 2] = (unsigned long long)high << 32 | low;
}

int main() {
  int n = 192, rounds = 5;
  int *a;
  unsigned *words;
  unsigned long long *out;
  cudaMallocManaged(&a, n * sizeof(int));
  cudaMallocManaged(&words, 128 * sizeof(unsigned));
  cudaMallocManaged(&out, 96 * sizeof(unsigned long long));
  for (int i = 0; i < n; ++i) {
    a[i] = i;
  }
  for (int i = 0; i < 128; ++i) {
    words[i] = i * 2654435761u + 7;
  }
  void *arguments[] = {&a, &n, &rounds};
  cudaLaunchCooperativeKernel((void *)turn, dim3(6), dim3(32), arguments, 0, 0);
  cudaDeviceSynchronize();
  // CHECK: turn: 10 11 9
  printf("turn: %d %d %d\n", a[0], a[1], a[191]);
  carry<<<1, 32>>>(words, out);
  cudaDeviceSynchronize();
  int wrong = 0;
  for (int i = 0; i < 32; ++i) {
    const unsigned *p = words + 4 * i;
    unsigned long long x = (unsigned long long)p[2] << 32 | p[0];
    unsigned long long y = (unsigned long long)p[3] << 32 | p[1];
    unsigned long long product = (unsigned long long)p[0] * p[1];
    wrong += out[3 * i] != x + y;
    wrong += out[3 * i + 1] != x - y;
    wrong += out[3 * i + 2] != product + y - p[1] + p[2];
  }
  // CHECK: wrong: 0
  printf("wrong: %d\n", wrong);
}
