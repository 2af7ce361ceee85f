// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: not cubeport run --on=oracle %s 2>&1 | FileCheck %s

__device__ int descend(int n) {
  volatile int rest[100];
  rest[n % 100] = n;
  return n < 0 ? 0 : descend(n + 1) + rest[n % 100];
}

__global__ void kernel(int *a) {
  __syncthreads();
  // CHECK: error: CP8012: the thread used more than {{[0-9]+}} bytes of stack
  a[threadIdx.x] = descend(1);
}

int main() {
  int *data;
  cudaMalloc(&data, 64 * sizeof(int));
  kernel<<<1, 32>>>(data);
  cudaDeviceSynchronize();
  return 0;
}
