// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: not cubeport run --on=oracle %s 2>&1 | FileCheck %s --check-prefix=STATIC
// RUN: not cubeport run --on=oracle %s -- dynamic 2>&1 | FileCheck %s --check-prefix=DYNAMIC

__global__ void kernel(int *a, bool dynamic) {
  __shared__ int tile[16];
  extern __shared__ int bytes[];
  int i = threadIdx.x;
  if (dynamic) {
    // DYNAMIC: cp8003-shared-bounds.cu:[[#@LINE+1]]:14: error: CP8003: write of 4 bytes at byte 64 of dynamic shared memory; the launch gave 64 bytes of it
    bytes[i] = i;
  } else {
    // STATIC: cp8003-shared-bounds.cu:[[#@LINE+1]]:13: error: CP8003: write of 4 bytes at byte 64 of 'tile', which has 64 bytes of shared memory
    tile[i] = i;
  }
  __syncthreads();
  a[i] = dynamic ? bytes[i] : tile[i];
}

int main(int argc, char **) {
  int *data;
  cudaMalloc(&data, 64 * sizeof(int));
  kernel<<<1, 17, 64>>>(data, argc > 1);
  cudaDeviceSynchronize();
  return 0;
}
