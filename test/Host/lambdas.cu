// RUN: cubeport run %s | FileCheck %s
// Lambdas of templates reach the kernel with what they captured, by its place
// in the closure.
#include <cstdio>

template <class F> __global__ void each(F f, int count) {
  int i = threadIdx.x;
  if (i < count) {
    f(i);
  }
}

template <class T> void fill(T *out, T value) {
  each<<<1, 32>>>([=] __device__(int i) { out[i] = value + T(i); }, 8);
}

int main() {
  float *x, h[8];
  cudaMalloc(&x, sizeof(h));
  fill(x, 2.5f);
  cudaMemcpy(h, x, sizeof(h), cudaMemcpyDeviceToHost);
  // CHECK: 2.5 3.5 9.5 no error
  printf("%g %g %g %s\n", h[0], h[1], h[7],
         cudaGetErrorString(cudaGetLastError()));
  return 0;
}
