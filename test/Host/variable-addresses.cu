// RUN: not cubeport translate %s -o %t.out 2>&1 | FileCheck %s
// RUN: not test -e %t.out
// A device variable that starts as the address of another one.

__device__ int list[3] = {1, 2, 3};
// CHECK: variable-addresses.cu:[[@LINE+1]]:25: error: CP6003: device variable 'list' in the initial value of another
__device__ int *start = list;
// Sizes are known.
// CHECK-NOT: error
__device__ int size = sizeof(list) / sizeof(list[0]);

__global__ void read(int *out) { *out = start[size - 1]; }

int main() {
  int *out;
  cudaMalloc(&out, 4);
  read<<<1, 1>>>(out);
  return 0;
}
