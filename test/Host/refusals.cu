// RUN: not cubeport translate %s -o %t.out 2>&1 | FileCheck %s
// RUN: not test -e %t.out
// What the host half refuses, each at its place and all in one go.

#include <cublas_v2.h>

// A macro that nobody expands in host code is nobody's problem.
#define UNUSED(x) cudaGraphLaunch(x)
// CHECK-NOT: refusals.cu:[[@LINE-1]]

#define USED(x) cudaGraphDestroy(x)
// CHECK: refusals.cu:[[@LINE-1]]:17: error: CP6001: 'cudaGraphDestroy' has no counterpart
// CHECK-NEXT: #define USED
// CHECK-NEXT: ^
// CHECK-NEXT: hint:

int main() {
  // CHECK: refusals.cu:[[@LINE+1]]:3: error: CP6001: 'cudaGraph_t'
  cudaGraph_t graph = 0;
  USED(graph);
  float one = 1;
  // CHECK: refusals.cu:[[@LINE+1]]:3: error: CP6001: 'cublasSgemm'
  cublasSgemm(0, CUBLAS_OP_N, CUBLAS_OP_N, 1, 1, 1, &one, 0, 1, 0, 1, &one, 0,
              1);
  // CHECK: refusals.cu:[[@LINE-2]]:18: error: CP6001: 'CUBLAS_OP_N'
  return 0;
}
