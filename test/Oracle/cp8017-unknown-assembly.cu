// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Only what is executed matters.
// RUN: not cubeport run --on=oracle %s 2>&1 | FileCheck %s
// RUN: cubeport run --on=oracle %s -- other

__global__ void kernel(int *a, bool other) {
  if (!other) {
    // CHECK: cp8017-unknown-assembly.cu:[[#@LINE+1]]:5: error: CP8017: the oracle cannot execute the inline PTX 'wibble.s32 $0, 1;'
    asm volatile("wibble.s32 %0, 1;" : "=r"(a[0]));
  }
}

int main(int argc, char **) {
  int *data;
  cudaMalloc(&data, 64 * sizeof(int));
  kernel<<<1, 1>>>(data, argc > 1);
  cudaDeviceSynchronize();
  return 0;
}
