// RUN: not cubeport translate %s -o %t.out 2>&1 | FileCheck %s
// RUN: not test -e %t.out
// What the host half refuses, each at its place and all in one go.

#include <cublas_v2.h>

// A macro that nobody expands in host code is nobody's problem.
#define UNUSED(x) cudaStreamAddCallback(x)
// CHECK-NOT: refusals.cu:[[@LINE-1]]

#define USED(x) cudaFreeMipmappedArray(x)
// CHECK: refusals.cu:[[@LINE-1]]:17: error: CP6001: 'cudaFreeMipmappedArray' has no counterpart
// CHECK-NEXT: #define USED
// CHECK-NEXT: ^
// CHECK-NEXT: hint:

int main() {
  // CHECK: refusals.cu:[[@LINE+1]]:3: error: CP6001: 'cudaMipmappedArray_t'
  cudaMipmappedArray_t levels = 0;
  USED(levels);
  cudaPointerAttributes attributes;
  // CHECK: refusals.cu:[[@LINE-1]]:3: error: CP6001: 'cudaPointerAttributes'
  // CHECK: refusals.cu:[[@LINE+1]]:3: error: CP6001: 'cudaPointerGetAttributes'
  cudaPointerGetAttributes(&attributes, &levels);
  return 0;
}
