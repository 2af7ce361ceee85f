// RUN: not cubeport translate %s --emit=host 2>&1 | FileCheck %s
// A lambda of an ordinary function has no name that compilers agree on.

// CHECK: private-lambda.cu:[[@LINE+1]]:{{[0-9]+}}: error: CP6005: an instance of kernel 'each'
template <class F> __global__ void each(F f) { f(threadIdx.x); }

int main() {
  float *x;
  cudaMalloc(&x, 128);
  each<<<1, 32>>>([=] __device__(int i) { x[i] = 1; });
  return 0;
}
