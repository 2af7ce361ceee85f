// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A kernel for the test of source lines; it is only read, never compiled.
__global__ void lines(float *x, int n) {
  float sum = x[0] + 1.0f;
  x[0] = sum * n;
}
