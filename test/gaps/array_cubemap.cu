// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s 2>&1 | FileCheck %s
// A cubemap is asked for when the program runs.
#include <cstdio>

int main() {
  cudaChannelFormatDesc format = cudaCreateChannelDesc<float>();
  cudaArray_t array = nullptr;
  // CHECK-DAG: error: CP6007: an array of a cubemap was asked for
  cudaError_t error = cudaMalloc3DArray(&array, &format, make_cudaExtent(8, 8, 6),
                                        cudaArrayCubemap);
  // CHECK-DAG: refused: 1
  printf("refused: %d\n", error != cudaSuccess);
  return 0;
}
