// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: rm -rf %t && not cubeport translate %s -o %t 2>&1 | FileCheck %s
// RUN: not ls %t
// Arithmetic in double on the device: the vector unit has no f64.

__global__ void scale(double *x, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    // CHECK: double_arithmetic.cu:[[@LINE+1]]:{{[0-9]+}}: error: CP2006:
    x[i] = x[i] * 0.1;
  }
}

int main() {
  double *x;
  cudaMalloc(&x, 64 * sizeof(double));
  scale<<<1, 64>>>(x, 64);
  return 0;
}
