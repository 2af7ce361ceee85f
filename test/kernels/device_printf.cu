// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// What a kernel prints: numbers, strings, widths, from one thread.
#include "check.h"

__device__ void show(const char *format, int value) { printf(format, value); }

__global__ void hello(const int *in, const double *x) {
  if (threadIdx.x == 3) {
    // CHECK: hello from thread 3 of 32
    printf("hello from thread %d of %u\n", threadIdx.x, blockDim.x);
    // CHECK: |   -7|2.50|0x1f|c|100%|name|
    printf("|%5d|%.2f|0x%x|%c|100%%|%s|\n", in[0], x[0], 31, 'c', "name");
    // CHECK: 123456789012 18446744073709551615
    printf("%lld %llu\n", 123456789012ll, ~0ull);
    // CHECK: value 42
    show("value %d\n", in[1]);
    // Every digit of a double, and the same number as a float.
    // CHECK: third 0.33333333333333331 0.3333333432674408 [ +3.33e-01] 0x1.5555555555555p-2 7 end
    printf("third %.17g %.16f [%+10.2e] %a %d end\n", x[1], (float)x[1], x[1],
           x[1], 7);
    // CHECK: 99999999999999991611392.000 inf -nan
    printf("%.3f %f %f\n", 4e22 * x[0], x[2], x[3]);
  }
}

int main() {
  int *in = toDevice(std::vector<int>{-7, 42});
  double *x = toDevice(std::vector<double>{2.5, 1.0 / 3, INFINITY, -NAN});
  hello<<<1, 32>>>(in, x);
  require(cudaDeviceSynchronize(), "hello");
  // CHECK: PASS
  return finish();
}
