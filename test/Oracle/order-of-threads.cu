// Atomics hand out places in the order in which threads come: such elements
// hang on that order, and others do not.
// RUN: cubeport verify %s --route=threads | FileCheck %s
// RUN: cubeport verify %s | FileCheck %s
// CHECK: keepOdd 1 3 {{[0-9]+}} 0 match reassociated{{(, [0-9]+ elements hang on the order of threads)?}}
#include <cuda_runtime.h>

__global__ void keepOdd(const int *numbers, int *kept, int *count, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n && numbers[i] % 2 != 0)
    kept[atomicAdd(count, 1)] = numbers[i];
}

int main() {
  const int n = 20000;
  int *numbers, *kept, *count, host[n];
  for (int i = 0; i < n; ++i)
    host[i] = i * 7 % 1000;
  cudaMalloc(&numbers, sizeof(host));
  cudaMalloc(&kept, sizeof(host));
  cudaMalloc(&count, sizeof(int));
  cudaMemcpy(numbers, host, sizeof(host), cudaMemcpyHostToDevice);
  cudaMemset(kept, 0, sizeof(host));
  cudaMemset(count, 0, sizeof(int));
  keepOdd<<<(n + 127) / 128, 128>>>(numbers, kept, count, n);
  cudaDeviceSynchronize();
  return 0;
}
