// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: not cubeport run --on=oracle %s 2>&1 | FileCheck %s

__global__ void write(int n) {
  char *text = (char *)malloc(20);
  for (int i = 0; i < n; ++i) {
    // CHECK: cp8001-heap-bounds.cu:[[#@LINE+1]]:13: error: CP8001: write of 1 bytes at byte 20 of 20 bytes from malloc
    text[i] = 1;
  }
  free(text);
}

int main() {
  write<<<1, 1>>>(20);
  write<<<1, 1>>>(21);
  cudaDeviceSynchronize();
  return 0;
}
