// RUN: rm -rf %t.out && not cubeport translate %s -o %t.out 2>&1 | FileCheck %s
// RUN: not test -e %t.out
// RUN: cubeport run %s --defer-refusals 2>&1 | FileCheck %s --check-prefix=LATER
// A refused kernel ends the translation, or, where that is asked for, only
// its own launch.

#include <cstdio>

__device__ int elsewhere(int n);

// CHECK: defer-refusals.cu:[[@LINE+2]]:{{[0-9]+}}: error: CP2003
// LATER: defer-refusals.cu:[[@LINE+1]]:{{[0-9]+}}: warning: CP2003
__global__ void refused(int *x) { x[threadIdx.x] = elsewhere(x[0]); }

__global__ void inFloat(float *x) { x[threadIdx.x] = 5; }

int main() {
  float *x, value = 0;
  cudaMalloc(&x, 32 * sizeof(float));
  // LATER-DAG: error: CP2003: kernel 'refused' was not translated
  refused<<<1, 32>>>((int *)x);
  // LATER-DAG: operation not supported
  printf("%s\n", cudaGetErrorString(cudaGetLastError()));
  inFloat<<<1, 32>>>(x);
  cudaMemcpy(&value, x, sizeof(value), cudaMemcpyDeviceToHost);
  // LATER-DAG: value 5
  printf("value %g\n", value);
  return 0;
}
