// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: rm -rf %t && not cubeport translate %s -o %t 2>&1 | FileCheck %s
// RUN: not ls %t
// Memory of a thread whose size is known only when it runs.

__global__ void reverse(const int *in, int *out, int n) {
  // CHECK: run_time_array.cu:[[@LINE+3]]:{{[0-9]+}}: error: CP2015: array whose size is known only at run time
  // CHECK-NEXT: __builtin_alloca
  // CHECK-NOT: error:
  int *own = (int *)__builtin_alloca(n * sizeof(int));
  for (int i = 0; i < n; ++i) {
    own[i] = in[i];
  }
  for (int i = 0; i < n; ++i) {
    out[n * threadIdx.x + i] = own[n - 1 - i];
  }
}

int main() {
  int *in, *out;
  cudaMalloc(&in, 8 * sizeof(int));
  cudaMalloc(&out, 8 * 32 * sizeof(int));
  reverse<<<1, 32>>>(in, out, 8);
  return 0;
}
