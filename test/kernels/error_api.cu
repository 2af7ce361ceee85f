// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Errors: values, names, the sticky last error, an impossible launch.
#include "check.h"
#include <cstring>

__global__ void nothing(int *data) { data[threadIdx.x] = 1; }

int main() {
  if (cudaSetDevice(999) != cudaErrorInvalidDevice) {
    printf("FAIL cudaSetDevice accepts device 999\n");
    return 1;
  }
  if (cudaPeekAtLastError() != cudaErrorInvalidDevice ||
      cudaGetLastError() != cudaErrorInvalidDevice ||
      cudaGetLastError() != cudaSuccess) {
    printf("FAIL last error\n");
    return 1;
  }
  // The texts are those of the runtime below, so only what holds everywhere.
  if (strlen(cudaGetErrorName(cudaErrorInvalidValue)) == 0 ||
      strlen(cudaGetErrorString(cudaErrorInvalidValue)) == 0 ||
      strcmp(cudaGetErrorName(cudaErrorInvalidValue),
             cudaGetErrorName(cudaErrorInvalidDevice)) == 0) {
    printf("FAIL names\n");
    return 1;
  }
  int *data = deviceArray<int>(64);
  nothing<<<1, 2048>>>(data); // a block holds at most 1024 threads
  cudaError_t status = cudaGetLastError();
  if (status != cudaErrorInvalidConfiguration) {
    printf("FAIL launch of 2048 threads: %s\n", cudaGetErrorName(status));
    return 1;
  }
  nothing<<<0, 64>>>(data); // an empty grid
  if (cudaGetLastError() != cudaErrorInvalidConfiguration) {
    printf("FAIL empty grid\n");
    return 1;
  }
  expectEqual("untouched", takeBack(data, 64), std::vector<int>(64, 0));
  return finish();
}
