// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Devices and their properties.
#include "check.h"

int main() {
  int count = 0, device = -1, threads = 0, processors = 0;
  require(cudaGetDeviceCount(&count), "count");
  require(cudaSetDevice(0), "set");
  require(cudaGetDevice(&device), "get");
  cudaDeviceProp properties;
  require(cudaGetDeviceProperties(&properties, device), "properties");
  require(cudaDeviceGetAttribute(&threads, cudaDevAttrMaxThreadsPerBlock, 0),
          "attribute");
  require(
      cudaDeviceGetAttribute(&processors, cudaDevAttrMultiProcessorCount, 0),
      "attribute");
  if (count < 1 || device != 0 || properties.name[0] == 0 ||
      properties.maxThreadsPerBlock != threads || threads != 1024 ||
      properties.warpSize != 32 ||
      properties.multiProcessorCount != processors || processors < 1 ||
      properties.totalGlobalMem == 0 || properties.sharedMemPerBlock == 0) {
    printf("FAIL properties\n");
    return 1;
  }
  return finish();
}
