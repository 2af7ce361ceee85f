// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// C++ in device code: recursion, calls through pointers, virtual calls, the
// heap, structures by value, pointers in memory.
// RUN: cubeport run --on=oracle %s | FileCheck %s
// CHECK: PASS
#include <cstdio>

__device__ int fibonacci(int n) {
  return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}
__device__ int twice(int x) { return 2 * x; }
__device__ int square(int x) { return x * x; }

struct Shape {
  __device__ virtual int area() const = 0;
};
struct Square : Shape {
  int side;
  __device__ Square(int side) : side(side) {}
  __device__ int area() const override { return side * side; }
};
struct Pair : Shape {
  int a, b;
  __device__ Pair(int a, int b) : a(a), b(b) {}
  __device__ int area() const override { return a * b; }
};

struct Params {
  int factor;
  short offsets[3];
  const int *table;
};

__constant__ int constants[4] = {10, 20, 30, 40};
__device__ const int fixed[4] = {1, 2, 3, 4};

__global__ void kernel(int *out, Params p) {
  int i = threadIdx.x;
  int (*function)(int) = i % 2 ? twice : square;
  Square s(i);
  Pair q(i, 3);
  const Shape &shape = i % 3 ? (const Shape &)s : q;
  int *heap = (int *)malloc(4 * sizeof(int));
  heap[i % 4] = p.table[i] * p.factor + p.offsets[i % 3];
  p.factor = 0; // each thread has its own copy
  out[i] = fibonacci(i % 10) + 100 * function(i) + 10000 * shape.area() +
           heap[i % 4] + constants[i % 4] + fixed[i % 4];
  free(heap);
}

int main() {
  const int n = 24;
  int table[n], h[n];
  for (int i = 0; i < n; ++i) {
    table[i] = 5 * i;
  }
  int *data, *deviceTable;
  cudaMalloc(&data, sizeof(h));
  cudaMalloc(&deviceTable, sizeof(table));
  cudaMemcpy(deviceTable, table, sizeof(table), cudaMemcpyHostToDevice);
  kernel<<<1, n>>>(data, Params{3, {1, -2, 3}, deviceTable});
  cudaMemcpy(h, data, sizeof(h), cudaMemcpyDeviceToHost);
  const int fib[10] = {0, 1, 1, 2, 3, 5, 8, 13, 21, 34};
  const int offsets[3] = {1, -2, 3};
  bool ok = true;
  for (int i = 0; i < n; ++i) {
    int expected = fib[i % 10] + 100 * (i % 2 ? 2 * i : i * i) +
                   10000 * (i % 3 ? i * i : 3 * i) + 15 * i + offsets[i % 3] +
                   10 * (i % 4 + 1) + i % 4 + 1;
    if (h[i] != expected) {
      printf("%d: %d, not %d\n", i, h[i], expected);
      ok = false;
    }
  }
  printf(ok ? "PASS\n" : "FAIL\n");
  return 0;
}
