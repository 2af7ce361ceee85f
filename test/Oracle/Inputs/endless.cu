// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Launches without end.
#include <cuda_runtime.h>

__global__ void increment(unsigned *numbers, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    ++numbers[i];
}

int main() {
  unsigned *numbers;
  cudaMalloc(&numbers, 100 * sizeof(unsigned));
  cudaMemset(numbers, 0, 100 * sizeof(unsigned));
  for (;;)
    increment<<<1, 128>>>(numbers, 100);
}
