// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Pointers to functions and objects with virtual functions stay in memory from
// one launch to the next; the host passes on what it reads.
// RUN: cubeport run --on=oracle %s | FileCheck %s
// RUN: cubeport verify %s | FileCheck %s --check-prefix=VERIFY
// VERIFY: apply {{.*}} match
// VERIFY: make {{.*}} match
// VERIFY: use {{.*}} match
// VERIFY: drop {{.*}} match
#include <cstdio>

typedef int (*Function)(int, int);
__device__ int add(int a, int b) { return a + b; }
__device__ int subtract(int a, int b) { return a - b; }
__device__ Function chosen = subtract;
__device__ Function table[2] = {add, subtract};

__global__ void apply(Function function, int *a) {
  int i = threadIdx.x;
  a[i] = function(a[i], 3) + 1000 * table[i & 1](i, 2);
}

struct Shape {
  int size;
  __device__ explicit Shape(int size) : size(size) {}
  __device__ virtual int area(int scale) const { return scale; }
  __device__ virtual ~Shape() {}
};
struct Square : Shape {
  __device__ explicit Square(int size) : Shape(size) {}
  __device__ int area(int scale) const override { return scale * size * size; }
};
struct Strip : Shape {
  __device__ explicit Strip(int size) : Shape(size) {}
  __device__ int area(int scale) const override { return scale + size; }
};

__global__ void make(Shape **shapes) {
  int i = threadIdx.x;
  shapes[i] = i % 2 ? (Shape *)new Square(i) : (Shape *)new Strip(i);
}
__global__ void use(Shape **shapes, int *a) {
  a[threadIdx.x] = shapes[threadIdx.x]->area(7);
}
__global__ void drop(Shape **shapes) { delete shapes[threadIdx.x]; }

static void show(const char *name, const int *a) {
  printf("%s:", name);
  for (int i = 0; i < 8; ++i) {
    printf(" %d", a[i]);
  }
  printf("\n");
}

int main() {
  int *a;
  Shape **shapes;
  cudaMallocManaged(&a, 32 * sizeof(int));
  cudaMalloc(&shapes, 32 * sizeof(Shape *));
  for (int i = 0; i < 32; ++i) {
    a[i] = i;
  }
  Function function;
  cudaMemcpyFromSymbol(&function, chosen, sizeof(function));
  apply<<<1, 32>>>(function, a);
  cudaDeviceSynchronize();
  // CHECK: apply: 1997 -1002 3999 1000 6001 3002 8003 5004
  show("apply", a);
  make<<<1, 32>>>(shapes);
  use<<<1, 32>>>(shapes, a);
  drop<<<1, 32>>>(shapes);
  cudaDeviceSynchronize();
  // CHECK: use: 7 7 9 63 11 175 13 343
  show("use", a);
}
