// RUN: not cubeport translate %s -o %t.out 2>&1 | FileCheck %s
// RUN: not test -e %t.out
// What the host half refuses, each at its place and all in one go.

#include <cublas_v2.h>

// A macro that nobody expands in host code is nobody's problem.
#define UNUSED(x) cudaCreateSurfaceObject(x)
// CHECK-NOT: refusals.cu:[[@LINE-1]]

#define USED(x) cudaDestroyTextureObject(x)
// CHECK: refusals.cu:[[@LINE-1]]:17: error: CP6001: 'cudaDestroyTextureObject' has no counterpart
// CHECK-NEXT: #define USED
// CHECK-NEXT: ^
// CHECK-NEXT: hint:

int main() {
  // CHECK: refusals.cu:[[@LINE+1]]:3: error: CP6001: 'cudaTextureObject_t'
  cudaTextureObject_t texture = 0;
  USED(texture);
  cudaArray_t array = 0;
  // CHECK: refusals.cu:[[@LINE-1]]:3: error: CP6001: 'cudaArray_t'
  // CHECK: refusals.cu:[[@LINE+1]]:3: error: CP6001: 'cudaFreeArray'
  cudaFreeArray(array);
  return 0;
}
